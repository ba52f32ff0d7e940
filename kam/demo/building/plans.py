"""Plans from A to B as they came about: begun, carried by visits, late, ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kam.accounts.models import Account, Stakeholder
from kam.core.clock import pretend
from kam.demo.book import chapter
from kam.demo.building.stage import MORNING, ScriptError
from kam.demo.script.endings import working_day_from
from kam.packs.rules.shipped import shipped
from kam.plans.queries.beginning import offered_in
from kam.plans.queries.prefill import beginning_of
from kam.plans.rules.increments import TOP
from kam.plans.rules.progress import FORWARD
from kam.plans.rules.templates import PACK, template_of
from kam.plans.services import (
    PlanDraft,
    StepDraft,
    activate_plan,
    add_step,
    arrange_step,
    begin_plan,
    close_plan,
    edit_step,
    finish_by_visit,
    finish_step,
    link_visit,
)
from kam.visits.models import Visit
from kam.visits.services import plan_visit

if TYPE_CHECKING:
    from kam.demo.building.stage import Stage
    from kam.plans.models import Plan, Step
    from kam.plans.queries.beginning import Candidate

YUAN = 100
FURTHEST = 2
NEAR = 16


def build_plans(stage: Stage) -> None:
    """Begin ten plans, and let them go as far as the book says."""
    for told in chapter("plans")["plan"]:
        _build(stage, told)


def _build(stage: Stage, told: dict[str, Any]) -> None:
    account, one = _about(stage, told)
    began = _day(stage, -told["began"])
    by = None if told.get("draft") else _day(stage, told["by"])
    owner, product = account.owner, one.product_id
    known = owner and beginning_of(owner, _person(one), product, stage.today)
    with pretend(stage.moment(began, MORNING)):
        plan = begin_plan(
            actor=account.owner,
            account=account,
            draft=PlanDraft(
                name=told["name"],
                stakeholder_id=one.person.pk,
                product_id=one.product_id,
                stage_a=one.stage,
                now=known.words if known else "",
                stage_b=min(one.stage + FURTHEST, TOP),
                goal=told["goal"],
                by=by,
            ),
        )
        if told.get("draft"):
            return
        _ease(plan, told)
        _fill(stage, plan, told)
        activate_plan(actor=account.owner, plan=plan)
    _go(stage, plan, told)


def _person(one: Candidate) -> Stakeholder:
    """Return the person as a record."""
    return Stakeholder.objects.select_related("account").get(pk=one.person.pk)


def _day(stage: Stage, away: int) -> date:
    return stage.today + timedelta(days=away)


def _about(stage: Stage, told: dict[str, Any]) -> tuple[Account, Candidate]:
    """Return the account, and somebody there who was judged and can still climb."""
    rows = Account.objects.active().select_related("owner", "team").order_by("pk")
    if "trouble" in told:
        rows = rows.filter(name=chapter("troubles")[told["trouble"]]["name"])
    else:
        rows = rows.filter(owner__username=f"rep{told['territory']}", plans=None)
    for account in rows:
        if account.owner is None:
            continue
        offered = offered_in(account.owner, account, stage.today).candidates
        able = [one for one in offered if one.stage < TOP]
        if able:
            near = told.get("stage", able[0].stage)
            return account, min(able, key=lambda one: abs(one.stage - near))
    message = f"nobody was judged for the plan {told['name']}"
    raise ScriptError(message)


def _ease(plan: Plan, told: dict[str, Any]) -> None:
    """Put what eases the change before the steps that climb."""
    owner, pack = plan.account.owner, shipped(PACK)
    for place, key in enumerate(told.get("also", ()), 1):
        words = template_of(pack, key, "zh")
        if words is None or owner is None:
            continue
        draft = StepDraft(
            **vars(words), kind=key, before=8, after=6, owner_id=owner.pk, due=plan.by
        )
        step = add_step(actor=owner, plan=plan, draft=draft)
        arrange_step(actor=owner, step=step, place=place)


def _fill(stage: Stage, plan: Plan, told: dict[str, Any]) -> None:
    """Give each step its day and its cost; a day before today for what is done.

    What a visit may have moved was due as many days before it as the book says.
    """
    steps = _steps(plan)
    met = _moving(stage, plan, told)
    done = min(told["done"], len(steps))
    opens = [_day(stage, away) for away in told["due"]]
    for at, step in enumerate(steps):
        left = at - done
        wanted: dict[str, object] = {"due": _due(stage, told, at, done)}
        if 0 <= left < len(opens):
            wanted["due"] = opens[left]
        elif left < 0 and (visit := _nearest(met, wanted["due"], told["late"])):
            wanted["due"] = visit.day - timedelta(days=told["late"])
        if at < len(told["planned"]):
            wanted["planned_minor"] = told["planned"][at] * YUAN
        edit_step(actor=plan.account.owner, step=step, wanted=wanted)


def _due(stage: Stage, told: dict[str, Any], at: int, done: int) -> date:
    """Spread what has no day of its own between the beginning and the end."""
    if at < done:
        span = told["began"] - told["late"] - 1
        return _day(stage, -told["began"] + span * (at + 1) // (done + 1))
    return _day(stage, max(told["by"], 1 - told["began"]))


def _moving(stage: Stage, plan: Plan, told: dict[str, Any]) -> list[Visit]:
    """Return the visits that may have moved a step, since the plan began."""
    rows = Visit.objects.submitted().filter(
        account=plan.account_id, owner=plan.account.owner, outcome__in=FORWARD
    )
    since = _day(stage, -told["began"])
    return list(rows.filter(day__gt=since, day__lt=stage.today).order_by("day"))


def _nearest(visits: list[Visit], due: object, late: int) -> Visit | None:
    """Take the visit nearest to the day on which a step should be done, if any is."""
    if not visits or not isinstance(due, date):
        return None
    day = due + timedelta(days=late)
    found = min(visits, key=lambda visit: abs((visit.day - day).days))
    if abs((found.day - day).days) > NEAR:
        return None
    visits.remove(found)
    return found


def _go(stage: Stage, plan: Plan, told: dict[str, Any]) -> None:
    """Finish what is done, spend what was spent, let the next visit carry a step."""
    owner, steps = plan.account.owner, _steps(plan)
    met = {visit.day: visit for visit in _moving(stage, plan, told)}
    for at, step in enumerate(steps):
        spent = told["spent"][at] if at < len(told["spent"]) else 0
        day = stage.today
        if at < told["done"] and step.due is not None:
            day = min(step.due + timedelta(days=told["late"]), stage.today)
        with pretend(stage.moment(day)):
            if spent and not told.get("ending"):
                wanted = {"spent_minor": spent * YUAN}
                step = edit_step(actor=owner, step=step, wanted=wanted)  # noqa: PLW2901
            if at < told["done"]:
                _finish(step, day, met.pop(day, None))
    if told.get("ending"):
        with pretend(stage.moment(_day(stage, min(told["by"], -1)))):
            close_plan(actor=owner, plan=plan, ending=told["ending"])
        return
    _carry(plan, stage, told.get("visit"))


def _finish(step: Step, day: date, visit: Visit | None) -> None:
    """Finish a step by the visit of that day, or because its sign was seen."""
    owner = step.plan.account.owner
    if visit is None:
        finish_step(actor=owner, step=step, day=day)
        return
    link = link_visit(actor=owner, step=step, visit_id=visit.pk)
    finish_by_visit(actor=owner, link=link)


def _carry(plan: Plan, stage: Stage, planned: dict[str, Any] | None) -> None:
    """Let the next visit of the owner carry the step that is next."""
    if planned is not None:
        _arrange(plan, stage, dict(planned))
    step = next((one for one in _steps(plan) if one.state == "open"), None)
    visits = Visit.objects.filter(account=plan.account_id, owner=plan.account.owner)
    coming = visits.upcoming().filter(day__gte=stage.today).order_by("day").first()
    if step is not None and coming is not None:
        with pretend(stage.moment(stage.today, MORNING)):
            link_visit(actor=plan.account.owner, step=step, visit_id=coming.pk)


def _arrange(plan: Plan, stage: Stage, planned: dict[str, Any]) -> None:
    """Plan the visit for which the person of the plan has given a day."""
    day = working_day_from(_day(stage, planned.pop("in")))
    wanted = {**planned, "day": day, "people": [plan.stakeholder_id]}
    with pretend(stage.moment(_day(stage, -1))):
        plan_visit(actor=plan.account.owner, account=plan.account, wanted=wanted)


def _steps(plan: Plan) -> list[Step]:
    rows = plan.steps.select_related("plan__account__team", "plan__account__owner")
    return list(rows.order_by("place"))
