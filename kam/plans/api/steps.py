"""Steps through the API: edit, arrange, finish, give up, open again, link to visits."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Status

from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.plans.models import Step
from kam.plans.policies import may_plan
from kam.plans.queries import link_of, step_of
from kam.plans.schemas import (
    BookIn,
    DropIn,
    FinishIn,
    LinkOut,
    StepOut,
    StepPatch,
    VisitIn,
    step_out,
)
from kam.plans.services import (
    arrange_step,
    ask_for_step,
    drop_step,
    edit_step,
    finish_by_visit,
    finish_step,
    leave_by_visit,
    link_visit,
    relink_visit,
    reopen_step,
    unlink_visit,
    unsay_visit,
)
from kam.resources.queries import bookings_of_step
from kam.resources.schemas import BookingOut, booking_out
from kam.web.interface import require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["plans"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
NOUN = "plan"


@router.get("/{pk}", response=StepOut)
@surface(NOUN, "see")
def get_step(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one step."""
    user: User = request.auth  # type: ignore[attr-defined]
    return _answer(user, response, pk)


@router.patch("/{pk}", response=StepOut)
@surface(NOUN, "change")
def patch_step(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: StepPatch
) -> Any:
    """Edit a step, and bring it to a place."""
    user, row = _writer(request, pk)
    if body.wanted:
        row = edit_step(actor=user, step=row, wanted=body.wanted)
    if body.place is not None:
        arrange_step(actor=user, step=row, place=body.place)
    return _answer(user, response, pk)


@router.post("/{pk}/finish", response=StepOut)
@surface(NOUN, "change")
def post_finish(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: FinishIn
) -> Any:
    """Finish a step; what it lacks refuses it."""
    user, row = _writer(request, pk)
    finish_step(actor=user, step=row, day=body.day)
    return _answer(user, response, pk)


@router.post("/{pk}/drop", response=StepOut)
@surface(NOUN, "change")
def post_drop(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: DropIn
) -> Any:
    """Give a step up, and say why."""
    user, row = _writer(request, pk)
    drop_step(actor=user, step=row, reason=body.reason)
    return _answer(user, response, pk)


@router.post("/{pk}/reopen", response=StepOut)
@surface(NOUN, "change")
def post_reopen(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Open a step again that was finished or given up."""
    user, row = _writer(request, pk)
    reopen_step(actor=user, step=row)
    return _answer(user, response, pk)


@router.get("/{pk}/visits", response=list[LinkOut])
@surface(NOUN, "see")
def list_visits(request: HttpRequest, pk: Pk) -> Any:
    """Return the visits that are to move a step, the oldest link first."""
    user: User = request.auth  # type: ignore[attr-defined]
    return list(step_of(user, pk).meetings.order_by("pk"))


@router.post("/{pk}/visits", response={201: LinkOut})
@surface(NOUN, "change")
def post_visit(request: HttpRequest, pk: Pk, body: VisitIn) -> Any:
    """Say that a visit is to move a step."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = step_of(user, pk)
    require(may_plan(user, row.plan.account))
    return Status(201, link_visit(actor=user, step=row, visit_id=body.visit_id))


@router.get("/{pk}/bookings", response=list[BookingOut])
@surface("booking", "see")
def list_bookings(request: HttpRequest, pk: Pk) -> Any:
    """Return the requests and bookings that are to move a step, the oldest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    step = step_of(user, pk)
    return [booking_out(user, row) for row in bookings_of_step(user, step.pk)]


@router.post("/{pk}/bookings", response={201: BookingOut})
@surface("booking", "create")
def post_booking(request: HttpRequest, pk: Pk, body: BookIn) -> Any:
    """Ask for a resource for a step."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = step_of(user, pk)
    require(may_plan(user, row.plan.account))
    made = ask_for_step(
        actor=user, step=row, draft=body.draft, client_id=body.client_id
    )
    return Status(201, booking_out(user, made))


@router.delete("/visits/{pk}", response=LinkOut)
@surface(NOUN, "change")
def delete_visit(request: HttpRequest, pk: Pk) -> Any:
    """Take a link back; it stays readable."""
    user: User = request.auth  # type: ignore[attr-defined]
    link = link_of(user, pk)
    require(may_plan(user, link.step.plan.account))
    return unlink_visit(actor=user, link=link)


@router.post("/visits/{pk}/restore", response=LinkOut)
@surface(NOUN, "change")
def post_restore(request: HttpRequest, pk: Pk) -> Any:
    """Put a link back that was taken back."""
    user: User = request.auth  # type: ignore[attr-defined]
    link = link_of(user, pk)
    require(may_plan(user, link.step.plan.account))
    return relink_visit(actor=user, link=link)


@router.post("/visits/{pk}/finish", response=StepOut)
@surface(NOUN, "change")
def post_outcome(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Finish a step on the day of a visit that brought an order or an advance."""
    user: User = request.auth  # type: ignore[attr-defined]
    link = link_of(user, pk)
    require(may_plan(user, link.step.plan.account))
    row = finish_by_visit(actor=user, link=link)
    return _answer(user, response, row.pk)


@router.post("/visits/{pk}/leave", response=LinkOut)
@surface(NOUN, "change")
def post_leave(request: HttpRequest, pk: Pk) -> Any:
    """Say that a visit did not move its step."""
    return leave_by_visit(**_linked(request, pk))


@router.post("/visits/{pk}/unsay", response=LinkOut)
@surface(NOUN, "change")
def post_unsay(request: HttpRequest, pk: Pk) -> Any:
    """Take back what was said of a visit: its step is open again."""
    return unsay_visit(**_linked(request, pk))


def _linked(request: HttpRequest, pk: int) -> dict[str, Any]:
    user: User = request.auth  # type: ignore[attr-defined]
    link = link_of(user, pk)
    require(may_plan(user, link.step.plan.account))
    return {"actor": user, "link": link}


def _writer(request: HttpRequest, pk: int) -> tuple[User, Step]:
    user: User = request.auth  # type: ignore[attr-defined]
    row = step_of(user, pk)
    require(may_plan(user, row.plan.account))
    require_match(request, row)
    return user, row


def _answer(user: User, response: HttpResponse, pk: int) -> Any:
    row = step_of(user, pk)
    tagged(response, row)
    return step_out(user, row)
