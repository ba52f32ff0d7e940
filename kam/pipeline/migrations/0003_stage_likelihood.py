from django.db import migrations, models

BELIEVED = {"proposing": 70, "negotiating": 90}


def believe(apps, _schema_editor):
    """Give the stages we ship the level we ship; a company's own begin with 50."""
    stages = apps.get_model("pipeline", "Stage").objects
    for code, level in BELIEVED.items():
        stages.filter(code=code).update(likelihood=level)


def leave(_apps, _schema_editor):
    """Nothing to undo: the column goes."""


class Migration(migrations.Migration):
    dependencies = [
        ("pipeline", "0002_placements_screening"),
    ]

    operations = [
        migrations.AddField(
            model_name="stage",
            name="likelihood",
            field=models.PositiveSmallIntegerField(
                choices=[(50, "50%"), (70, "70%"), (90, "90%")],
                db_default=50,
                default=50,
                verbose_name="先按多大可能算",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(("likelihood__in", (50, 70, 90))),
                name="pipeline_stage_level",
            ),
        ),
        migrations.RunPython(believe, leave),
    ]
