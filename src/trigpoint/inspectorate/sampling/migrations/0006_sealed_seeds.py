"""Seeds are sealed under a key that is not in the database."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from trigpoint.inspectorate.sampling.sealed_seeds import sealed


def seal(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - a migration's signature
    seeds = apps.get_model("sampling", "SeedCommitment").objects
    for seed in seeds.all():
        seeds.filter(pk=seed.pk).update(sealed=sealed(seed.sealed, settings.VAR / "keys"))


class Migration(migrations.Migration):
    dependencies = [
        ("sampling", "0005_certificates_of_their_own_draw"),
    ]

    operations = [
        migrations.RenameField(model_name="seedcommitment", old_name="seed", new_name="sealed"),
        migrations.AlterField(model_name="seedcommitment", name="sealed", field=models.TextField()),
        migrations.RunPython(seal),
    ]
