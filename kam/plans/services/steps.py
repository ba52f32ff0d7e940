"""Adding a step, editing it, and bringing steps into another order."""

from __future__ import annotations

import copy
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from kam.accounts.queries.colleagues import workers_on
from kam.audit import changes
from kam.audit.batches import change_many
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.plans.models import Plan, Step
from kam.plans.models.step import MOST_STEPS
from kam.plans.queries import move_of, moves_of
from kam.plans.rules.checks import CIRCLE, faults_of_steps
from kam.plans.services.common import open_plan, open_step, steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.people.models import User

EDITABLE = frozenset(
    {
        "what",
        "kind",
        "before",
        "after",
        "waits_for_id",
        "owner_id",
        "due",
        "resource",
        "sign",
        "planned_minor",
        "spent_minor",
    }
)
NAMES = {"increment": "after", "stranger": "waits_for_id", "circle": "waits_for_id"}
NEW = 0


@dataclass(frozen=True)
class StepDraft:
    """What a step begins with; all but what is done may follow later."""

    what: str
    kind: str = ""
    before: int | None = None
    after: int | None = None
    waits_for_id: int | None = None
    owner_id: int | None = None
    due: date | None = None
    resource: str = ""
    sign: str = ""
    planned_minor: int | None = None
    spent_minor: int | None = None


def add_step(
    *,
    actor: User | None,
    plan: Plan,
    draft: StepDraft,
    client_id: UUID | None = None,
) -> Step:
    """Add a step at the end of an open plan."""
    with transaction.atomic():
        row = open_plan(actor, plan)
        standing = steps_of(row)
        if len(standing) >= MOST_STEPS:
            said = mark("一个计划最多 %(most)s 步")
            raise Invalid(fields={"what": [said]}, most=MOST_STEPS)
        place = standing[-1].place + 1 if standing else 1
        step = Step(
            plan=row, place=place, client_id=client_id or uuid4(), **asdict(draft)
        )
        changes.check(step)
        _require_worker(row, step.owner_id)
        require_sound(step, standing)
        return changes.create(actor=actor, row=step, verb="step.add")


def edit_step(
    *,
    actor: User | None,
    step: Step,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Step:
    """Edit a step; its place and its state have verbs of their own."""
    changes.refuse_unknown(wanted, EDITABLE)
    with transaction.atomic():
        plan, current = open_step(actor, step)
        clean = changes.tidied(current, wanted)
        meant = copy.copy(current)
        for name, value in clean.items():
            setattr(meant, name, value)
        if meant.waits_for_id == meant.pk:
            raise Invalid(fields={"waits_for_id": [CIRCLE]})
        changes.check(meant)
        if meant.owner_id != current.owner_id:
            _require_worker(plan, meant.owner_id)
        require_sound(meant, [s for s in steps_of(plan) if s.pk != step.pk])
        return changes.change(
            actor=actor, row=current, wanted=wanted, before=before, verb="step.edit"
        )


def _require_worker(plan: Plan, owner_id: int | None) -> None:
    """Refuse somebody who does not work on the account, as one who is not there."""
    if owner_id is None:
        return
    if owner_id not in workers_on([plan.account_id])[plan.account_id]:
        raise Invalid(fields={"owner_id": [mark("这位同事不负责这个客户")]})


def require_sound(step: Step, others: Sequence[Step]) -> None:
    """Refuse an increment that is none, a step to wait for elsewhere, a circle."""
    meant = copy.copy(step)
    meant.pk = step.pk or NEW
    moves = [*moves_of(others), move_of(meant)]
    faults = [one for one in faults_of_steps(moves) if one.step == meant.pk]
    if faults:
        raise Invalid(fields={NAMES[faults[0].key]: [faults[0].text]})


def arrange_step(*, actor: User | None, step: Step, place: int) -> Step:
    """Bring a step to a place, from 1 on; the others close up. The old place undoes it.

    Cost: the same few statements however many steps move.
    """
    with transaction.atomic():
        plan, current = open_step(actor, step)
        rows = steps_of(plan)
        order = [row for row in rows if row.pk != current.pk]
        moved = next(row for row in rows if row.pk == current.pk)
        order.insert(min(max(place, 1), len(rows)) - 1, moved)
        pairs = [(row, {"place": at}) for at, row in enumerate(order, start=1)]
        change_many(actor=actor, pairs=pairs, verb="step.arrange")
    return moved
