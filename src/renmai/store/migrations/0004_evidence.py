"""The answers to guided questions behind assessments and influences."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0003_reporting")]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="evidence",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="influence",
            name="evidence",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
