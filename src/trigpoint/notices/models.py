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
