"""What an inspection asks of the service."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.models import Person
from trigpoint.record.personal import Personal
from trigpoint.record.versioned import Versioned


class Request(Versioned):
    """One thing that is asked of the service. It reaches the service only when it is released, never as a draft.

    `words` are for the service; `note` is for inspectors alone and never crosses the wall. `reply` is the service's.
    """

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("title",)

    class Purpose(models.TextChoices):
        """What is asked for."""

        EVIDENCE = "evidence", "Evidence in advance"
        CASE_LISTS = "case-lists", "Case lists"
        FIGURES = "figures", "Context figures"
        FACTUAL_ACCURACY = "factual-accuracy", "Factual accuracy check"
        ACTION_PLAN = "action-plan", "Action plan"
        CHANGE = "evidence-of-change", "Evidence of change"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        """Who is to do something about it."""

        DRAFT = "draft", "Draft"
        ASKED = "asked", "With the service"
        ANSWERED = "answered", "Sent by the service"
        ACCEPTED = "accepted", "Accepted"
        WITHDRAWN = "withdrawn", "Withdrawn"
        DROPPED = "dropped", "Dropped before it was sent"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    title = models.CharField(max_length=150)
    words = models.TextField()
    note = models.TextField(blank=True)
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    reply = models.TextField(blank=True)
    replied_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replied_on = models.DateField(null=True, blank=True)
    sent_back = models.TextField(blank=True)

    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "version", "inspection", "purpose", "title", "due", "state", "replied_on"), Personal.NO),
        **dict.fromkeys(("words", "note", "reply", "replied_by", "sent_back"), Personal.PSEUDONYM),
        "salts": Personal.SECRET,
    }

    class Meta:
        """What is answered says by whom and when; the next due comes first."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "accepted"])
                | (Q(replied_by__isnull=False) & Q(replied_on__isnull=False) & ~Q(reply="")),
                name="an_answer_is_somebodys",
            )
        ]
        ordering: ClassVar = ["due", "title"]
