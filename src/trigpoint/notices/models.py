"""What somebody chose about their e-mails, and what waits for a daily summary."""

import uuid
from typing import ClassVar

from django.db import models

from trigpoint.people.models import Person
from trigpoint.record.bound import Bound
from trigpoint.record.personal import Personal


class EmailChoice(Bound):
    """When somebody gets e-mails about inspections: one a day with all of them, or each when it happens."""

    CHAIN: ClassVar = ("account", "person__id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    once_a_day = models.BooleanField(default=False)

    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "person", "once_a_day"), Personal.PSEUDONYM),
        "salts": Personal.SECRET,
    }


class Reminder(models.Model):
    """Somebody was reminded of something: of each thing once that it is due, and once that it is late.

    `about` names it: the inspection, the page on which it is done, and the row that the page is about, if any.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    notice = models.CharField(max_length=20)
    about = models.CharField(max_length=200)
    due = models.DateField()

    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "person"), Personal.PSEUDONYM),
        **dict.fromkeys(("notice", "about", "due"), Personal.NO),
    }

    class Meta:
        """Nobody is reminded twice of the same, whatever becomes of the worker in between."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "notice", "about", "due"], name="nobody_is_reminded_twice")
        ]


class SummaryLine(models.Model):
    """One notice that waits for somebody's daily summary. It goes with the summary that tells of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sentence = models.TextField()
    path = models.CharField(max_length=500)
    at = models.DateTimeField()

    PERSONAL: ClassVar = {
        "id": Personal.PSEUDONYM,
        "person": Personal.PSEUDONYM,
        **dict.fromkeys(("sentence", "path", "at"), Personal.NO),
    }

    class Meta:
        """In the order in which things happened."""

        ordering: ClassVar = ["at", "id"]
