"""One e-mail to one address, and how far it has come."""

import uuid
from typing import ClassVar

from django.db import models

from trigpoint.people.models import Organisation, Person
from trigpoint.record.personal import Personal


class Message(models.Model):
    """An e-mail. Subject and text are sealed, as they may hold a link that is a secret, and wiped once it is over.

    `organisation` is the one that it is about and `sent_by` the one in whose name it goes: whoever keeps their people
    may see how far it has come. What is about an account alone has neither, but its holder as `recipient`.
    """

    class Kind(models.TextChoices):
        """What an e-mail is for."""

        INVITATION = "invitation", "Invitation"
        PASSWORD_RESET = "password-reset", "New password"
        NO_ACCOUNT = "no-account", "No account for this address"
        ACCOUNT = "account", "About an account"
        NOTICE = "notice", "About an inspection"
        SUMMARY = "summary", "Daily summary"

    class State(models.TextChoices):
        """How far it has come. 'Sending' is committed before the mail server gets a word of it."""

        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        UNCERTAIN = "uncertain", "May have gone"
        GIVEN_UP = "given-up", "Not sent"
        LEFT = "left", "Left as it is"
        CALLED_BACK = "called-back", "Called back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40, choices=Kind.choices)
    # As long as a form lets one be typed: an answer to an unknown address must not fail where a known one does not.
    address = models.EmailField(max_length=320)
    about = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    sent_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    recipient = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    next_try = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar = {
        "id": Personal.PSEUDONYM,
        "address": Personal.YES,
        "sealed": Personal.SECRET,
        # The words of a mail server, which may repeat the address in them.
        "fault": Personal.YES,
        **dict.fromkeys(
            ("kind", "about", "organisation", "sent_by", "recipient", "written_at", "tried_at", "next_try", "over_at"),
            Personal.PSEUDONYM,
        ),
        **dict.fromkeys(("state", "tries"), Personal.NO),
    }

    class Meta:
        """The newest first. Those that wait or need somebody are few among very many."""

        ordering: ClassVar = ["-written_at"]
        indexes: ClassVar = [models.Index(fields=["state"]), models.Index(fields=["about"])]
