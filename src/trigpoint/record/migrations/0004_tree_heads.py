"""One tree over all chains, its signed heads, and what was delivered of them."""

import django.db.models.deletion
from django.db import migrations, models

from trigpoint.record.triggers import install_on_heads


class Migration(migrations.Migration):
    dependencies = [("record", "0003_nor_replaced")]

    operations = [
        migrations.CreateModel(
            name="TreeHead",
            fields=[
                ("size", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("note", models.TextField()),
                ("edge", models.TextField()),
            ],
            options={"ordering": ["size"]},
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("position", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("chain", models.CharField(max_length=200)),
                ("number", models.PositiveIntegerField()),
                ("hash", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("chain", "number"), name="one_leaf_an_event")],
            },
        ),
        migrations.CreateModel(
            name="HeadDelivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "head",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="record.treehead"
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("head", "way"), name="one_delivery_a_way")]},
        ),
        migrations.RunPython(install_on_heads, migrations.RunPython.noop),
    ]
