"""What the API of opportunities takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kam.core.money import LARGEST_MINOR
from kam.people.scopes import hidden_fields
from kam.pipeline.services import OpportunityDraft
from kam.pipeline.terms import Outcome
from kam.web.interface import Closed, Id, PageQuery

FIELDS = (
    "id",
    "revision",
    "client_id",
    "account_id",
    "product_id",
    "name",
    "reference",
    "stage_id",
    "outcome",
    "entered_on",
    "engaged_on",
    "expected_on",
    "closed_on",
    "lost_reason_id",
    "value_minor",
    "currency",
    "owner_id",
    "retracted_at",
)
Minor = Annotated[int, Field(ge=0, le=LARGEST_MINOR)]
Words = Annotated[str, Field(max_length=200)]
Number = Annotated[str, Field(max_length=60)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", max_length=3)]
NULLABLE = frozenset(
    {"product_id", "owner_id", "value_minor", "engaged_on", "expected_on"}
)


class OpportunityQuery(PageQuery):
    """Which opportunities to list."""

    account: Id | None = None
    product: Id | None = None
    stage: Id | None = None
    outcome: Outcome | None = None


class OpportunityIn(Closed):
    """A new opportunity; a product or a few words are needed."""

    account_id: Id
    name: Words = ""
    product_id: Id | None = None
    stage_id: Id | None = None
    reference: Number = ""
    value_minor: Minor | None = None
    currency: Currency | None = None
    engaged_on: date | None = None
    expected_on: date | None = None
    owner_id: Id | None = None
    client_id: UUID | None = None

    @property
    def draft(self) -> OpportunityDraft:
        """What the service is given."""
        told = self.model_dump(exclude={"account_id", "client_id"})
        return OpportunityDraft(**{**told, "currency": told["currency"] or ""})


class OpportunityPatch(Closed):
    """What it is about, its value and its days, and whether it is taken back."""

    name: Words | None = None
    product_id: Id | None = None
    reference: Number | None = None
    value_minor: Minor | None = None
    currency: Currency | None = None
    engaged_on: date | None = None
    expected_on: date | None = None
    owner_id: Id | None = None
    retracted: bool | None = None

    @property
    def wanted(self) -> dict[str, Any]:
        """What is to be edited; only some of it may be null."""
        told = self.model_dump(exclude_unset=True, exclude={"retracted"})
        return {n: v for n, v in told.items() if v is not None or n in NULLABLE}


class StageIn(Closed):
    """The stage an opportunity is brought to."""

    stage_id: Id


class WinIn(Closed):
    """A win."""

    day: date
    value_minor: Minor


class LoseIn(Closed):
    """A loss."""

    day: date
    reason_id: Id


class StageMoveOut(Schema):
    """A stage or an end that was reached; `day` is unknown for some imports."""

    id: int
    opportunity_id: int
    stage_id: int
    outcome: Outcome
    day: date | None
    reason_id: int | None
    author_id: int | None
    retracted_at: datetime | None


class WordOut(Schema):
    """A stage or a reason of the company."""

    id: int
    code: str
    label: str
    place: int
    is_active: bool


class OpportunityOut(Schema):
    """An opportunity; text that the reader may not read is null."""

    id: int
    revision: int
    client_id: UUID
    account_id: int
    product_id: int | None
    name: str | None
    reference: str | None
    stage_id: int
    outcome: Outcome
    entered_on: date | None
    engaged_on: date | None
    expected_on: date | None
    closed_on: date | None
    lost_reason_id: int | None
    value_minor: int | None
    currency: str
    owner_id: int | None
    retracted_at: datetime | None


def opportunity_out(user: Any, row: Any) -> dict[str, Any]:
    """Return an opportunity as the reader may read it."""
    hidden = hidden_fields(user, "opportunity")
    return {n: None if n in hidden else getattr(row, n) for n in FIELDS}
