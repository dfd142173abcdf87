"""The database refuses to change or to remove what is recorded."""

from django.db import migrations

from trigpoint.record.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
