"""Name actions and promises as their device does; note visits that came in late."""

import uuid
from typing import Any

from django.conf import settings
from django.db import migrations, models

NEW_ID = {
    "postgresql": "gen_random_uuid()",
    "sqlite": "lower(hex(randomblob(16)))",
}


def name_each(apps: Any, schema_editor: Any) -> None:
    """Give every row an id of its own; the database makes them, row by row."""
    made = NEW_ID[schema_editor.connection.vendor]
    for noun in ("Action", "Promise"):
        table = apps.get_model("visits", noun)._meta.db_table
        schema_editor.execute(f'UPDATE "{table}" SET "client_id" = {made}')  # noqa: S608  # nosec B608 - names of ours


def leave(apps: Any, schema_editor: Any) -> None:
    """Do nothing: the column goes with its first step."""


def column(noun: str) -> list[Any]:
    """Return the first step for a noun: a column that may be empty."""
    field = models.UUIDField(default=None, editable=False, null=True)
    return [
        migrations.AddField(model_name=noun, name="client_id", field=field),
    ]


def unique(noun: str) -> list[Any]:
    """Return the last step for a noun: no two rows with one id."""
    field = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    return [
        migrations.AlterField(model_name=noun, name="client_id", field=field),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_limits_in_words"),
        ("visits", "0007_seconds_of_a_note"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *column("action"),
        *column("promise"),
        migrations.RunPython(name_each, leave),
        *unique("action"),
        *unique("promise"),
        migrations.AddField(
            model_name="visit",
            name="late_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("late_at__isnull", False)),
                fields=["account", "late_at"],
                name="visits_late",
            ),
        ),
    ]
