"""Handing steps over: whoever takes an account takes its open steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit.batches import change_many
from kam.plans.models import Step
from kam.plans.terms import StepState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User


def hand_over_steps(
    *, actor: User | None, moves: Mapping[tuple[int, int], int]
) -> None:
    """Give open steps of a former owner to the new one; finished ones stay theirs.

    `moves` names the new owner for each account and former owner. Cost: the same few
    statements, whatever moves.
    """
    accounts = {account_id for account_id, _former in moves}
    rows = Step.objects.filter(plan__account__in=accounts, state=StepState.OPEN)
    with transaction.atomic():
        locked = rows.select_related("plan__account").select_for_update(of=("self",))
        pairs = [
            (row, {"owner_id": moves[row.plan.account_id, row.owner_id]})
            for row in locked
            if (row.plan.account_id, row.owner_id) in moves
        ]
        change_many(actor=actor, pairs=pairs, verb="step.hand_over")
