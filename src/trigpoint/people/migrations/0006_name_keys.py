"""Every organisation gets the key by which its name is searched, sorted and found to be taken.

Of two that were entered while another apostrophe made another name, the second keeps its row and its name, and gets a
key that no name has: it is found and sorted as the first, and whoever changes its name next has to tell the two apart.
"""

from typing import Any, ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from trigpoint.sameness import name_key


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - a migration's signature
    organisations: Any = apps.get_model("people", "Organisation")
    taken: dict[str, int] = {}
    # By the reference: the one that was entered first has it without a number behind.
    for pk, name in organisations.objects.order_by("reference").values_list("pk", "name"):
        key = name_key(name)
        taken[key] = taken.get(key, 0) + 1
        # No key of a name has a full stop in it.
        organisations.objects.filter(pk=pk).update(name_key=key if taken[key] == 1 else f"{key} .{taken[key]}")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0005_salts")]

    operations: ClassVar = [
        migrations.AddField(
            "organisation", "name_key", models.CharField(max_length=500, default=""), preserve_default=False
        ),
        # Whoever gives no short name is called by the name, which is not cut for it.
        migrations.AlterField("organisation", "short_name", models.CharField(max_length=200)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("organisation", "name_key", models.CharField(max_length=500, unique=True)),
        migrations.AlterModelOptions("organisation", options={"ordering": ["name_key"]}),
    ]
