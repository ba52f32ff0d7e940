"""The company's resources, and what the plans use of them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any

from kam.core.clock import pretend
from kam.demo.book import chapter
from kam.demo.building.stage import MORNING, ScriptError
from kam.demo.script.endings import working_day_from
from kam.plans.models import Plan, StepVisit
from kam.plans.services import ask_for_step, edit_step
from kam.resources.services import (
    BookingDraft,
    ResourceDraft,
    add_resource,
    approve_booking,
    ask_booking,
    use_booking,
)
from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kam.demo.building.stage import Stage
    from kam.people.models import User
    from kam.plans.models import Step
    from kam.resources.models import Booking, Resource

YUAN, PERCENT = 100, 100
LEAD = timedelta(days=9)


def build_resources(stage: Stage) -> None:
    """Fill the catalogue, use, book, and leave two requests to decide about."""
    book = chapter("resources")
    goods = {told["name"]: _resource(stage, told) for told in book["resource"]}
    used, booked = cycle(book["used"]), cycle(book["booked"])
    for plan in _plans():
        for step in _steps(plan):
            if step.state == "done" and step.done_on:
                _use(stage, plan, step, goods, next(used))
        if plan.state == "active":
            _book(stage, plan, goods, booked)
    for told in book["waiting"]:
        _wait(stage, goods, told)


def _resource(stage: Stage, told: Mapping[str, Any]) -> Resource:
    day = stage.today
    draft = ResourceDraft(
        name=told["name"],
        kind=told["kind"],
        unit=told["unit"],
        unit_minor=told["cost"] * YUAN,
        team_id=stage.people["manager1"].team_id,
        capacity=told["capacity"],
        span=told.get("span", "day"),
        starts_on=day + timedelta(told["opens"]) if "opens" in told else None,
        ends_on=day + timedelta(told["closes"]) if "closes" in told else None,
        needs_approval=told.get("asks", True),
        notes=told["notes"],
    )
    with pretend(stage.moment(stage.opening, MORNING)):
        return add_resource(actor=stage.people["manager1"], draft=draft)


def _plans() -> list[Plan]:
    rows = Plan.objects.select_related("account__team", "account__owner")
    return list(rows.order_by("pk"))


def _steps(plan: Plan) -> list[Step]:
    rows = plan.steps.select_related("plan__account__team", "plan__account__owner")
    return list(rows.order_by("place"))


def _decider(stage: Stage, plan: Plan) -> User | None:
    """Return the manager of the team, or nobody in particular."""
    found = (
        one
        for one in stage.people.values()
        if one.role == "manager" and one.team_id == plan.account.team_id
    )
    return next(found, None)


def _use(
    stage: Stage,
    plan: Plan,
    step: Step,
    goods: Mapping[str, Resource],
    told: Mapping[str, Any],
) -> None:
    """Ask, approve and use what a finished step took; what is typed is the rest."""
    day = step.done_on or stage.today
    draft = BookingDraft(
        goods[told["name"]].pk,
        day,
        quantity=told["quantity"],
        step_id=step.pk,
        purpose=step.what,
    )
    with pretend(stage.moment(day - LEAD, MORNING)):
        row = ask_booking(actor=plan.account.owner, account=plan.account, draft=draft)
    row = _approved(stage, plan, row, day - LEAD + timedelta(1))
    with pretend(stage.moment(day)):
        cost = row.planned_minor * told["factor"] // PERCENT
        use_booking(actor=plan.account.owner, booking=row, actual_minor=cost, day=day)
        if step.spent_minor is not None and not plan.is_closed:
            rest = max(0, step.spent_minor - cost)
            wanted = {"spent_minor": rest}
            edit_step(actor=plan.account.owner, step=step, wanted=wanted)


def _approved(stage: Stage, plan: Plan, row: Booking, day: date) -> Booking:
    if row.state == BookingState.WAITING:
        with pretend(stage.moment(day)):
            row = approve_booking(actor=_decider(stage, plan), booking=row)
    return row


def _book(
    stage: Stage,
    plan: Plan,
    goods: Mapping[str, Resource],
    booked: Iterator[Mapping[str, Any]],
) -> None:
    """Book for the step that the next visit carries, on the day of that visit."""
    links = StepVisit.objects.standing().filter(step__plan=plan, step__state="open")
    link = links.select_related("visit", "step").order_by("visit__day").first()
    if link is None or link.visit.day < stage.today:
        return
    if link.visit.day in _asked_for(stage, plan):
        return
    told = next(booked)
    draft = BookingDraft(
        goods[told["name"]].pk, link.visit.day, quantity=told["quantity"]
    )
    step = next(one for one in _steps(plan) if one.pk == link.step_id)
    before = stage.today - timedelta(2)
    with pretend(stage.moment(before, MORNING)):
        row = ask_for_step(actor=plan.account.owner, step=step, draft=draft)
    _approved(stage, plan, row, before)


def _asked_for(stage: Stage, plan: Plan) -> set[date]:
    """Return the days for which a request of this account waits."""
    return {
        _day_of(stage, told)
        for told in chapter("resources")["waiting"]
        if chapter("troubles")[told["trouble"]]["name"] == plan.account.name
    }


def _day_of(stage: Stage, told: Mapping[str, Any]) -> date:
    return working_day_from(stage.today + timedelta(told["in"]))


def _wait(stage: Stage, goods: Mapping[str, Resource], told: Mapping[str, Any]) -> None:
    """Ask, and let it wait for the manager."""
    name = chapter("troubles")[told["trouble"]]["name"]
    plan = next((one for one in _plans() if one.account.name == name), None)
    if plan is None:
        message = f"no plan for the request at {name}"
        raise ScriptError(message)
    step = next(one for one in _steps(plan) if one.state == "open")
    draft = BookingDraft(
        goods[told["name"]].pk,
        _day_of(stage, told),
        quantity=told["quantity"],
        why=told["why"],
        stakeholder_id=plan.stakeholder_id if told["person"] else None,
        assured=told["person"],
    )
    with pretend(stage.moment(stage.today - timedelta(1))):
        ask_for_step(actor=plan.account.owner, step=step, draft=draft)
