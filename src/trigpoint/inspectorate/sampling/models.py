"""Seeds, case lists, exclusions, second decisions and draws."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.models import Person
from trigpoint.record.personal import Personal
from trigpoint.record.versioned import Versioned
from trigpoint.rules.steering import Limited


class SeedCommitment(Versioned):
    """A seed that was fixed before the lists were in. Everybody sees its hash; nobody the seed, until the draw.

    It is sealed under a key that is not in the database: whoever reads rows alone cannot tell what will be drawn. One
    that was withdrawn is never used, and never shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField()
    commitment = models.CharField(max_length=64)
    at = models.DateTimeField()
    draw_number = models.PositiveIntegerField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("commitment",)
    PERSONAL: ClassVar = {
        **dict.fromkeys(
            ("id", "version", "inspection", "commitment", "at", "draw_number", "withdrawn_on", "withdrawn_why"),
            Personal.NO,
        ),
        "sealed": Personal.SECRET,
        "salts": Personal.SECRET,
    }

    class Meta:
        """One seed waits for a draw at a time; the newest comes first."""

        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection"],
                condition=Q(draw_number=None, withdrawn_on=None),
                name="one_seed_waits_for_a_draw",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_why="")
                | (Q(withdrawn_on__isnull=False, draw_number=None) & ~Q(withdrawn_why="")),
                name="a_withdrawn_seed_has_a_reason_and_no_draw",
            ),
        ]


class CaseList(Versioned):
    """One list of one case type, from its upload to its sending.

    `table` are the sheets of the file in which a list was found, as a person sees them, and once the list is sent, the
    rows that were taken (all text). As soon as every column that is asked for is found it keeps no other one, and once
    the list is dropped or replaced, no row. `answers` is what the service said of how to read it and what it started
    from, `plan` what its columns and words mean by that. `mends` is the upload in whose place this one came.
    `confirmed` is what was read, as the service confirmed it when it sent the list. `frozen` is what the list comes to:
    its cases as canonical CSV, '' until it is sent. The record has most of it by its hash: a word in a list, or a
    sheet's name, may be somebody's name.
    """

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("case_type",)
    UNTOLD: ClassVar = ("file_name", "table", "answers", "plan", "confirmed", "frozen")

    class State(models.TextChoices):
        """Whose list it is now."""

        CHECKING = "checking", "Being checked by the service"
        SENT = "sent", "Sent"
        SUPERSEDED = "superseded", "Superseded by a newer list"
        DROPPED = "dropped", "Dropped before it was sent"
        REPLACED = "replaced", "Replaced by a later upload"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    case_type = models.CharField(max_length=40)
    supplier = models.CharField(max_length=80)
    drawn_up = models.DateField()
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    mends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    table = models.JSONField()
    answers = models.JSONField(default=dict, blank=True)
    plan = models.JSONField()
    plan_sha256 = models.CharField(max_length=64, blank=True)
    confirmed = models.JSONField(default=dict, blank=True)
    confirmed_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    frozen = models.TextField()
    frozen_sha256 = models.CharField(max_length=64, blank=True)
    cases = models.PositiveIntegerField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar = {
        **dict.fromkeys(
            (
                "id",
                "version",
                "inspection",
                "case_type",
                "supplier",
                "drawn_up",
                "file_sha256",
                "plan_sha256",
                "confirmed_sha256",
                "mends",
                "state",
                "frozen_sha256",
                "cases",
                "sent_at",
            ),
            Personal.NO,
        ),
        **dict.fromkeys(
            ("file_name", "table", "answers", "plan", "confirmed", "frozen", "sent_by"), Personal.PSEUDONYM
        ),
        "salts": Personal.SECRET,
    }

    class Meta:
        """Of each type one sent list is the newest; what is sent is whole."""

        ordering: ClassVar = ["-sent_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection", "case_type"], condition=Q(state="sent"), name="one_list_of_a_type_stands"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "superseded"])
                | (Q(sent_at__isnull=False) & Q(cases__isnull=False) & ~Q(frozen_sha256="")),
                name="a_sent_list_is_whole",
            ),
        ]


class Exclusion(Versioned):
    """A case that was excluded before the draw, with a reason of the framework's list.

    `case_sha256` is the hash of the case's row when it was excluded or confirmed: a new list may hold another case
    under the same reference, or none.
    """

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("case",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    case = models.CharField(max_length=40)
    why = models.CharField(max_length=200)
    case_sha256 = models.CharField(max_length=64, blank=True)
    stands = models.BooleanField(default=True)

    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "version", "inspection", "stands"), Personal.NO),
        **dict.fromkeys(("case", "why", "case_sha256"), Personal.PSEUDONYM),
        "salts": Personal.SECRET,
    }

    class Meta:
        """A case is excluded once."""

        ordering: ClassVar = ["case"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection", "case"], condition=Q(stands=True), name="a_case_is_excluded_once"
            )
        ]


class SecondDecision(Versioned):
    """Whether the lead may go beyond a limit of the framework, up to a number: asked by the lead, decided by another.

    `number` counts what is excluded, taken out or drawn in all, so that one decision is never used twice.
    """

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("limited", "number")

    class State(models.TextChoices):
        """What has come of asking."""

        ASKED = "asked", "Waits for a second person"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    limited = models.CharField(max_length=10, choices=[(limited.value, limited.value) for limited in Limited])
    number = models.PositiveIntegerField()
    why = models.CharField(max_length=500)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_why = models.CharField(max_length=500, blank=True)

    PERSONAL: ClassVar = {
        **dict.fromkeys(
            ("id", "version", "inspection", "limited", "number", "asked_on", "state", "decided_on"), Personal.NO
        ),
        **dict.fromkeys(("why", "asked_by", "decided_by", "decided_why"), Personal.PSEUDONYM),
        "salts": Personal.SECRET,
    }

    class Meta:
        """One question of a kind waits at a time; who decides is not who asks, and says why."""

        ordering: ClassVar = ["asked_on", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection", "limited"], condition=Q(state="asked"), name="one_second_decision_of_a_kind_waits"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None, decided_on=None, decided_why="")
                | (
                    ~Q(state="asked")
                    & Q(decided_by__isnull=False, decided_on__isnull=False)
                    & ~Q(decided_why="")
                    & ~Q(decided_by=F("asked_by"))
                ),
                name="a_second_person_decides",
            ),
        ]


class Draw(Versioned):
    """One draw, with the list that it was made from and its certificate, each as its file.

    The certificate names the cases that have left the sample since; when one more leaves, `certificate` and its hash
    change together and the record tells of it. A later draw than the first says why the sample was drawn again.
    """

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("number",)
    UNTOLD: ClassVar = ("list_text", "certificate")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    list_text = models.TextField()
    list_sha256 = models.CharField(max_length=64)
    certificate = models.TextField()
    certificate_sha256 = models.CharField(max_length=64)
    reason = models.TextField(blank=True)

    PERSONAL: ClassVar = {
        **dict.fromkeys(
            ("id", "version", "inspection", "number", "at", "list_sha256", "certificate_sha256"), Personal.NO
        ),
        **dict.fromkeys(("list_text", "reason", "certificate"), Personal.PSEUDONYM),
        "salts": Personal.SECRET,
    }

    class Meta:
        """Draws are numbered from 1; the newest comes first."""

        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["inspection", "number"], name="one_draw_a_number")]
