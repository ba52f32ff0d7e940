"""Who works on an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kam.people.models import User

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.querysets import UserQuerySet


def workers(account: Account) -> UserQuerySet:
    """Return who may be given an action: owner, sharers, and the team's people."""
    shared = account.shares.values("user_id")
    found: UserQuerySet = User.objects.active().filter(
        Q(pk=account.owner_id) | Q(pk__in=shared) | Q(team_id=account.team_id)
    )
    return found
