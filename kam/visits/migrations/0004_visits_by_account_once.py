"""Drop the index of the account alone: `visits_of_account` begins with it.

A plain change of the field would let SQLite copy the whole table; dropping an index
takes a moment on both databases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django.db.models.deletion
from django.db import migrations, models

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COLUMN = ["account_id"]


def drop_index(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop whatever index there is over the account alone."""
    table = apps.get_model("visits", "visit")._meta.db_table
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    for name, told in found.items():
        plain = told["index"] and not told["unique"] and not told["foreign_key"]
        if plain and told["columns"] == COLUMN:
            schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


def put_index(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put an index of the account back."""
    index = models.Index(fields=["account"], name="visits_visit_account")
    schema_editor.add_index(apps.get_model("visits", "visit"), index)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_limits_in_words"),
        ("visits", "0003_open_visits_of_an_account"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_index, put_index)],
            state_operations=[
                migrations.AlterField(
                    model_name="visit",
                    name="account",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="accounts.account",
                    ),
                ),
            ],
        ),
    ]
