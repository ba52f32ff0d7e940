"""What the API of purchases takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kam.pipeline.models.purchase import LARGEST_QUANTITY
from kam.pipeline.schemas.opportunities import Currency, Minor
from kam.pipeline.services import PurchaseDraft
from kam.pipeline.terms import Pace
from kam.web.interface import Closed, Id, KnownQuery, PageQuery

Quantity = Annotated[int, Field(ge=0, le=LARGEST_QUANTITY)]


class PurchaseQuery(PageQuery):
    """Which purchases to list."""

    account: Id | None = None
    product: Id | None = None


class RhythmQuery(KnownQuery):
    """Of which account the rhythm is asked."""

    account: Id


class PurchaseIn(Closed):
    """What was bought of a product in a month; a quantity or a value is needed."""

    account_id: Id
    product_id: Id
    month: date
    quantity: Quantity | None = None
    value_minor: Minor | None = None
    currency: Currency | None = None
    client_id: UUID | None = None

    @property
    def draft(self) -> PurchaseDraft:
        """What the service is given."""
        told = self.model_dump(exclude={"account_id", "client_id"})
        return PurchaseDraft(**{**told, "currency": told["currency"] or ""})


class PurchasePatch(Closed):
    """A correction, and whether the purchase is taken back."""

    product_id: Id | None = None
    month: date | None = None
    quantity: Quantity | None = None
    value_minor: Minor | None = None
    currency: Currency | None = None
    retracted: bool | None = None

    @property
    def wanted(self) -> dict[str, Any]:
        """What is to be corrected; only the numbers may be null."""
        told = self.model_dump(exclude_unset=True, exclude={"retracted"})
        numbers = ("quantity", "value_minor")
        return {n: v for n, v in told.items() if v is not None or n in numbers}


class PurchaseOut(Schema):
    """A purchase of a month."""

    id: int
    revision: int
    client_id: UUID
    account_id: int
    product_id: int
    month: date
    quantity: int | None
    value_minor: int | None
    currency: str
    retracted_at: datetime | None


class OrdersOut(Schema):
    """The rhythm of an account's purchases."""

    account_id: int
    months: int
    first_order: date | None
    last_order: date | None
    usual_gap: float | None
    due: date | None
    pace: Pace
    is_lost: bool


def orders_out(account_id: int, told: Any) -> dict[str, Any]:
    """Return a rhythm in its API shape."""
    return {
        "account_id": account_id,
        "months": told.months,
        "first_order": told.first,
        "last_order": told.last,
        "usual_gap": told.usual_gap,
        "due": told.due,
        "pace": told.pace,
        "is_lost": told.is_stopped,
    }
