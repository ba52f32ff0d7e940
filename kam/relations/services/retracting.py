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
from kam.relations.services.drawing import refuse_circle

if TYPE_CHECKING:
    from kam.people.models import User

K = TypeVar("K", bound=Known)


def retract(*, actor: User | None, row: K) -> K:
    """Take something mistaken back; a line that it replaced holds again."""
    require(may_retract(actor, row))
    with transaction.atomic():
        lock(row.account)
        turned = take_back(actor=actor, row=row, verb=_verb(row, "retract"))
        _hold_again(actor, row)
        return turned


def restore(*, actor: User | None, row: K) -> K:
    """Undo `retract`, where nothing stands in the way."""
    require(may_retract(actor, row))
    refuse_erased_among(row.about)
    with transaction.atomic():
        lock(row.account)
        if isinstance(row, Line):
            _end_replaced(actor, row)
            if row.ended_on is None:
                refuse_circle(row)
        return put_back(actor=actor, row=row, verb=_verb(row, "restore"))


def _verb(row: Known, verb: str) -> str:
    return f"{row._meta.model_name}.{verb}"


def _hold_again(actor: User | None, row: Known) -> None:
    before = row.replaces if isinstance(row, Line) else None
    if before is not None and before.ended_on == row.day:
        changes.change(
            actor=actor, row=before, wanted={"ended_on": None}, verb="line.reopen"
        )


def _end_replaced(actor: User | None, row: Line) -> None:
    before = row.replaces
    if before is not None and before.ended_on is None:
        changes.change(
            actor=actor, row=before, wanted={"ended_on": row.day}, verb="line.end"
        )
