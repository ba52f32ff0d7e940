"""Who may own an account, whom it may be shared with, and who works on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kam.accounts.models import Account, AccountShare
from kam.accounts.policies import OWNERS
from kam.people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.people.querysets import UserQuerySet


def colleagues(user: User) -> UserQuerySet:
    """Return the people beside and below somebody, by name.

    A representative knows the own team, a manager the subtree; both are needed to
    share work, and nothing but the name is shown of them.
    """
    near = Q(team_id=user.team_id) | Q(team_id__in=user.team_ids)
    found: UserQuerySet = User.objects.active().filter(near).order_by("name", "pk")
    return found


def possible_owners(user: User) -> UserQuerySet:
    """Return whom the user may name as owner of an account."""
    sellers = User.objects.visible_to(user).active().filter(role__in=OWNERS)
    found: UserQuerySet = sellers.order_by("name", "pk")
    return found


def workers_on(account_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """Return who works on each account: its owner, and whom it is shared with.

    Cost: two statements.
    """
    ids = set(account_ids)
    owners = Account.objects.filter(pk__in=ids, owner__isnull=False)
    shares = AccountShare.objects.filter(account_id__in=ids).order_by("user__name")
    found: dict[int, dict[int, str]] = {pk: {} for pk in ids}
    for pk, user, name in owners.values_list("pk", "owner_id", "owner__name"):
        found[pk][user] = name
    for pk, user, name in shares.values_list("account_id", "user_id", "user__name"):
        found[pk][user] = name
    return found
