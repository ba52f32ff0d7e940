"""Finishing a step, giving it up, opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.days import require_past, today_of
from kam.plans.models import Step
from kam.plans.queries import move_of
from kam.plans.rules.checks import MISSING, missing_of
from kam.plans.services.common import REFRESH, open_step
from kam.plans.terms import PlanState, StepState

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.plans.models import Plan

AHEAD = mark("不能写将来的日子")
FIELD_OF = {"increment": "kind", "owner": "owner_id"}


def finish_step(*, actor: User | None, step: Step, day: date | None = None) -> Step:
    """Finish a step of a plan under way: its sign of completion was seen on a day.

    What it lacks, and a step it waits for, stand in the way. Once more changes nothing.
    """
    today = today_of(actor)
    require_past(day, today, "done_on", AHEAD)
    with transaction.atomic():
        plan, current = open_step(actor, step)
        if current.state == StepState.DONE:
            return current
        _require_ready(plan, current)
        wanted = {"state": StepState.DONE, "done_on": day or today}
        return changes.change(
            actor=actor, row=current, wanted=wanted, verb="step.finish"
        )


def _require_ready(plan: Plan, step: Step) -> None:
    if plan.state != PlanState.ACTIVE:
        said = mark("计划还是草稿，要先开始")
        raise Invalid(said, fields={"": [said]}, todo=mark("请先开始这个计划"))
    missing = missing_of(move_of(step))
    if missing:
        told = {FIELD_OF.get(name, name): [MISSING[name]] for name in missing}
        raise Invalid(fields=told, todo=mark("请补上标出的空缺"))
    if step.waits_for_id is None:
        return
    waits = Step.objects.filter(pk=step.waits_for_id, state=StepState.OPEN)
    if waits.exists():
        raise Invalid(fields={"waits_for_id": [mark("它要等的那一步还没有完成")]})


def drop_step(*, actor: User | None, step: Step, reason: str) -> Step:
    """Give a step up, and say why: it leaves progress and budget, stays readable."""
    if not reason.strip():
        raise Invalid(fields={"reason": [mark("写一句为什么不再做")]})
    return _turn(actor, step, StepState.DROPPED, "drop", reason)


def reopen_step(*, actor: User | None, step: Step) -> Step:
    """Undo `finish_step` or `drop_step`."""
    return _turn(actor, step, StepState.OPEN, "reopen")


def _turn(
    actor: User | None, step: Step, state: StepState, verb: str, reason: str = ""
) -> Step:
    with transaction.atomic():
        _plan, current = open_step(actor, step)
        if state == StepState.DROPPED and current.state == StepState.DONE:
            raise Invalid(mark("这一步已经完成"), todo=REFRESH)
        wanted = {"state": state, "done_on": None, "reason": reason}
        return changes.change(
            actor=actor, row=current, wanted=wanted, verb=f"step.{verb}"
        )
