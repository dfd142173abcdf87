"""Programmes, inspections, their teams, and dates of the timetable that were adjusted."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from trigpoint.inspectorate.programme.stages import STAGES
from trigpoint.people.models import Organisation, Person
from trigpoint.record.personal import Personal
from trigpoint.record.versioned import Versioned


class Programme(Versioned):
    """A span of years in which every service is to be inspected once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspectorate = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()

    CHAIN: ClassVar = ("organisation", "inspectorate__reference")
    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "version", "inspectorate", "reference", "name", "starts", "ends"), Personal.NO),
        "salts": Personal.SECRET,
    }

    class Meta:
        """A programme ends after it starts; the newest comes first."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="programme_ends_after_start")
        ]
        ordering: ClassVar = ["-starts"]

    def __str__(self) -> str:
        return self.name


class Inspection(Versioned):
    """One inspection of one service, pinned for life to one version of a framework.

    `site_date` is the first day of the case week. `published_on` is the day of publication (the first of the month
    where no more is printed), `published_as` how the publication prints it, and `overall` its overall rating.
    One that was cancelled keeps its stage: it can be read, and changed no more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    service = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    inspectorate = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    framework = models.CharField(max_length=100)
    framework_digest = models.CharField(max_length=64)
    stage = models.CharField(max_length=40, choices=[(stage.key, stage.title) for stage in STAGES])
    site_date = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_as = models.CharField(max_length=60, blank=True)
    overall = models.CharField(max_length=60, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=500, blank=True)

    CHAIN: ClassVar = ("inspection", "reference")
    PERSONAL: ClassVar = {
        **dict.fromkeys(
            (
                "id",
                "version",
                "reference",
                "title",
                "service",
                "inspectorate",
                "programme",
                "framework",
                "framework_digest",
                "stage",
                "site_date",
                "published_on",
                "published_as",
                "overall",
                "cancelled_on",
                "cancelled_why",
            ),
            Personal.NO,
        ),
        "salts": Personal.SECRET,
    }

    class Meta:
        """Stages are those of the table; the next on site comes first."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage__in=[stage.key for stage in STAGES]), name="inspection_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None, cancelled_why="")
                | (Q(cancelled_on__isnull=False, published_on=None) & ~Q(cancelled_why="")),
                name="a_cancelled_inspection_has_a_reason_and_no_report",
            ),
        ]
        ordering: ClassVar = ["site_date", "reference"]
        indexes: ClassVar = [models.Index(fields=["service", "stage"]), models.Index(fields=["stage", "published_on"])]

    def __str__(self) -> str:
        return self.title


class TeamMember(Versioned):
    """Somebody asked to hold a role for one inspection. They hold it once they have declared that they may."""

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("person_id", "role")

    class State(models.TextChoices):
        """What has come of asking them."""

        ASKED = "asked", "Asked to declare interests"
        JOINED = "joined", "On the team"
        BARRED = "barred", "Not on the team: has an interest"
        LEFT = "left", "Left the team"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    PERSONAL: ClassVar = {
        "id": Personal.PSEUDONYM,
        "version": Personal.NO,
        **dict.fromkeys(("inspection", "person", "role", "state", "starts", "ends"), Personal.PSEUDONYM),
        "salts": Personal.SECRET,
    }

    class Meta:
        """Nobody is asked twice for one role while the first is open."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection", "person", "role"],
                condition=Q(state__in=["asked", "joined"]),
                name="one_place_a_role",
            ),
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="place_ends_after_start"),
        ]


class AdjustedDate(Versioned):
    """A date of the timetable that was set by hand instead of being computed, with the reason."""

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("stage",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="adjusted_dates")
    stage = models.CharField(max_length=40)
    date = models.DateField()
    reason = models.TextField()

    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "version", "inspection", "stage", "date", "reason"), Personal.NO),
        "salts": Personal.SECRET,
    }

    class Meta:
        """One date a stage, never without a reason."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "stage"], name="one_adjusted_date_a_stage"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_adjusted_date_has_a_reason"),
        ]
