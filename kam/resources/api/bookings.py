"""Requests and bookings through the API: ask, decide, use, and every undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.room import account_of
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.resources.models import Booking
from kam.resources.policies import decides, may_ask, may_turn
from kam.resources.queries import booking_of
from kam.resources.schemas import (
    ApproveIn,
    BookingIn,
    BookingOut,
    BookingPatch,
    BookingQuery,
    RefuseIn,
    UseIn,
    booking_out,
)
from kam.resources.services import (
    approve_booking,
    ask_booking,
    cancel_booking,
    edit_booking,
    rebook_booking,
    reconsider_booking,
    refuse_booking,
    reopen_booking,
    resubmit_booking,
    use_booking,
    withdraw_booking,
)
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from collections.abc import Callable

router = Router(auth=bearer, tags=["bookings"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
ORDER = ("-id",)
NOUN, APPROVAL = "booking", "approval"


@router.get("", response=Listing[BookingOut])
@surface(NOUN, "see")
def list_bookings(request: HttpRequest, query: Query[BookingQuery]) -> Any:
    """Return visible requests and bookings, the newest first.

    Asked by customer or step, only those of customers in sight.
    """
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    by_customer = query.account is not None or query.step_id is not None
    rows = Booking.objects.visible_to(user)
    if by_customer:
        rows = rows.of_customer(user)
    rows = rows.select_related("account", "resource")
    return paged(rows, query, ORDER, lambda row: booking_out(user, row))


@router.post("", response={201: BookingOut})
@surface(NOUN, "create")
def create(request: HttpRequest, response: HttpResponse, body: BookingIn) -> Any:
    """Ask for a resource for a customer."""
    user: User = request.auth  # type: ignore[attr-defined]
    account = account_of(user, body.account_id)
    require(may_ask(user, account))
    row = ask_booking(
        actor=user, account=account, draft=body.draft, client_id=body.client_id
    )
    tagged(response, row)
    return Status(201, booking_out(user, row))


@router.get("/{pk}", response=BookingOut)
@surface(NOUN, "see")
def get_booking(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one request or booking."""
    user: User = request.auth  # type: ignore[attr-defined]
    return _answer(user, response, pk)


@router.patch("/{pk}", response=BookingOut)
@surface(NOUN, "change")
def patch_booking(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: BookingPatch
) -> Any:
    """Change a request nobody has decided about."""
    user, row = _turner(request, pk)
    edit_booking(actor=user, booking=row, wanted=body.wanted)
    return _answer(user, response, pk)


@router.post("/{pk}/withdraw", response=BookingOut)
@surface(NOUN, "change")
def post_withdraw(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Take a request back."""
    return _turned(request, response, pk, withdraw_booking)


@router.post("/{pk}/resubmit", response=BookingOut)
@surface(NOUN, "change")
def post_resubmit(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Let a request that was taken back wait again."""
    return _turned(request, response, pk, resubmit_booking)


@router.post("/{pk}/use", response=BookingOut)
@surface(NOUN, "change")
def post_use(request: HttpRequest, response: HttpResponse, pk: Pk, body: UseIn) -> Any:
    """Note that a booking was used, and what it cost."""
    user, row = _turner(request, pk)
    use_booking(actor=user, booking=row, actual_minor=body.actual_minor, day=body.day)
    return _answer(user, response, pk)


@router.post("/{pk}/reopen", response=BookingOut)
@surface(NOUN, "change")
def post_reopen(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Let a used booking be booked again."""
    return _turned(request, response, pk, reopen_booking)


@router.post("/{pk}/cancel", response=BookingOut)
@surface(NOUN, "change")
def post_cancel(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Give back what was booked."""
    return _turned(request, response, pk, cancel_booking)


@router.post("/{pk}/rebook", response=BookingOut)
@surface(NOUN, "change")
def post_rebook(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Book again what was given back, while it fits."""
    return _turned(request, response, pk, rebook_booking)


@router.post("/{pk}/approve", response=BookingOut)
@surface(APPROVAL, "change")
def post_approve(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: ApproveIn
) -> Any:
    """Approve a request, perhaps for another quantity."""
    user, row = _decider(request, pk)
    approve_booking(actor=user, booking=row, quantity=body.quantity, note=body.note)
    return _answer(user, response, pk)


@router.post("/{pk}/refuse", response=BookingOut)
@surface(APPROVAL, "change")
def post_refuse(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: RefuseIn
) -> Any:
    """Refuse a request, with a reason."""
    user, row = _decider(request, pk)
    refuse_booking(actor=user, booking=row, reason=body.reason)
    return _answer(user, response, pk)


@router.post("/{pk}/reconsider", response=BookingOut)
@surface(APPROVAL, "change")
def post_reconsider(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Undo an approval or a refusal."""
    user, row = _decider(request, pk)
    reconsider_booking(actor=user, booking=row)
    return _answer(user, response, pk)


def _turner(request: HttpRequest, pk: int) -> tuple[User, Booking]:
    user: User = request.auth  # type: ignore[attr-defined]
    row = booking_of(user, pk)
    require(may_turn(user, row))
    require_match(request, row)
    return user, row


def _decider(request: HttpRequest, pk: int) -> tuple[User, Booking]:
    user: User = request.auth  # type: ignore[attr-defined]
    row = booking_of(user, pk)
    require(decides(user, row))
    require_match(request, row)
    return user, row


def _turned(
    request: HttpRequest, response: HttpResponse, pk: int, verb: Callable[..., Any]
) -> Any:
    user, row = _turner(request, pk)
    verb(actor=user, booking=row)
    return _answer(user, response, pk)


def _answer(user: User, response: HttpResponse, pk: int) -> Any:
    row = booking_of(user, pk)
    tagged(response, row)
    return booking_out(user, row)
