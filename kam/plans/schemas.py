"""What the API of plans takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kam.core.money import LARGEST_MINOR
from kam.people.scopes import hidden_fields
from kam.plans.models.step import MOST_STEPS
from kam.plans.rules.increments import HIGHEST_TERM, LOWEST, TOP
from kam.plans.services import PlanDraft, StepDraft
from kam.plans.terms import PlanState, StepKind, StepState
from kam.resources.schemas import Count
from kam.resources.services import BookingDraft
from kam.web.interface import Closed, Id, PageQuery

if TYPE_CHECKING:
    from kam.plans.rules.costs import CostLine

Stage = Annotated[int, Field(ge=LOWEST, le=TOP)]
Score = Annotated[int, Field(ge=0, le=HIGHEST_TERM)]
Minor = Annotated[int, Field(ge=0, le=LARGEST_MINOR)]
Place = Annotated[int, Field(ge=1, le=MOST_STEPS)]
Name = Annotated[str, Field(max_length=120)]
Words = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=500)]
PLAN_NULLABLE = frozenset({"by"})
STEP_NULLABLE = frozenset(
    {
        "before",
        "after",
        "waits_for_id",
        "owner_id",
        "due",
        "planned_minor",
        "spent_minor",
    }
)


class PlanQuery(PageQuery):
    """Which plans to list."""

    account: Id | None = None
    stakeholder: Id | None = None
    product: Id | None = None
    state: PlanState | None = None


class BeginIn(Closed):
    """A new plan; A and B may be left to what was judged of a person and product."""

    account_id: Id
    name: Name
    stakeholder_id: Id | None = None
    product_id: Id | None = None
    stage_a: Stage | None = None
    now: Text = ""
    stage_b: Stage | None = None
    goal: Text = ""
    by: date | None = None
    fill: bool = True
    client_id: UUID | None = None

    @property
    def draft(self) -> PlanDraft:
        """What the service is given."""
        told = self.model_dump(exclude={"account_id", "fill", "client_id"})
        return PlanDraft(**told)


class PlanPatch(Closed):
    """What is to be edited."""

    name: Name | None = None
    stage_a: Stage | None = None
    now: Text | None = None
    stage_b: Stage | None = None
    goal: Text | None = None
    by: date | None = None

    @property
    def wanted(self) -> dict[str, Any]:
        """What is said; only the day may be null."""
        told = self.model_dump(exclude_unset=True)
        return {n: v for n, v in told.items() if v is not None or n in PLAN_NULLABLE}


class CloseIn(Closed):
    """How a plan ended."""

    ending: Words = ""


class StepIn(Closed):
    """A new step; all but what is done may follow later."""

    what: Words
    kind: StepKind | None = None
    before: Score | None = None
    after: Score | None = None
    waits_for_id: Id | None = None
    owner_id: Id | None = None
    due: date | None = None
    resource: Text = ""
    sign: Text = ""
    planned_minor: Minor | None = None
    spent_minor: Minor | None = None
    client_id: UUID | None = None

    @property
    def draft(self) -> StepDraft:
        """What the service is given."""
        told = self.model_dump(exclude={"client_id"})
        return StepDraft(**{**told, "kind": told["kind"] or ""})


class StepPatch(Closed):
    """What is to be edited of a step, and the place it is brought to."""

    what: Words | None = None
    kind: StepKind | None = None
    before: Score | None = None
    after: Score | None = None
    waits_for_id: Id | None = None
    owner_id: Id | None = None
    due: date | None = None
    resource: Text | None = None
    sign: Text | None = None
    planned_minor: Minor | None = None
    spent_minor: Minor | None = None
    place: Place | None = None

    @property
    def wanted(self) -> dict[str, Any]:
        """What is said; no kind is an empty one."""
        told = self.model_dump(exclude_unset=True, exclude={"place"})
        if "kind" in told:
            told["kind"] = told["kind"] or ""
        return {n: v for n, v in told.items() if v is not None or n in STEP_NULLABLE}


class BookIn(Closed):
    """A resource for a step; without a last day it is for one day."""

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
        return BookingDraft(**self.model_dump(exclude={"client_id"}))


class FinishIn(Closed):
    """The day the sign of completion was seen; today where none is said."""

    day: date | None = None


class DropIn(Closed):
    """Why a step is given up."""

    reason: Words


class VisitIn(Closed):
    """The visit that is to move a step."""

    visit_id: Id


class PlanOut(Schema):
    """A plan; text that the reader may not read is null."""

    id: int
    revision: int
    client_id: UUID
    account_id: int
    stakeholder_id: int | None
    product_id: int | None
    name: str | None
    stage_a: int
    now: str | None
    stage_b: int
    goal: str | None
    by: date | None
    currency: str
    state: PlanState
    closed_on: date | None
    ending: str | None
    author_id: int | None


class StepOut(Schema):
    """A step; text that the reader may not read is null, so is no kind."""

    id: int
    revision: int
    client_id: UUID
    plan_id: int
    place: int
    waits_for_id: int | None
    what: str | None
    kind: StepKind | None
    before: int | None
    after: int | None
    owner_id: int | None
    due: date | None
    resource: str | None
    sign: str | None
    planned_minor: int | None
    spent_minor: int | None
    state: StepState
    done_on: date | None
    reason: str | None


class CostOut(Schema):
    """What a plan takes in one currency, in minor units, by source.

    `spent` is typed and used together; `planned` adds up, step by step, the larger of
    typed and booked. What is in another currency than the plan's is a line by itself.
    """

    currency: str
    bookings: int
    typed_planned_minor: int
    typed_spent_minor: int
    booked_minor: int
    used_minor: int
    planned_minor: int
    spent_minor: int
    increments_gained: int
    per_increment_minor: int | None


def cost_out(line: CostLine) -> dict[str, Any]:
    """Return one line of costs."""
    each = line.each
    return {
        "currency": line.currency,
        "bookings": line.bookings,
        "typed_planned_minor": line.typed_planned,
        "typed_spent_minor": line.typed_spent,
        "booked_minor": line.booked,
        "used_minor": line.used,
        "planned_minor": line.planned,
        "spent_minor": line.spent,
        "increments_gained": line.gained,
        "per_increment_minor": None if each is None else round(each),
    }


class LinkOut(Schema):
    """A visit that is to move a step."""

    id: int
    revision: int
    step_id: int
    visit_id: int
    author_id: int | None
    moved: bool | None
    retracted_at: datetime | None


def plan_out(user: Any, row: Any) -> dict[str, Any]:
    """Return a plan as the reader may read it."""
    return _told(user, row, PlanOut)


def step_out(user: Any, row: Any) -> dict[str, Any]:
    """Return a step as the reader may read it."""
    told = _told(user, row, StepOut)
    return {**told, "kind": told["kind"] or None}


def _told(user: Any, row: Any, shape: type[Schema]) -> dict[str, Any]:
    hidden = hidden_fields(user, "plan")
    return {n: None if n in hidden else getattr(row, n) for n in shape.model_fields}
