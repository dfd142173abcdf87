"""People, organisations, the roles that people hold, invitations and declarations of interest."""

import uuid
from typing import ClassVar, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from trigpoint.record.bound import Bound
from trigpoint.record.personal import Personal
from trigpoint.record.versioned import Versioned

LONGEST_KEY: Final = 500
"""Of a name's key: twice a name with room, as '&' is written out in it."""


class PersonManager(BaseUserManager["Person"]):
    """What sign-in needs: to find a person by e-mail address, however its capitals were typed."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with this e-mail address. Raises Person.DoesNotExist."""
        return self.get(email__iexact=username or "")


class Person(Bound, AbstractBaseUser):
    """Somebody who may sign in. `devices_revoked` counts how often all devices that know them were told to forget."""

    CHAIN: ClassVar = ("account", "id")
    UNBOUND: ClassVar = {
        "password": "changed by its owner, and at sign-in when a stronger hash comes into use",
        "last_login": "written at each sign-in, which is not an event",
        "devices_revoked": "changed with the password and when somebody signs out everywhere, which are not events",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    devices_revoked = models.PositiveIntegerField(default=0)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    PERSONAL: ClassVar = {
        "id": Personal.PSEUDONYM,
        "email": Personal.YES,
        "name": Personal.YES,
        "is_active": Personal.NO,
        "devices_revoked": Personal.NO,
        "password": Personal.SECRET,
        "last_login": Personal.YES,
        "salts": Personal.SECRET,
    }

    def __str__(self) -> str:
        return self.name


class Contact(Versioned):
    """How somebody is reached at work, as they give it themselves; '' for what they do not give.

    The other side of an inspection sees it of whoever is its contact. The address to sign in with is another thing.
    """

    CHAIN: ClassVar = ("account", "person_id")
    UNTOLD: ClassVar = ("email", "telephone")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="contact")
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)

    PERSONAL: ClassVar = {
        "id": Personal.PSEUDONYM,
        "version": Personal.NO,
        "person": Personal.PSEUDONYM,
        "email": Personal.YES,
        "telephone": Personal.YES,
        "salts": Personal.SECRET,
    }


class Organisation(Versioned):
    """An inspectorate, a service that is inspected, or a partner of services."""

    class Kind(models.TextChoices):
        """Which side of the wall an organisation is on."""

        INSPECTORATE = "inspectorate", "Inspectorate"
        SERVICE = "service", "Service"
        PARTNER = "partner", "Partner"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    reference = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=200)
    # What the name is searched and sorted by, and may be there once: written with the name, by `name_key`.
    name_key = models.CharField(max_length=LONGEST_KEY, unique=True)

    CHAIN: ClassVar = ("organisation", "reference")
    UNBOUND: ClassVar = {"name_key": "worked out from the name, which is bound; a better rule works it out anew"}
    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "version", "kind", "reference", "name", "short_name", "name_key"), Personal.NO),
        "salts": Personal.SECRET,
    }

    class Meta:
        """Organisations in the order of their names."""

        ordering: ClassVar = ["name_key"]

    def __str__(self) -> str:
        return self.name


class Membership(Versioned):
    """A role that a person holds for a whole organisation, from its first to its last day (none: until ended)."""

    CHAIN: ClassVar = ("organisation", "organisation__reference")
    NAMED: ClassVar = ("person_id", "role")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    PERSONAL: ClassVar = {
        "id": Personal.PSEUDONYM,
        "version": Personal.NO,
        **dict.fromkeys(("person", "organisation", "role", "starts", "ends"), Personal.PSEUDONYM),
        "salts": Personal.SECRET,
    }

    class Meta:
        """Nobody's role ends before it starts, and nobody holds one twice from the same day."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="membership_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "starts"], name="one_membership_a_role_and_day"
            ),
        ]


class Invitation(Bound):
    """An e-mail that asks somebody to join an organisation in a role. Of its link only a hash is kept."""

    CHAIN: ClassVar = ("organisation", "organisation__reference")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=150)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=40)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField()
    expires_on = models.DateField()
    token_hash = models.CharField(max_length=64, unique=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)

    PERSONAL: ClassVar = {
        "id": Personal.PSEUDONYM,
        "email": Personal.YES,
        "name": Personal.YES,
        "token_hash": Personal.SECRET,
        **dict.fromkeys(
            ("organisation", "role", "invited_by", "sent_on", "expires_on", "accepted_by", "withdrawn_on"),
            Personal.PSEUDONYM,
        ),
        "salts": Personal.SECRET,
    }


class Declaration(Bound):
    """What a person declared about a service: no interest, or which. The newest about a service counts.

    `lifted` marks one that a colleague made: that an interest declared before is no more.
    """

    CHAIN: ClassVar = ("interests", "service__reference")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declarations")
    service = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    has_interest = models.BooleanField()
    nature = models.TextField(blank=True)
    lifted = models.BooleanField(default=False)
    declared_at = models.DateTimeField()

    PERSONAL: ClassVar = {
        "id": Personal.PSEUDONYM,
        "person": Personal.PSEUDONYM,
        "service": Personal.NO,
        **dict.fromkeys(("has_interest", "nature", "lifted", "declared_at"), Personal.YES),
        "salts": Personal.SECRET,
    }

    class Meta:
        """An interest always says what it is."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(has_interest=False) | ~Q(nature=""), name="an_interest_has_a_nature")
        ]
        ordering: ClassVar = ["-declared_at"]
