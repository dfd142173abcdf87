"""What the pages keep for some minutes: which forms somebody has sent, so that what is sent again is not done again."""

import uuid
from typing import ClassVar

from django.db import models

from trigpoint.people.models import Person
from trigpoint.record.personal import Personal


class SentForm(models.Model):
    """A form that made something, as somebody sent it: of what was typed there is a hash alone.

    `led_to` is the address of what it made.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    content = models.CharField(max_length=64)
    led_to = models.CharField(max_length=500)
    sent_at = models.DateTimeField()

    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "person", "content", "sent_at"), Personal.PSEUDONYM),
        "led_to": Personal.NO,
    }

    class Meta:
        """One row a person and content: a later one takes the place of an older one."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "content"], name="one_row_a_sent_form")]
