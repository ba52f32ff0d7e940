"""Who may own an account, and whom one may be shared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kam.accounts.policies import OWNERS
from kam.people.models import User

if TYPE_CHECKING:
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
