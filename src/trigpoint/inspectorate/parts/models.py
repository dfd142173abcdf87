"""Parts of inspections, a row a part and version; and the whole contents that older versions of Trigpoint kept."""

import uuid
from typing import ClassVar

from django.db import models

from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.record.personal import Personal
from trigpoint.record.versioned import Versioned


class Part(Versioned):
    """One version of one part of an inspection, as JSON. A change adds a version and edits none.

    `change` is shared by all that one action changed together; `copied_from` names rows of other activities that the
    part was copied from, with their versions. `body` is 'null' where the part was emptied.
    """

    CHAIN: ClassVar = ("inspection", "inspection__reference")
    NAMED: ClassVar = ("name",)
    ONLY_ADDED_TO: ClassVar = True

    class Origin(models.TextChoices):
        """How the version came in."""

        FILE = "file", "Loaded from a file"
        DRAW = "draw", "Taken over, or set aside, when the sample was set"
        REGISTER = "register", "Taken over from the register"
        CARRIED = "carried", "Carried over from an older version of Trigpoint"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=30, choices=[(name.value, name.value) for name in PartName])
    origin = models.CharField(max_length=10, choices=Origin.choices)
    change = models.UUIDField()
    copied_from = models.TextField(blank=True)
    body = models.TextField()
    # Beside the body, so that an altered body shows, and versions are compared without parsing one.
    digest = models.CharField(max_length=64)

    PERSONAL: ClassVar = {
        **dict.fromkeys(
            ("id", "version", "inspection", "name", "origin", "change", "copied_from", "digest"), Personal.NO
        ),
        "body": Personal.PSEUDONYM,
        "salts": Personal.SECRET,
    }

    class Meta:
        """Versions of a part are numbered from 1; of two people who add the next one, only one succeeds."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "name", "version"], name="one_part_a_version")
        ]


class Contents(Versioned):
    """A whole Bundle as one version of an inspection, from before its parts had versions. Only read."""

    CHAIN: ClassVar = ("inspection", "inspection__reference")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    body = models.TextField()
    digest = models.CharField(max_length=64)

    ONLY_ADDED_TO: ClassVar = True
    PERSONAL: ClassVar = {
        "id": Personal.NO,
        "version": Personal.NO,
        "inspection": Personal.NO,
        "body": Personal.PSEUDONYM,
        "digest": Personal.NO,
        "salts": Personal.SECRET,
    }

    class Meta:
        """Versions were numbered from 1."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "version"], name="one_older_contents_a_version")
        ]
