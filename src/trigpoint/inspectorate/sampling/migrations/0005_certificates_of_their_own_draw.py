"""The certificate of a draw moves into its own row: it was in the contents, and an older one in the next draw's row."""

import json
from hashlib import sha256

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from trigpoint.bundle.certificate import CertificateShape, certificate_text
from trigpoint.record.writing import write_in_migration

REASON = "Kept with its own draw from now on, as it was"


def carry_over(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - a migration's signature
    draws = apps.get_model("sampling", "Draw").objects
    contents = apps.get_model("parts", "Contents").objects
    for draw in draws.select_related("inspection").order_by("inspection", "number"):
        after = draws.filter(inspection=draw.inspection_id, number=draw.number + 1).first()
        newest = contents.filter(inspection=draw.inspection_id).order_by("-version").first()
        text = str(after.replaced) if after else _text(newest.body if newest else "")
        digest = sha256(text.encode()).hexdigest()
        if digest != draw.certificate_sha256:
            # Cases left the sample after the draw: the record's last word about it names the hash from then on.
            write_in_migration(
                apps,
                chain=f"inspection:{draw.inspection.reference}",
                kind="sampling.certificate_changed",
                thing=f"draw:{draw.pk}",
                before={"number": draw.number, "certificate_sha256": draw.certificate_sha256},
                after={"certificate_sha256": digest},
                reason=REASON,
            )
        draws.filter(pk=draw.pk).update(certificate=text, certificate_sha256=digest)


def _text(body: str) -> str:
    return certificate_text(CertificateShape.model_validate(json.loads(body)["certificate"]))


class Migration(migrations.Migration):
    dependencies = [
        ("parts", "0002_carry_over"),
        ("record", "0003_nor_replaced"),
        ("sampling", "0004_meanings_and_cases_by_their_hash"),
    ]

    operations = [
        migrations.AddField(
            model_name="draw",
            name="certificate",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.RunPython(carry_over),
        migrations.RemoveField(model_name="draw", name="replaced"),
        migrations.RemoveField(model_name="draw", name="replaced_sha256"),
    ]
