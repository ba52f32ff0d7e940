"""What a plan has to be mended in, each with the place where it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.plans.pages.sheet.shapes import CheckLine
from kam.plans.queries.one import aim_of
from kam.plans.rules.checks import (
    MISSING,
    UNWRITTEN,
    gaps_of,
    unwritten_of,
    warnings_of,
)
from kam.plans.rules.increments import STAGE
from kam.plans.rules.limits import KEYS, limits_from
from kam.plans.rules.templates import key_of
from kam.plans.terms import StepState
from kam.web.doors import address_of
from kam.web.speech import say

if TYPE_CHECKING:
    from kam.plans.models import Plan
    from kam.plans.queries.sheet import Read
    from kam.plans.rules.checks import Remark

# Which field of a step's form mends it.
FIELDS = {
    "increment": "kind",
    "owner": "owner",
    "due": "due",
    "resource": "resource",
    "sign": "sign",
    "late": "due",
    "turn": "due",
}
OF_PLAN = ("by", *UNWRITTEN)


def check_lines(read: Read, *, may: bool) -> list[CheckLine]:
    """Say what is missing, then what should be looked at; no statement."""
    plan = read.plan
    if not read.is_going:
        return []
    aim, moves = aim_of(plan), read.moves
    limits = limits_from({key: read.settings[key] for key in KEYS})
    gaps, warned = gaps_of(aim, moves), warnings_of(aim, moves, limits)
    kept = [step for step in read.steps if step.state != StepState.DROPPED]
    numbers = {step.pk: n for n, step in enumerate(kept, start=1)}
    warned = [*_unwritten(plan), *warned]
    told = [(one, False) for one in gaps] + [(one, True) for one in warned]
    return [
        CheckLine(
            text=say(one.text, dict(one.params)),
            where=_where(one, numbers),
            url=_url(plan, one) if may else "",
            is_warning=is_warning,
        )
        for one, is_warning in told
    ]


def completeness(read: Read) -> tuple[int, int]:
    """Return how much of what a plan needs is there, and how much it needs."""
    plan, moves = read.plan, read.kept
    words, way = len(UNWRITTEN), max(1, plan.stage_b - plan.stage_a)
    need = 1 + words + len(MISSING) * len(moves) + way
    lacks = len(gaps_of(aim_of(plan), moves)) + len(_unwritten(plan))
    return max(0, need - lacks), need


def _unwritten(plan: Plan) -> list[Remark]:
    return unwritten_of({"now": plan.now, "goal": plan.goal})


def _where(one: Remark, numbers: dict[int, int]) -> str:
    if one.step is None:
        return gettext("整个计划")
    return gettext("第 %(n)s 步") % {"n": numbers.get(one.step, 0)}


def _url(plan: Plan, one: Remark) -> str:
    if one.step is not None:
        return f"{address_of('plans:step')(one.step)}#id_{FIELDS[one.key]}"
    if one.key in OF_PLAN:
        return f"{reverse('plans:edit', args=[plan.pk])}#id_{one.key}"
    if one.key == "budget":
        return "#way"
    new = reverse("plans:step-new", args=[plan.pk])
    stage = one.params.get("before")
    return f"{new}?from={key_of(STAGE, stage)}" if isinstance(stage, int) else new
