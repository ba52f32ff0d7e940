"""One record in sight, or NotFound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.core.errors import NotFound
from kam.relations.models import Line, Move, Tie, WantedRole

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.relations.querysets import RelationQuerySet


def line_of(user: User, pk: int) -> Line:
    """Return one line with its two ends."""
    ends = ("from_stakeholder__person", "to_stakeholder__person")
    found: Line = _one(Line.objects.select_related("account__team", *ends), user, pk)
    return found


def tie_of(user: User, pk: int) -> Tie:
    """Return one tie with its two ends."""
    ends = ("stakeholder__person", "colleague")
    found: Tie = _one(Tie.objects.select_related("account__team", *ends), user, pk)
    return found


def role_of(user: User, pk: int) -> WantedRole:
    """Return one wanted role."""
    rows = WantedRole.objects.select_related("account__team", "found__person")
    found: WantedRole = _one(rows, user, pk)
    return found


def move_of(user: User, pk: int) -> Move:
    """Return one change of layer."""
    rows = Move.objects.select_related("account__team", "stakeholder__person")
    found: Move = _one(rows, user, pk)
    return found


def _one(rows: RelationQuerySet, user: User, pk: int) -> Any:
    found = rows.visible_to(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
