"""The place of one account, now and before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.pipeline.models import Placement
from kam.pipeline.terms import Platform

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from kam.accounts.models import Account
    from kam.people.models import User


def placement_of(user: User, pk: int) -> Placement:
    """Return one placement in sight, or NotFound."""
    rows = Placement.objects.select_related("account__team", "lost_reason", "author")
    found: Placement = rows.seen(user, pk=pk)
    return found


def placements_of(user: User, account: Account) -> list[Placement]:
    """Return where an account stood, the newest first; one statement."""
    rows = Placement.objects.visible_to(user).standing().filter(account=account)
    return list(rows.select_related("lost_reason", "author").order_by("-pk"))


def lost_accounts(account_ids: Iterable[int]) -> frozenset[int]:
    """Return the accounts among some that stand as lost; one statement."""
    return frozenset(lost_keys().filter(account_id__in=list(account_ids)))


def lost_keys() -> QuerySet[Placement, int]:
    """Return the keys of the accounts that stand as lost, to filter others by."""
    rows = Placement.objects.current().filter(platform=Platform.LOST).order_by()
    return rows.values_list("account_id", flat=True)


def current_placement(account: Account) -> Placement | None:
    """Return where an account stands now; one statement."""
    rows = Placement.objects.current().filter(account=account)
    found: Placement | None = rows.select_related("account__team").first()
    return found
