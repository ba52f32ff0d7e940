"""Whose accounts a page speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Account
from kam.people.grants import Reach, reach_of

if TYPE_CHECKING:
    from kam.accounts.querysets import AccountQuerySet
    from kam.people.models import User


def own_accounts(user: User) -> AccountQuerySet:
    """Return one's own active accounts, or for a manager those of the team."""
    seen: AccountQuerySet = Account.objects.visible_to(user).active()
    is_own = reach_of(user.role, "account", "see") is Reach.SHARED
    return seen.filter(owner=user) if is_own else seen
