"""The contents of an inspection, as a Bundle's text. Every version is kept."""

import uuid
from typing import ClassVar

from django.db import models

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.record.personal import Personal
from trigpoint.record.versioned import Versioned


class Contents(Versioned):
    """One version of what an inspection holds: the JSON of its Bundle. A change adds a version and edits none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    body = models.TextField()
    digest = models.CharField(max_length=64)

    PERSONAL: ClassVar = {
        "id": Personal.NO,
        "version": Personal.NO,
        "inspection": Personal.NO,
        "body": Personal.PSEUDONYM,
        "digest": Personal.NO,
    }

    class Meta:
        """Versions are numbered from 1; of two people who add the next one, only one succeeds."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "version"], name="one_contents_a_version")
        ]
