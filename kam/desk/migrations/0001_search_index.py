"""Create the search index; its triggers are put when migrations end."""

from django.db import migrations

from kam.desk import index


def create(apps, schema_editor):  # noqa: ARG001 - Django's signature
    index.create()
    index.rebuild()


def drop(apps, schema_editor):  # noqa: ARG001 - Django's signature
    index.drop()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_accounts_people_shares"),
        ("visits", "0001_visits_commitments_rhythm"),
    ]

    operations = [migrations.RunPython(create, drop)]
