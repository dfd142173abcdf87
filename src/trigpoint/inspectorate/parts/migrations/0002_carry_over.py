"""Whole contents become parts: every version is kept as it was, and the newest is taken apart into version 1 of each.

The old table goes; the app that it was of is no more.
"""

import json
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from trigpoint.record.writing import write_in_migration

OLD_TABLE = "contents_contents"
REASON = "Each part has versions of its own from now on; this is what the inspection held"
# The parts and their titles as they are at this migration. The sample of a draw is with the draw from here on.
PARTS = {
    "front": "the notice, fieldwork and source",
    "names": "the names of service and inspectorate",
    "context": "the context figures",
    "sample": "the sample",
    "evidence": "the evidence gathered",
    "cases": "the cases and their answers",
    "tallies": "the tallies",
    "judgements": "the judgements",
    "panel_decisions": "the panel's decisions",
    "printed": "what the publication prints",
    "texts": "the introduction and background",
    "findings": "the findings",
    "recommendations": "the recommendations",
}


def carry_over(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    connection = editor.connection
    with connection.cursor() as cursor:
        if OLD_TABLE not in connection.introspection.table_names(cursor):
            return
    _copy_every_version(apps, editor)
    for inspection in apps.get_model("programme", "Inspection").objects.order_by("reference"):
        contents = apps.get_model("parts", "Contents").objects.filter(inspection=inspection)
        newest = contents.order_by("-version").first()
        if newest is not None:
            _write_parts(apps, inspection, json.loads(newest.body))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'contents'")


def _copy_every_version(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("parts", "Contents").objects
    with editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT id, version, inspection_id, body, digest FROM {OLD_TABLE}")  # noqa: S608  # nosec B608
        for key, version, inspection, body, digest in cursor.fetchall():
            # SQLite keeps ids as 32 digits, PostgreSQL as ids.
            rows.create(
                id=UUID(str(key)), version=version, inspection_id=UUID(str(inspection)), body=body, digest=digest
            )


def drop_old_table(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - a migration's signature
    editor.execute(f"DROP TABLE IF EXISTS {OLD_TABLE}")


def _write_parts(apps: Apps, inspection: models.Model, document: dict[str, Any]) -> None:
    is_drawn = apps.get_model("sampling", "Draw").objects.filter(inspection=inspection).exists()
    change = uuid4()
    for name, value in _values(apps, inspection, document, is_drawn=is_drawn).items():
        body = json.dumps(value, ensure_ascii=False)
        told = {
            "name": name,
            "version": 1,
            "digest": sha256(body.encode()).hexdigest(),
            "origin": "carried",
            "change": change,
            "copied_from": "",
        }
        row = apps.get_model("parts", "Part").objects.create(inspection=inspection, body=body, **told)
        write_in_migration(
            apps,
            chain=f"inspection:{inspection.reference}",
            kind="parts.written",
            thing=f"part:{row.pk}",
            after={**told, "title": PARTS[name]},
            reason=REASON,
        )


def _values(apps: Apps, inspection: models.Model, document: dict[str, Any], *, is_drawn: bool) -> dict[str, Any]:
    head = document["inspection"]
    front = {key: head[key] for key in ("fieldwork", "source", "licence") if key in head}
    front |= {"notice": document["notice"]} if "notice" in document else {}
    # How many interviews were held is with assessment from here on.
    records = [
        {key: value for key, value in record.items() if key != "interviews"} for record in document.get("sample", [])
    ]
    sample = {"sample": records} if records else {}
    sample |= {"certificate": document["certificate"]} if "certificate" in document else {}
    values = {
        "front": front,
        "names": _names_of_its_own(apps, inspection, head, is_drawn=is_drawn),
        "sample": {} if is_drawn else sample,
        **{name: document.get(name) for name in PARTS if name not in {"front", "names", "sample"}},
    }
    return {name: values[name] for name in PARTS if values[name]}


def _names_of_its_own(apps: Apps, inspection: models.Model, head: dict[str, Any], *, is_drawn: bool) -> dict[str, Any]:
    """The names as the inspection had them, unless they are the register's and no sample has bound them yet."""
    organisations = apps.get_model("people", "Organisation").objects
    service = organisations.get(pk=inspection.service_id)
    inspectorate = organisations.get(pk=inspection.inspectorate_id)
    names = {"service": head["service"], "inspectorate": head["inspectorate"]}
    registered = {
        "service": {"name": service.name, "short_name": service.short_name},
        "inspectorate": inspectorate.name,
    }
    return {} if names == registered and not is_drawn else names


class Migration(migrations.Migration):
    dependencies = [
        ("parts", "0001_initial"),
        ("people", "0003_lifted_interests"),
        ("programme", "0002_cancelled_inspections"),
        ("record", "0003_nor_replaced"),
        ("sampling", "0004_meanings_and_cases_by_their_hash"),
    ]

    operations = [
        migrations.RunPython(carry_over),
        migrations.RunPython(drop_old_table),
    ]
