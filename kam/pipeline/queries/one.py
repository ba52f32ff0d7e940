"""One record in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.errors import NotFound
from kam.pipeline.models import (
    Criterion,
    Opportunity,
    Purchase,
    Reason,
    Stage,
    StageMove,
)

if TYPE_CHECKING:
    from kam.people.models import User

WITH = ("account__team", "account__owner", "product")


def opportunity_of(user: User, pk: int) -> Opportunity:
    """Return one opportunity in sight, or NotFound."""
    rows = Opportunity.objects.select_related(*WITH, "stage", "lost_reason", "owner")
    found: Opportunity = rows.seen(user, pk=pk)
    return found


def move_of(user: User, pk: int) -> StageMove:
    """Return one move of an opportunity in sight, or NotFound."""
    rows = StageMove.objects.select_related("opportunity__account__team")
    found: StageMove = rows.seen(user, pk=pk)
    return found


def purchase_of(user: User, pk: int) -> Purchase:
    """Return one purchase in sight, or NotFound."""
    found: Purchase = Purchase.objects.select_related(*WITH).seen(user, pk=pk)
    return found


def word_of(user: User, kind: str, pk: int) -> Stage | Reason | Criterion:
    """Return one line of a list, or NotFound."""
    model = {"stages": Stage, "reasons": Reason, "criteria": Criterion}.get(kind)
    if model is None:
        raise NotFound
    found: Stage | Reason | Criterion = model.objects.seen(user, pk=pk)
    return found
