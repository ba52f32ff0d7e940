"""The list of account plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.accounts.queries.leaving import kept
from kam.blueprints.models import Blueprint
from kam.core.text import clean_text, name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from kam.people.models import User


def visible(user: User) -> QuerySet[Blueprint]:
    """Return every account plan in sight."""
    return Blueprint.objects.visible_to(user)


def filtered(user: User, told: Mapping[str, Any]) -> QuerySet[Blueprint]:
    """Return the plans in sight that match; none of who has left."""
    rows = Blueprint.objects.visible_to(user).filter(kept("account"))
    if told.get("q"):
        text = name_key(clean_text(told["q"]))
        rows = rows.filter(account__name_key__contains=text)
    for name in ("state", "year"):
        if told.get(name):
            rows = rows.filter(**{name: told[name]})
    found: QuerySet[Blueprint] = rows.select_related("account__owner")
    return found
