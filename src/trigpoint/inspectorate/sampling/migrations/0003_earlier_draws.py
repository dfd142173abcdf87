from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sampling", "0002_withdrawn_seeds"),
    ]

    operations = [
        migrations.AddField(
            model_name="draw",
            name="reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="draw",
            name="replaced",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="draw",
            name="replaced_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
