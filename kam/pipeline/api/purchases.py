"""Purchases through the API: list, note, correct, and the rhythm of an account."""

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
from kam.pipeline.models import Purchase
from kam.pipeline.policies import may_write
from kam.pipeline.queries import Orders, order_settings, orders_in, purchase_of
from kam.pipeline.schemas import (
    OrdersOut,
    PurchaseIn,
    PurchaseOut,
    PurchasePatch,
    PurchaseQuery,
    RhythmQuery,
    orders_out,
)
from kam.pipeline.services import (
    edit_purchase,
    note_purchase,
    restore_purchase,
    retract_purchase,
)
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["purchases"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
ORDER = ("-month", "-id")
NOUN = "purchase"


@router.get("", response=Listing[PurchaseOut])
@surface(NOUN, "see")
def list_purchases(request: HttpRequest, query: Query[PurchaseQuery]) -> Any:
    """Return visible purchases, the newest month first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    return paged(Purchase.objects.visible_to(user), query, ORDER, lambda row: row)


@router.post("", response={201: PurchaseOut})
@surface(NOUN, "create")
def create(request: HttpRequest, response: HttpResponse, body: PurchaseIn) -> Any:
    """Note what an account bought of a product in a month."""
    user: User = request.auth  # type: ignore[attr-defined]
    account = account_of(user, body.account_id)
    require(may_write(user, account, NOUN, "create"))
    row = note_purchase(
        actor=user, account=account, draft=body.draft, client_id=body.client_id
    )
    tagged(response, row)
    return Status(201, row)


@router.get("/rhythm", response=OrdersOut)
@surface(NOUN, "see")
def get_rhythm(request: HttpRequest, query: Query[RhythmQuery]) -> Any:
    """Return first and last order, the usual gap, and whether purchases stopped."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    account = account_of(user, query.account)
    orders = orders_in(user, [account.pk]).get(account.pk, Orders())
    rhythm = orders.rhythm(today(user.time_zone), order_settings())
    return orders_out(account.pk, rhythm)


@router.get("/{pk}", response=PurchaseOut)
@surface(NOUN, "see")
def get_purchase(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one purchase."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = purchase_of(user, pk)
    tagged(response, row)
    return row


@router.patch("/{pk}", response=PurchaseOut)
@surface(NOUN, "change")
def patch_purchase(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: PurchasePatch
) -> Any:
    """Correct a purchase, take it back, or put it back."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = purchase_of(user, pk)
    require(may_write(user, row.account, NOUN))
    require_match(request, row)
    if body.wanted:
        row = edit_purchase(actor=user, purchase=row, wanted=body.wanted)
    if body.retracted is not None:
        turn = retract_purchase if body.retracted else restore_purchase
        row = turn(actor=user, purchase=row)
    tagged(response, row)
    return row
