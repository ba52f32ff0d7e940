"""Let used bookings of budgets take of the capacity what they really cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def settle(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Take what was spent, in whole units, rounded up."""
    holds = apps.get_model("resources", "Hold").objects
    for hold in _of_budgets(apps):
        spent = hold.booking.actual_minor
        if not spent:
            hold.delete()
        else:
            taken = -(-spent // hold.booking.unit_minor)
            holds.filter(pk=hold.pk).update(quantity=taken)


def unsettle(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Take the quantity again; where nothing was spent, nothing was taken."""
    holds = apps.get_model("resources", "Hold").objects
    for hold in _of_budgets(apps):
        holds.filter(pk=hold.pk).update(quantity=hold.booking.quantity)


def _of_budgets(apps: Apps) -> list:
    rows = apps.get_model("resources", "Hold").objects.select_related("booking")
    used = rows.filter(booking__state="used", resource__kind="budget")
    priced = used.filter(booking__unit_minor__gt=0)
    return list(priced.exclude(resource__span="day"))


class Migration(migrations.Migration):
    """Follow the one rule of what a budget has left."""

    dependencies = [("resources", "0001_resources_bookings")]

    operations = [migrations.RunPython(settle, unsettle)]
