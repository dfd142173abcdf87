"""Who reads which case, when its interview is, and who cannot read which case."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.models import Person
from trigpoint.record.personal import Personal
from trigpoint.record.versioned import Versioned


class Allocation(Versioned):
    """One case with its reader and the slot of its interview. `comes` is whom the service sends to it, '' if not said.

    `start` is the beginning of the slot on the clock, such as '09:30'.
    """

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("case",)
    UNTOLD: ClassVar = ("comes",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    case = models.CharField(max_length=40)
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(null=True, blank=True)
    start = models.CharField(max_length=5, blank=True)
    # The record has its hash alone: it names nobody who is not in the register.
    comes = models.CharField(max_length=100)

    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "version", "inspection", "day", "start"), Personal.NO),
        **dict.fromkeys(("case", "reader"), Personal.PSEUDONYM),
        "comes": Personal.YES,
        "salts": Personal.SECRET,
    }

    class Meta:
        """A case has one reader, who has one interview at a time."""

        ordering: ClassVar = ["day", "start", "case"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "case"], name="a_case_is_on_one_reader"),
            models.UniqueConstraint(fields=["inspection", "reader", "day", "start"], name="one_interview_at_a_time"),
        ]


class CaseConflict(Versioned):
    """Somebody cannot read a case: they know the child, or worked on the case. Why stays out: it would tell of both."""

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("case", "person_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    case = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    stands = models.BooleanField(default=True)

    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "version", "inspection", "stands"), Personal.NO),
        **dict.fromkeys(("case", "person"), Personal.PSEUDONYM),
        "salts": Personal.SECRET,
    }

    class Meta:
        """Declared once, until a colleague withdraws it."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection", "case", "person"],
                condition=Q(stands=True),
                name="a_conflict_is_declared_once",
            )
        ]


class InterviewCount(Versioned):
    """How many interviews were held about cases of one type; None where nobody has said."""

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("case_type",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    case_type = models.CharField(max_length=40)
    number = models.PositiveIntegerField(null=True, blank=True)

    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "version", "inspection", "case_type", "number"), Personal.NO),
        "salts": Personal.SECRET,
    }

    class Meta:
        """One count a case type."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "case_type"], name="one_interview_count_a_case_type")
        ]
