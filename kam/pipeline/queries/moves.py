"""The moves of one opportunity, and the next step at its account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Min

from kam.visits.models import Action, Visit

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.pipeline.models import Opportunity, StageMove


def moves_of(row: Opportunity) -> list[StageMove]:
    """Return the standing moves of an opportunity, the newest first; one statement."""
    rows = row.moves.standing().select_related("stage", "reason", "author")
    return list(rows.order_by("-pk"))


def next_step_at(user: User, account_id: int) -> date | None:
    """Return the next day something is planned or due there; two statements."""
    visits = Visit.objects.visible_to(user).upcoming().filter(account_id=account_id)
    actions = Action.objects.visible_to(user).open().filter(account_id=account_id)
    found = [
        visits.order_by().aggregate(day=Min("day"))["day"],
        actions.order_by().aggregate(day=Min("due_on"))["day"],
    ]
    days = [day for day in found if day is not None]
    return min(days) if days else None
