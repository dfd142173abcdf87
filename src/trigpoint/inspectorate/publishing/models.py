"""Sealed editions, drafts and signatures. They name their inspection by its model's name alone.

What is public knows no activity.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from trigpoint.record.personal import Personal
from trigpoint.record.versioned import Versioned


class Edition(Versioned):
    """One publication of one inspection: the exact bytes of its Bundle, in its canonical JSON. Never changed.

    `digest` is the SHA-256 of the bytes, to which a signature can be given. The other columns repeat what the Bundle
    says, for lists. `published_on` is the day of publication, the first of the month where no more is printed.
    """

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("number",)
    ONLY_ADDED_TO: ClassVar = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey("programme.Inspection", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    reference = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    service = models.CharField(max_length=200)
    inspectorate = models.CharField(max_length=200)
    framework = models.CharField(max_length=100)
    overall = models.CharField(max_length=60, blank=True)
    published_on = models.DateField()
    published_as = models.CharField(max_length=60, blank=True)
    sealed_at = models.DateTimeField()
    sealed_by = models.CharField(max_length=40)
    body = models.BinaryField()
    digest = models.CharField(max_length=64)

    PERSONAL: ClassVar = {
        **dict.fromkeys(
            (
                "id",
                "version",
                "inspection",
                "number",
                "reference",
                "title",
                "service",
                "inspectorate",
                "framework",
                "overall",
                "published_on",
                "published_as",
                "sealed_at",
                "digest",
            ),
            Personal.NO,
        ),
        **dict.fromkeys(("sealed_by", "body"), Personal.PSEUDONYM),
        "salts": Personal.SECRET,
    }

    class Meta:
        """Editions of an inspection are numbered from 1; the newest publication comes first."""

        ordering: ClassVar = ["-published_on", "reference", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["inspection", "number"], name="one_edition_a_number")]
        indexes: ClassVar = [models.Index(fields=["reference"]), models.Index(fields=["published_on"])]

    def __str__(self) -> str:
        return self.title


class DraftReport(Versioned):
    """The report as the service was sent it with one request: the exact bytes of its Bundle. Never changed.

    It is not public. `digest` is the SHA-256 of the bytes.
    """

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("number",)
    ONLY_ADDED_TO: ClassVar = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey("programme.Inspection", on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField("requests.Request", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    sealed_on = models.DateField()
    body = models.BinaryField()
    digest = models.CharField(max_length=64)

    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "version", "inspection", "request", "number", "sealed_on", "digest"), Personal.NO),
        "body": Personal.PSEUDONYM,
        "salts": Personal.SECRET,
    }

    class Meta:
        """Drafts of an inspection are numbered from 1; a request encloses one."""

        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "number"], name="one_draft_report_a_number"),
        ]


class Signature(Versioned):
    """Somebody has signed the report of exactly these contents, to be published on a day and not before.

    `contents` is the digest of what the inspection held. A signature for other contents than it holds now is none.
    """

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("publish_on",)
    ONLY_ADDED_TO: ClassVar = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey("programme.Inspection", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    contents = models.CharField(max_length=64)
    signed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    publish_on = models.DateField()

    PERSONAL: ClassVar = {
        **dict.fromkeys(("id", "version", "inspection", "number", "contents", "signed_on", "publish_on"), Personal.NO),
        "signed_by": Personal.PSEUDONYM,
        "salts": Personal.SECRET,
    }

    class Meta:
        """Signatures of an inspection are numbered from 1; the newest counts."""

        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "number"], name="one_signature_a_number"),
            models.CheckConstraint(condition=Q(publish_on__gte=F("signed_on")), name="signed_before_it_is_published"),
        ]
