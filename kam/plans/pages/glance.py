"""Plans in the room of an account, and the steps that a day asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.adoption.pages.words import stage_words
from kam.core.clock import today
from kam.plans.pages import words
from kam.plans.pages.carried import step_line
from kam.plans.policies import may_plan
from kam.plans.terms import PlanState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.plans.pages.carried import StepLine
    from kam.plans.queries.beside import Due, Glance


@dataclass(frozen=True)
class PlanGlance:
    """A plan in a line: the way, how far, and the next day."""

    name: str
    url: str
    way: str
    product: str
    done: int
    kept: int
    due: str
    is_late: bool
    state: str
    tone: str


@dataclass(frozen=True)
class PlansCard:
    """The plans of an account that have not ended."""

    lines: Sequence[PlanGlance]
    url: str
    new_url: str


def plans_card(
    user: User, account: Account, found: Sequence[Glance], *, has_left: bool
) -> PlansCard:
    """Build the card from what was brought along; no statement."""
    day = today(user.time_zone)
    new = f"{reverse('plans:new')}?account={account.pk}"
    may = may_plan(user, account, "create") and not has_left
    return PlansCard(
        lines=[_line(user, one, day) for one in found],
        url=f"{reverse('plans:list')}?account={account.pk}&state=all",
        new_url=new if may else "",
    )


def _line(user: User, one: Glance, day: date) -> PlanGlance:
    plan, state = one.plan, PlanState(one.plan.state)
    late = (day - one.due).days if one.due else 0
    due = ""
    if one.due:
        due = words.days_late(late) if late > 0 else words.days_left(-late)
    return PlanGlance(
        name=words.name_of(user, plan),
        url=reverse("desk:plan", args=[plan.pk]),
        way=f"{stage_words(plan.stage_a)} → {stage_words(plan.stage_b)}",
        product=one.product,
        done=one.done,
        kept=one.kept,
        due=due,
        is_late=late > 0,
        state=str(state.label),
        tone=words.PLAN_TONES[state],
    )


@dataclass(frozen=True)
class DueLine:
    """A step that a day asks for; `url` leads to where one says if it moved."""

    line: StepLine
    note: str
    url: str = ""


def due_line(user: User, one: Due, day: date) -> DueLine:
    """Say a step that is due; no statement."""
    own = one.step.owner_id == user.pk
    line = step_line(user, one.step, day)
    parts = [one.account, line.plan, "" if own else one.owner]
    note = gettext(" · ").join(part for part in parts if part)
    asks = f"{reverse('visits:detail', args=[one.visit])}#steps" if one.visit else ""
    return DueLine(line, note, asks)
