"""How many interviews were held was in the contents, beside the sample: now it is with assessment."""

import json
from uuid import uuid4

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from trigpoint.record.writing import write_in_migration

REASON = "Kept with assessment from now on, as it was"


def carry_over(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - a migration's signature
    contents = apps.get_model("parts", "Contents").objects
    counts = apps.get_model("assessment", "InterviewCount").objects
    for inspection in apps.get_model("programme", "Inspection").objects.order_by("reference"):
        newest = contents.filter(inspection=inspection).order_by("-version").first()
        change = uuid4()
        for record in json.loads(newest.body).get("sample", []) if newest else []:
            if "interviews" in record:
                told = {"case_type": record["case_type"], "number": record["interviews"]}
                row = counts.create(inspection=inspection, **told)
                write_in_migration(
                    apps,
                    chain=f"inspection:{inspection.reference}",
                    kind="assessment.interviews_counted",
                    thing=f"interviewcount:{row.pk}",
                    before={"number": None},
                    after={**told, "change": change, "origin": "carried"},
                    reason=REASON,
                )


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0003_interview_counts"),
        ("parts", "0002_carry_over"),
        ("record", "0003_nor_replaced"),
    ]

    operations = [migrations.RunPython(carry_over)]
