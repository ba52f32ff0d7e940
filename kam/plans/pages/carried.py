"""The steps of a visit: what it is to move, and whether it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.core.clock import today
from kam.plans.pages import words
from kam.plans.policies import may_plan
from kam.plans.queries.one import move_of
from kam.plans.rules.progress import FORWARD, late_by
from kam.plans.terms import StepState
from kam.visits.rules.states import OPEN
from kam.visits.terms import VisitState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.people.models import User
    from kam.plans.models import Step
    from kam.plans.queries.carried import Carried, Steps
    from kam.visits.models import Visit

MOST_OFFERED = 3


@dataclass(frozen=True)
class StepLine:
    """A step as a visit shows it; `asks` says whether it is to be told if it moved."""

    pk: int
    what: str
    move: str
    plan: str
    url: str
    resource: str
    sign: str
    due: str
    is_late: bool
    link: int = 0
    moved: bool | None = None
    is_done: bool = False
    asks: bool = False


@dataclass(frozen=True)
class VisitSteps:
    """What a visit carries, what it could, and how one says that a step moved."""

    carried: Sequence[StepLine]
    offered: Sequence[StepLine]
    visit: int
    back: str
    may_write: bool
    is_open: bool
    is_forward: bool

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.carried or (self.is_open and self.offered))


def visit_steps(user: User, visit: Visit, found: Steps) -> VisitSteps:
    """Say the steps of a visit that is loaded with its account; no statement."""
    may = may_plan(user, visit.account)
    day = today(user.time_zone)
    written = visit.state == VisitState.SUBMITTED
    return VisitSteps(
        carried=[_carried(user, one, day, written=written) for one in found.carried],
        offered=[step_line(user, step, day) for step in found.offered[:MOST_OFFERED]],
        visit=visit.pk,
        back=reverse("visits:detail", args=[visit.pk]),
        may_write=may,
        is_open=visit.state in OPEN,
        is_forward=visit.outcome in FORWARD,
    )


def step_line(user: User, step: Step, day: date) -> StepLine:
    """Say one step on a day; no statement."""
    late = late_by(move_of(step), day) if step.state == StepState.OPEN else 0
    page = reverse("desk:plan", args=[step.plan_id])
    due = ""
    if step.due and step.state == StepState.OPEN:
        due = words.days_late(late) if late else words.days_left((step.due - day).days)
    return StepLine(
        pk=step.pk,
        what=words.what_of(user, step),
        move=words.short_move(step.kind, step.before, step.after),
        plan=words.name_of(user, step.plan),
        url=f"{page}#step-{step.pk}",
        resource=words.told(user, step, "resource"),
        sign=words.told(user, step, "sign"),
        due=due,
        is_late=late > 0,
    )


def _carried(user: User, one: Carried, day: date, *, written: bool) -> StepLine:
    line = step_line(user, one.step, day)
    done = one.step.state == StepState.DONE
    return StepLine(
        **{
            **vars(line),
            "link": one.link,
            "moved": one.moved,
            "is_done": done,
            "asks": written and one.moved is None and not done,
        }
    )
