"""Which visit is to move which step, and the step that a visit's outcome moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.audit.turning import put_back, take_back
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.plans.models import Step, StepVisit
from kam.plans.rules.progress import FORWARD
from kam.plans.services.common import REFRESH, open_step
from kam.plans.services.states import finish_step, reopen_step
from kam.plans.terms import StepState
from kam.visits.models import Visit
from kam.visits.terms import VisitState

if TYPE_CHECKING:
    from kam.people.models import User

ALREADY = mark("这一步已经完成")
NOT_YET = mark("拜访还没有提交记录，或结果不是成交或推进")


def link_visit(*, actor: User | None, step: Step, visit_id: int) -> StepVisit:
    """Say that a visit to the same account is to move a step; once more is the same."""
    with transaction.atomic():
        plan, current = open_step(actor, step)
        rows = Visit.objects.filter(account=plan.account_id)
        visit = rows.exclude(state=VisitState.CANCELLED).named(
            actor, visit_id, "visit_id"
        )
        held = StepVisit.objects.standing().filter(step=current, visit=visit).first()
        if held is not None:
            held.step = current
            return held
        link = StepVisit(step=current, visit=visit, author=actor)
        return changes.create(actor=actor, row=link, verb="stepvisit.link")


def unlink_visit(*, actor: User | None, link: StepVisit) -> StepVisit:
    """Take the link back; once more changes nothing."""
    with transaction.atomic():
        open_step(actor, link.step)
        return take_back(actor=actor, row=link, verb="stepvisit.unlink")


def relink_visit(*, actor: User | None, link: StepVisit) -> StepVisit:
    """Undo `unlink_visit`."""
    with transaction.atomic():
        open_step(actor, link.step)
        return put_back(actor=actor, row=link, verb="stepvisit.relink")


def finish_by_visit(*, actor: User | None, link: StepVisit) -> Step:
    """Finish a step on the day of a visit that brought an order or an advance."""
    with transaction.atomic():
        _plan, current = open_step(actor, link.step)
        standing = StepVisit.objects.select_for_update().get(pk=link.pk)
        visit = Visit.objects.get(pk=link.visit_id)
        moved = visit.state == VisitState.SUBMITTED and visit.outcome in FORWARD
        if not moved or standing.retracted_at is not None:
            todo = mark("请先写完这次拜访的记录")
            raise Invalid(NOT_YET, fields={"": [NOT_YET]}, todo=todo)
        if current.state == StepState.DONE and not standing.moved:
            raise Invalid(ALREADY, fields={"": [ALREADY]}, todo=REFRESH)
        step = finish_step(actor=actor, step=link.step, day=visit.day)
        _tell(actor, link, moved=True)
        return step


def leave_by_visit(*, actor: User | None, link: StepVisit) -> StepVisit:
    """Say that a visit did not move its step: it stays open."""
    with transaction.atomic():
        open_step(actor, link.step)
        return _tell(actor, link, moved=False)


def unsay_visit(*, actor: User | None, link: StepVisit) -> StepVisit:
    """Undo `finish_by_visit` or `leave_by_visit`: the step is open, nothing is said."""
    with transaction.atomic():
        _plan, step = open_step(actor, link.step)
        standing = StepVisit.objects.select_related("visit").get(pk=link.pk)
        is_by_it = step.state == StepState.DONE and step.done_on == standing.visit.day
        if standing.moved and is_by_it:
            reopen_step(actor=actor, step=step)
        return _tell(actor, link, moved=None)


def _tell(actor: User | None, link: StepVisit, *, moved: bool | None) -> StepVisit:
    row = StepVisit.objects.select_for_update().get(pk=link.pk)
    row.step = link.step
    wanted = {"moved": moved}
    return changes.change(actor=actor, row=row, wanted=wanted, verb="stepvisit.tell")
