"""Plans through the API: list, begin, edit, carry out, end, take up again."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.room import account_of
from kam.core.clock import today
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.plans.models import Plan
from kam.plans.policies import may_plan
from kam.plans.queries import plan_of
from kam.plans.queries.listing import standing_of_one
from kam.plans.schemas import (
    BeginIn,
    CloseIn,
    CostOut,
    PlanOut,
    PlanPatch,
    PlanQuery,
    StepIn,
    StepOut,
    cost_out,
    plan_out,
    step_out,
)
from kam.plans.services import (
    activate_plan,
    add_step,
    begin_plan,
    close_plan,
    edit_plan,
    redraft_plan,
    reopen_plan,
)
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["plans"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
ORDER = ("-id",)
NOUN = "plan"


@router.get("", response=Listing[PlanOut])
@surface(NOUN, "see")
def list_plans(request: HttpRequest, query: Query[PlanQuery]) -> Any:
    """Return visible plans, the newest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    rows = Plan.objects.visible_to(user)
    return paged(rows, query, ORDER, lambda row: plan_out(user, row))


@router.post("", response={201: PlanOut})
@surface(NOUN, "create")
def create(request: HttpRequest, response: HttpResponse, body: BeginIn) -> Any:
    """Begin a plan; `fill` adds the steps that the method suggests."""
    user: User = request.auth  # type: ignore[attr-defined]
    account = account_of(user, body.account_id)
    require(may_plan(user, account, "create"))
    row = begin_plan(
        actor=user,
        account=account,
        draft=body.draft,
        fill=body.fill,
        client_id=body.client_id,
    )
    tagged(response, row)
    return Status(201, plan_out(user, row))


@router.get("/{pk}", response=PlanOut)
@surface(NOUN, "see")
def get_plan(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one plan."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = plan_of(user, pk)
    tagged(response, row)
    return plan_out(user, row)


@router.patch("/{pk}", response=PlanOut)
@surface(NOUN, "change")
def patch_plan(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: PlanPatch
) -> Any:
    """Edit a plan's name, A, B and day."""
    user, row = _writer(request, pk)
    edit_plan(actor=user, plan=row, wanted=body.wanted)
    return _answer(user, response, pk)


@router.post("/{pk}/activate", response=PlanOut)
@surface(NOUN, "change")
def post_activate(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Begin to carry a plan out; what is missing refuses it."""
    user, row = _writer(request, pk)
    activate_plan(actor=user, plan=row)
    return _answer(user, response, pk)


@router.post("/{pk}/redraft", response=PlanOut)
@surface(NOUN, "change")
def post_redraft(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Make a plan under way a draft again."""
    user, row = _writer(request, pk)
    redraft_plan(actor=user, plan=row)
    return _answer(user, response, pk)


@router.post("/{pk}/close", response=PlanOut)
@surface(NOUN, "change")
def post_close(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: CloseIn
) -> Any:
    """End a plan."""
    user, row = _writer(request, pk)
    close_plan(actor=user, plan=row, ending=body.ending)
    return _answer(user, response, pk)


@router.post("/{pk}/reopen", response=PlanOut)
@surface(NOUN, "change")
def post_reopen(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Take an ended plan up again."""
    user, row = _writer(request, pk)
    reopen_plan(actor=user, plan=row)
    return _answer(user, response, pk)


@router.get("/{pk}/steps", response=list[StepOut])
@surface(NOUN, "see")
def list_steps(request: HttpRequest, pk: Pk) -> Any:
    """Return the steps of a plan in their order."""
    user: User = request.auth  # type: ignore[attr-defined]
    return [step_out(user, row) for row in plan_of(user, pk).steps.all()]


@router.get("/{pk}/costs", response=list[CostOut])
@surface(NOUN, "see")
def list_costs(request: HttpRequest, pk: Pk) -> Any:
    """Return what a plan takes and what an increment has cost, by currency."""
    user: User = request.auth  # type: ignore[attr-defined]
    told = standing_of_one(user, pk, today(user.time_zone))
    return [cost_out(line) for line in told.cost_lines]


@router.post("/{pk}/steps", response={201: StepOut})
@surface(NOUN, "change")
def post_step(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: StepIn
) -> Any:
    """Add a step at the end of a plan."""
    user: User = request.auth  # type: ignore[attr-defined]
    plan = plan_of(user, pk)
    require(may_plan(user, plan.account))
    row = add_step(actor=user, plan=plan, draft=body.draft, client_id=body.client_id)
    tagged(response, row)
    return Status(201, step_out(user, row))


def _writer(request: HttpRequest, pk: int) -> tuple[User, Plan]:
    user: User = request.auth  # type: ignore[attr-defined]
    row = plan_of(user, pk)
    require(may_plan(user, row.account))
    require_match(request, row)
    return user, row


def _answer(user: User, response: HttpResponse, pk: int) -> Any:
    row = plan_of(user, pk)
    tagged(response, row)
    return plan_out(user, row)
