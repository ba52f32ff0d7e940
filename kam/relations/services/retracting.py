"""Taking a mistake back: it stays readable and is no longer drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from kam.accounts.services import refuse_erased_among
from kam.audit import changes
from kam.audit.turning import put_back, take_back
from kam.people.policies import require
from kam.relations.models import Known, Line
from kam.relations.policies import may_retract
from kam.relations.services.common import lock
from kam.relations.services.drawing import may_hold, refuse_circle

if TYPE_CHECKING:
    from kam.people.models import User

K = TypeVar("K", bound=Known)


def retract(*, actor: User | None, row: K) -> K:
    """Take something mistaken back; a line that it replaced holds again if it can."""
    require(may_retract(actor, row))
    with transaction.atomic():
        lock(row.account)
        current = _current(row)
        turned = take_back(actor=actor, row=current, verb=_verb(row, "retract"))
        if isinstance(turned, Line) and turned.revision != current.revision:
            _hold_again(actor, turned)
        return turned


def restore(*, actor: User | None, row: K) -> K:
    """Undo `retract`, where nothing stands in the way."""
    require(may_retract(actor, row))
    refuse_erased_among(row.about)
    with transaction.atomic():
        lock(row.account)
        current = _current(row)
        if isinstance(current, Line) and current.retracted_at is not None:
            _end_replaced(actor, current)
            if current.ended_on is None:
                refuse_circle(current)
        return put_back(actor=actor, row=current, verb=_verb(row, "restore"))


def _current(row: K) -> K:
    """Return the row as it is stored now."""
    found: K = type(row)._default_manager.get(pk=row.pk)
    return found


def _verb(row: Known, verb: str) -> str:
    return f"{row._meta.model_name}.{verb}"


def _hold_again(actor: User | None, row: Line) -> None:
    before = row.replaces
    if before is not None and before.ended_on == row.day and may_hold(before):
        changes.change(
            actor=actor, row=before, wanted={"ended_on": None}, verb="line.reopen"
        )


def _end_replaced(actor: User | None, row: Line) -> None:
    before = row.replaces
    if before is not None and before.ended_on is None:
        changes.change(
            actor=actor, row=before, wanted={"ended_on": row.day}, verb="line.end"
        )
