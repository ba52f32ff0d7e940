"""The list of people over all accounts in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.accounts.models import Stakeholder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from kam.people.models import User


def people_matching(user: User, filters: Mapping[str, Any]) -> QuerySet[Stakeholder]:
    """Return the people in sight that match the filters of the API's list."""
    rows: QuerySet[Stakeholder] = Stakeholder.objects.visible_to(user)
    rows = rows.filter(left_on__isnull=not filters.get("left"))
    for name in ("account", "person", "layer"):
        if filters.get(name):
            rows = rows.filter(**{name: filters[name]})
    return rows.select_related("account", "person")
