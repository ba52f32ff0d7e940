"""Which account to visit: by name, or the most pressing ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kam.accounts.models import Account
from kam.core.text import name_key
from kam.visits.queries.day import is_own_day

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User

MOST_FOUND = 20


@dataclass(frozen=True)
class AccountChoice:
    """An account that could be visited, and how its rhythm stands."""

    id: int
    name: str
    city: str
    owner_name: str
    last_day: date | None
    due_on: date | None


def accounts_to_visit(user: User, words: str = "") -> list[AccountChoice]:
    """Return accounts whose name holds the words; without any, those due first."""
    rows = Account.objects.visible_to(user).active()
    if words.strip():
        rows = rows.filter(name_key__contains=name_key(words)).order_by("name", "pk")
    else:
        rows = rows.filter(rhythm__isnull=False).order_by("rhythm__due_on", "pk")
        rows = rows.filter(owner=user) if is_own_day(user) else rows
    found = rows.select_related("owner", "rhythm")[:MOST_FOUND]
    return [_choice(row) for row in found]


def _choice(row: Any) -> AccountChoice:
    rhythm = getattr(row, "rhythm", None)
    return AccountChoice(
        id=row.pk,
        name=row.name,
        city=row.city,
        owner_name=row.owner.name if row.owner else "",
        last_day=rhythm.last_day if rhythm else None,
        due_on=rhythm.due_on if rhythm else None,
    )
