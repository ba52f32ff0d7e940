"""Handing plans over: whoever takes an account takes what is planned there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import batches
from kam.visits.models import Action, Promise, Visit
from kam.visits.terms import ActionState, PromiseState, VisitState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User


def hand_over_plans(
    *, actor: User | None, moves: Mapping[tuple[int, int], int]
) -> None:
    """Give planned visits, open actions and promises of a former owner to the new one.

    `moves` names the new owner for each account and former owner. Records stay with
    whoever wrote them, drafts included. Cost: nine statements, whatever moves.
    """
    accounts = {account_id for account_id, _former in moves}
    plans = Visit.objects.filter(account__in=accounts, state=VisitState.PLANNED)
    tasks = Action.objects.filter(account__in=accounts, state=ActionState.OPEN)
    words = Promise.objects.filter(account__in=accounts, state=PromiseState.OPEN)
    with transaction.atomic():
        for rows, verb in (
            (plans, "visit.hand_over"),
            (tasks, "action.hand_over"),
            (words, "promise.hand_over"),
        ):
            locked = rows.select_related("account").select_for_update(of=("self",))
            pairs = [
                (row, {"owner_id": moves[row.account_id, row.owner_id]})
                for row in locked
                if (row.account_id, row.owner_id) in moves
            ]
            batches.change_many(actor=actor, pairs=pairs, verb=verb)
