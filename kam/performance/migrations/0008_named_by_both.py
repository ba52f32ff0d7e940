"""Whoever two periods agree on is named only where the interval allows it as well."""

from django.db import migrations, models


def name_by_both(apps, _editor):
    """Keep who stood at the frontier twice, and name of them whom the interval lets."""
    rows = apps.get_model("performance", "FrontierRow").objects.filter(is_named=True)
    rows.update(is_stable=True)
    rows.exclude(sure_class__in=("", "frontier")).update(is_named=False)


def name_by_periods(apps, _editor):
    """Name again whoever stood at the frontier twice."""
    rows = apps.get_model("performance", "FrontierRow").objects
    rows.filter(is_stable=True, is_named=False).update(is_named=True)


class Migration(migrations.Migration):
    dependencies = [
        ("performance", "0007_targets"),
    ]

    operations = [
        migrations.AddField(
            model_name="frontierrow",
            name="is_stable",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="frontierrow",
            name="chance",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="frontierrow",
            name="rank_low",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="frontierrow",
            name="rank_high",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.RunPython(name_by_both, name_by_periods),
    ]
