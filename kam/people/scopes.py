"""Turning a reach into rows: one sentence for querysets, one for single records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.lookups import In

from kam.core.expressions import Probed
from kam.people.grants import Reach, grant_for, reach_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.people.models import User

NOBODY = Q(pk__in=[])
SEVERAL = 4


def scope(
    user: User,
    noun: str,
    verb: str = "see",
    *,
    owner: str = "owner",
    team: str = "team",
    shares: str = "",
    along: bool = False,
) -> Q:
    """Return the condition for the rows of `noun` that the user's right reaches.

    `owner`, `team` and `shares` are the paths from the row to a user, to a team
    and to the shares of an account. `along` says that the rows are read along an
    index of their order: who sees several teams then soon meets enough of them.
    """
    if not user.is_active:
        return NOBODY
    reach = reach_of(user.role, noun, verb)
    if reach is Reach.ALL:
        return Q()
    if reach is Reach.TEAM:
        return _in_teams(user, team, along=along)
    if reach is Reach.NONE:
        return NOBODY
    mine = Q((f"{owner}_id", user.pk))
    if reach is Reach.SHARED and shares:
        return mine | Q((f"{shares}__in", user.shared_account_ids))
    return mine


def _in_teams(user: User, team: str, *, along: bool) -> Q:
    if along and len(user.team_ids) >= SEVERAL:
        return Q(In(Probed(F(f"{team}_id")), list(user.team_ids)))
    return Q((f"{team}_id__in", user.team_ids))


def reaches(
    user: User,
    noun: str,
    verb: str,
    *,
    owner_id: int | None = None,
    team_id: int | None = None,
    account_id: int | None = None,
) -> bool:
    """Say whether the user's right to `verb` reaches one loaded record."""
    if not user.is_active:
        return False
    reach = reach_of(user.role, noun, verb)
    if reach is Reach.ALL:
        return True
    if reach is Reach.TEAM:
        return team_id in user.team_ids
    if reach is Reach.NONE:
        return False
    mine = owner_id is not None and owner_id == user.pk
    if reach is Reach.SHARED:
        return mine or account_id in user.shared_account_ids
    return mine


def hidden_fields(user: User, noun: str) -> frozenset[str]:
    """Return the fields of a noun that stay hidden from the user."""
    return grant_for(user.role, noun).hidden


def may(user: User, noun: str, verb: str) -> bool:
    """Say whether the user may do this to any record of the noun at all."""
    return user.is_active and reach_of(user.role, noun, verb) is not Reach.NONE


def without_hidden(user: User, noun: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names a user may read, in their order."""
    hidden = hidden_fields(user, noun)
    return tuple(name for name in names if name not in hidden)
