"""Whose accounts a page speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.accounts.models import Account
from kam.core.expressions import Counted
from kam.core.paging import CappedCount
from kam.people.grants import Reach, reach_of
from kam.people.models import User

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    from kam.accounts.querysets import AccountQuerySet

MOST_COUNTED = 1_000


def own_accounts(user: User) -> AccountQuerySet:
    """Return one's own active accounts, or for a manager those of the team."""
    seen: AccountQuerySet = Account.objects.visible_to(user).active()
    is_own = reach_of(user.role, "account", "see") is Reach.SHARED
    return seen.filter(owner=user) if is_own else seen


def accounts_beside(
    user: User, **beside: Combinable
) -> tuple[CappedCount, dict[str, Any]]:
    """Count one's own accounts, and bring annotations along; one statement."""
    first = own_accounts(user).order_by().values("pk")[: MOST_COUNTED + 1]
    rows = User.objects.filter(pk=user.pk)
    told: dict[str, Any] = rows.values(owned=Counted(first), **beside).get()
    n = told.pop("owned")
    return CappedCount(n=min(n, MOST_COUNTED), capped=n > MOST_COUNTED), told
