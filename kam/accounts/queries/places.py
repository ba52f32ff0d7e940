"""Questions a verb asks about owners' territories and the units above an account.

They look past what the actor sees, because a circle through a hidden unit is still
a circle; only ids leave them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from kam.accounts.models import Account
from kam.core import clock
from kam.people.models import Territory, TerritoryAssignment

if TYPE_CHECKING:
    from collections.abc import Iterable

FARTHEST = 25
COMPANY_TIME = "Asia/Shanghai"


def held_territories(owner_ids: Iterable[int]) -> dict[int, list[Territory]]:
    """Return the territories that each person works today."""
    rows = (
        TerritoryAssignment.objects.on(clock.today(COMPANY_TIME))
        .filter(user_id__in=set(owner_ids), territory__isnull=False)
        .select_related("territory")
        .order_by("user_id", "territory__code")
    )
    held: dict[int, list[Territory]] = {}
    for row in rows:
        held.setdefault(row.user_id, []).append(row.territory)
    return held


def units_above(account_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return each account with all units above it; one statement a level."""
    parents: dict[int, int | None] = {}
    asked = set(account_ids)
    wanted = set(asked)
    for _level in range(FARTHEST):
        wanted -= set(parents)
        if not wanted:
            break
        rows = Account.objects.filter(pk__in=wanted).values_list("pk", F("parent_id"))
        found = dict(rows)
        parents |= found
        wanted = {pk for pk in found.values() if pk is not None}
    return {pk: _climb(pk, parents) for pk in asked}


def _climb(pk: int | None, parents: dict[int, int | None]) -> list[int]:
    path: list[int] = []
    while pk is not None and pk not in path:
        path.append(pk)
        pk = parents.get(pk)
    return path
