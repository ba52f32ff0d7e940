"""Who works on an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kam.people.models import User

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.querysets import UserQuerySet


def workers(account: Account, asker: User | None = None) -> UserQuerySet:
    """Return who may be given an action: owner, sharers, and the team's people.

    Whoever asks may take one on too, such as a manager above the team.
    """
    shared = account.shares.values("user_id")
    wanted = Q(pk=account.owner_id) | Q(pk__in=shared) | Q(team_id=account.team_id)
    if asker is not None:
        wanted |= Q(pk=asker.pk)
    found: UserQuerySet = User.objects.active().filter(wanted)
    return found
