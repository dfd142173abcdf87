"""SQLite's INSERT OR REPLACE is refused as well."""

from typing import ClassVar

from django.db import migrations

from trigpoint.record.triggers import install_again


class Migration(migrations.Migration):
    """Install the triggers again."""

    dependencies: ClassVar = [("record", "0002_only_added_to")]
    operations: ClassVar = [migrations.RunPython(install_again, migrations.RunPython.noop)]
