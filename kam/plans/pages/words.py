"""How plans, steps and amounts are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from kam.adoption.pages.words import stage_label
from kam.people.scopes import hidden_fields
from kam.plans.rules.increments import STAGE
from kam.plans.terms import PlanState, StepKind, StepState

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.plans.models import Plan, Step

NOUN = "plan"
PLAN_TONES = {
    PlanState.DRAFT: "warn",
    PlanState.ACTIVE: "info",
    PlanState.CLOSED: "mute",
}
STEP_TONES = {StepState.OPEN: "mute", StepState.DONE: "good", StepState.DROPPED: "mute"}


def told(user: User, row: Plan | Step, name: str) -> str:
    """Return a text of a plan or step, "" where the reader may not read it."""
    return "" if name in hidden_fields(user, NOUN) else str(getattr(row, name))


def name_of(user: User, plan: Plan) -> str:
    """Return what a plan is called to this reader."""
    return told(user, plan, "name") or str(plan)


def what_of(user: User, step: Step) -> str:
    """Return what a step says to this reader."""
    return told(user, step, "what") or str(step)


def move_words(kind: str, before: int | None, after: int | None) -> str:
    """Say from where to where a step goes: 4 咨询 → 5 少量试用, or 风险 8 → 6."""
    if not kind or before is None or after is None:
        return ""
    if kind == STAGE:
        return f"{before} {stage_label(before)} → {after} {stage_label(after)}"
    return f"{StepKind(kind).label} {before} → {after}"


def short_move(kind: str, before: int | None, after: int | None) -> str:
    """Say the same in the space of a mark: 阶段 4 → 5."""
    if not kind or before is None or after is None:
        return ""
    label = gettext("阶段") if kind == STAGE else short_kind(kind)
    return f"{label} {before} → {after}"


def short_kind(kind: str) -> str:
    """Return one word for what a step moves."""
    return {
        StepKind.STAGE: gettext("阶段"),
        StepKind.RISK: gettext("风险"),
        StepKind.SWITCH: gettext("转变成本"),
        StepKind.POST: gettext("采用后成本"),
        StepKind.VALUE: gettext("价值"),
    }[StepKind(kind)]


def days_late(days: int) -> str:
    """Say how late something is."""
    return ngettext("逾期 %(n)s 天", "逾期 %(n)s 天", days) % {"n": days}


def days_left(days: int) -> str:
    """Say how many days are left."""
    if not days:
        return gettext("今天到期")
    return ngettext("剩 %(n)s 天", "剩 %(n)s 天", days) % {"n": days}


def days_over(days: int) -> str:
    """Say how late something was done."""
    return ngettext("晚了 %(n)s 天", "晚了 %(n)s 天", days) % {"n": days}


def slip_words(slip: int, *, still: bool) -> str:
    """Say whether a plan is on time; `still` where a step is late today."""
    if not slip:
        return gettext("按期")
    return days_late(slip) if still else days_over(slip)
