"""What the API of resources and bookings takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kam.core.clock import EARLIEST_DAY, LATEST_DAY
from kam.core.money import LARGEST_MINOR
from kam.people.scopes import hidden_fields
from kam.resources.models.resource import LARGEST_COUNT
from kam.resources.policies import sees_customer
from kam.resources.services import BookingDraft, ResourceDraft
from kam.resources.terms import BookingState, ResourceKind, Span
from kam.web.interface import Closed, Id, KnownQuery, PageQuery

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.resources.models import Booking

Minor = Annotated[int, Field(ge=0, le=LARGEST_MINOR)]
Count = Annotated[int, Field(ge=1, le=LARGEST_COUNT)]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Unit = Annotated[str, Field(min_length=1, max_length=20)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", min_length=3, max_length=3)]
Notes = Annotated[str, Field(max_length=1000)]
Line = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=500)]
Reason = Annotated[str, Field(min_length=1, max_length=200)]
NULLABLE = frozenset({"capacity", "starts_on", "ends_on"})
CUSTOMER = frozenset({"account_id", "stakeholder_id", "step_id", "purpose"})
PEOPLE = frozenset({"requester_id", "decided_by_id", "assured_by_id"})


class ResourceQuery(PageQuery):
    """Which resources to list."""

    kind: ResourceKind | None = None
    team: Id | None = None


class ResourceIn(Closed):
    """A new resource; without a team it belongs to one's own."""

    name: Name
    kind: ResourceKind
    unit: Unit
    unit_minor: Minor = 0
    currency: Currency = "CNY"
    team_id: Id | None = None
    capacity: Count | None = None
    span: Span = Span.DAY
    starts_on: date | None = None
    ends_on: date | None = None
    needs_approval: bool = True
    notes: Notes = ""

    @property
    def draft(self) -> ResourceDraft:
        """What the service is given."""
        return ResourceDraft(**self.model_dump())


class ResourcePatch(Closed):
    """What is to be edited of a resource, and whether it is archived."""

    name: Name | None = None
    kind: ResourceKind | None = None
    unit: Unit | None = None
    unit_minor: Minor | None = None
    currency: Currency | None = None
    team_id: Id | None = None
    capacity: Count | None = None
    span: Span | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    needs_approval: bool | None = None
    notes: Notes | None = None
    archived: bool | None = None

    @property
    def wanted(self) -> dict[str, Any]:
        """What is said; only capacity and days may be null."""
        told = self.model_dump(exclude_unset=True, exclude={"archived"})
        return {n: v for n, v in told.items() if v is not None or n in NULLABLE}


class ResourceOut(Schema):
    """A resource."""

    id: int
    revision: int
    name: str
    kind: ResourceKind
    unit: str
    unit_minor: int
    currency: str
    team_id: int
    capacity: int | None
    span: Span
    starts_on: date | None
    ends_on: date | None
    needs_approval: bool
    notes: str
    archived_at: datetime | None


class FreeQuery(KnownQuery):
    """From which day, and for how many days."""

    first: Annotated[date, Field(ge=EARLIEST_DAY, le=LATEST_DAY)]
    days: int = Field(default=14, ge=1, le=62)


class FreeOut(Schema):
    """One day of a resource: what is taken, and what its period has left.

    `free` is null where nothing limits the resource; below nought it is overbooked.
    """

    day: date
    taken: int
    free: int | None


class BookingQuery(PageQuery):
    """Which bookings to list."""

    account: Id | None = None
    resource: Id | None = None
    step_id: Id | None = None
    state: BookingState | None = None


class BookingIn(Closed):
    """A request; without a last day it is for one day.

    `assured` confirms what the company asks where a person is reached.
    """

    account_id: Id
    resource_id: Id
    first_day: date
    last_day: date | None = None
    quantity: Count = 1
    why: Text = ""
    stakeholder_id: Id | None = None
    assured: bool = False
    client_id: UUID | None = None

    @property
    def draft(self) -> BookingDraft:
        """What the service is given."""
        told = self.model_dump(exclude={"account_id", "client_id"})
        return BookingDraft(**told)


class BookingPatch(Closed):
    """What is to be changed of a request that waits."""

    first_day: date | None = None
    last_day: date | None = None
    quantity: Count | None = None
    why: Text | None = None

    @property
    def wanted(self) -> dict[str, Any]:
        """What is said."""
        return self.model_dump(exclude_none=True)


class ApproveIn(Closed):
    """Another quantity than was asked for, and a note."""

    quantity: Count | None = None
    note: Line = ""


class RefuseIn(Closed):
    """Why a request is refused."""

    reason: Reason


class UseIn(Closed):
    """What it really cost, and on which day it was used; as planned if nothing."""

    actual_minor: Minor | None = None
    day: date | None = None


class BookingOut(Schema):
    """A booking; what the reader may not read is null.

    Who decides about a resource of a customer out of sight reads no customer.
    """

    id: int
    revision: int
    client_id: UUID
    account_id: int | None
    resource_id: int
    stakeholder_id: int | None
    step_id: int | None
    purpose: str | None
    why: str | None
    first_day: date
    last_day: date
    asked: int
    quantity: int
    unit_minor: int
    planned_minor: int
    actual_minor: int | None
    currency: str
    state: BookingState
    reason: str | None
    requester_id: int | None
    decided_by_id: int | None
    decided_at: datetime | None
    assured_by_id: int | None
    assured_at: datetime | None
    assured_text: str | None
    used_on: date | None


def booking_out(user: User, row: Booking) -> dict[str, Any]:
    """Return a booking as the reader may read it; out of sight, nobody's name too."""
    hidden = hidden_fields(user, "booking")
    if not sees_customer(user, row.account):
        hidden |= CUSTOMER | {n for n in PEOPLE if getattr(row, n) != user.pk}
    return {
        n: None if n in hidden else getattr(row, n) for n in BookingOut.model_fields
    }
