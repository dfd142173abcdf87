"""What was public before there were editions is sealed as it was shown: one edition of each published inspection."""

import json
from datetime import date
from hashlib import sha256
from uuid import uuid4

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from trigpoint.record.writing import write_in_migration

PUBLIC = ("published", "action-plan", "followed-up")
REASON = "What was published before editions were sealed, as it was shown"


def seal(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - a migration's signature
    contents = apps.get_model("parts", "Contents").objects
    inspections = apps.get_model("programme", "Inspection").objects
    for inspection in inspections.filter(stage__in=PUBLIC).order_by("reference"):
        newest = contents.filter(inspection=inspection).order_by("-version").first()
        if newest is None:
            continue
        document = json.loads(newest.body)
        body = (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
        told = {
            "number": 1,
            "inspection_id": inspection.pk,
            "reference": inspection.reference,
            "title": document["inspection"]["title"],
            "service": document["inspection"]["service"]["name"],
            "inspectorate": document["inspection"]["inspectorate"],
            "framework": document["framework"]["id"],
            "overall": inspection.overall,
            # The oldest rows may lack the day: then it is last in lists.
            "published_on": inspection.published_on or date(1, 1, 1),
            "published_as": inspection.published_as,
            "sealed_by": "operator",
            "digest": sha256(body).hexdigest(),
        }
        key = uuid4()
        at = write_in_migration(
            apps,
            chain=f"inspection:{inspection.reference}",
            kind="publishing.edition_sealed",
            thing=f"edition:{key}",
            after=told,
            reason=REASON,
        )
        editions = apps.get_model("publishing", "Edition").objects
        editions.create(id=key, body=body, sealed_at=at, **told)


class Migration(migrations.Migration):
    dependencies = [
        ("parts", "0002_carry_over"),
        ("publishing", "0001_initial"),
        ("record", "0003_nor_replaced"),
    ]

    operations = [migrations.RunPython(seal)]
