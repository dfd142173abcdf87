"""Context figures of services: what surrounds an inspection, with source, year and national comparison."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from trigpoint.bundle.context import SUPPRESSED
from trigpoint.people.models import Organisation
from trigpoint.record.personal import Personal
from trigpoint.record.versioned import Versioned


class ContextFigures(Versioned):
    """Figures of one service on one topic for one year: a value for each part, and the nation's beside them.

    `parts` is a list of {"name", "value", "national"}; values are decimal numbers as text, exactly as they were given,
    or '[c]' where the source suppresses them, and `national` is '' where there is no comparison. `total` is what the
    source prints, '' where it prints none.
    """

    CHAIN: ClassVar = ("figures", "service__reference")
    NAMED: ClassVar = ("title", "year")

    class Topic(models.TextChoices):
        """What the figures are about."""

        POPULATION = "population", "Population"
        AGE = "age", "Age"
        ETHNICITY = "ethnicity", "Ethnicity"
        SEX = "sex", "Sex"
        CASELOADS = "caseloads", "Caseloads"

    class Unit(models.TextChoices):
        """What is counted."""

        NUMBER = "number", "Number"
        PERCENT = "percent", "Per cent"

    class State(models.TextChoices):
        """Whether the figures count: withdrawn ones are kept and do not."""

        STANDS = "stands", "Stands"
        WITHDRAWN = "withdrawn", "Withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    title = models.CharField(max_length=150)
    year = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    unit = models.CharField(max_length=10, choices=Unit.choices)
    parts = models.JSONField()
    total = models.CharField(max_length=30, blank=True)
    nation = models.CharField(max_length=100, blank=True)
    national_source = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STANDS)

    PERSONAL: ClassVar = {
        **dict.fromkeys(
            (
                "id",
                "version",
                "service",
                "topic",
                "title",
                "year",
                "source",
                "unit",
                "parts",
                "total",
                "nation",
                "national_source",
                "state",
            ),
            Personal.NO,
        ),
        "salts": Personal.SECRET,
    }

    @property
    def has_suppressed(self) -> bool:
        """Whether the source suppresses one of the figures."""
        return self.total == SUPPRESSED or any(SUPPRESSED in (part["value"], part["national"]) for part in self.parts)

    class Meta:
        """One set of figures a title and year; none without a source."""

        ordering: ClassVar = ["topic", "title", "year"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "topic", "title", "year"],
                condition=Q(state="stands"),
                name="one_set_of_figures_a_year",
            ),
            models.CheckConstraint(condition=~Q(source="") & ~Q(year=""), name="figures_have_source_and_year"),
        ]
