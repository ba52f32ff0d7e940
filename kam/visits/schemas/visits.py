"""What the API of this room takes and gives."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import BeforeValidator, Field

from kam.visits.schemas.commitments import Id, PledgeIn, TaskIn
from kam.visits.schemas.quotes import SaidIn
from kam.visits.services import Further
from kam.visits.terms import (
    InsightKind,
    NotedReason,
    Outcome,
    VisitState,
)
from kam.web.interface import Closed, PageQuery

MOST_PEOPLE = 60
MOST_FURTHER = 20


def _written(value: Any) -> Any:
    """Take a time of day as text only: 7 is not seven seconds past midnight."""
    if value is not None and not isinstance(value, str | time):
        message = "a time of day is written as 14:30"
        raise ValueError(message)
    return value


Clock = Annotated[time, BeforeValidator(_written)]
Minutes = Annotated[int, Field(ge=1, le=1439)]
Short = Annotated[str, Field(max_length=500)]
People = Annotated[list[Id], Field(max_length=MOST_PEOPLE)]


class VisitQuery(PageQuery):
    """Which visits to list."""

    account: Id | None = None
    owner: Id | None = None
    state: VisitState | None = None
    outcome: Outcome | None = None
    first: date | None = None
    last: date | None = None
    sort: Literal["day", "-day"] = "-day"


class PlanFields(Closed):
    """The plan of a visit; what is not given stays as it is."""

    day: date | None = None
    start_time: Clock | None = None
    minutes: Minutes | None = None
    people: People | None = None
    objective: Short | None = None
    planned_ask: Short | None = None
    fallback_ask: Short | None = None
    bring: Short | None = None
    colleagues: People | None = None

    def told(self) -> dict[str, Any]:
        """Return what was given; a text that is null becomes empty."""
        given = self.model_dump(exclude_unset=True)
        apart = ("account_id", "owner_id", "actions", "promises", "quotes")
        return {n: _stored(n, v) for n, v in given.items() if n not in apart}


EMPTY_AS_NULL = frozenset({"start_time", "minutes", "next_day", "day"})


def _stored(name: str, value: Any) -> Any:
    if value is not None or name in EMPTY_AS_NULL:
        return value
    return [] if name in ("people", "colleagues") else ""


class PlanIn(PlanFields):
    """A visit to be planned."""

    account_id: Id
    owner_id: Id | None = None
    day: date


class NoteFields(PlanFields):
    """The record of a visit; what is not given stays as it is."""

    fact: Annotated[str, Field(max_length=5000)] | None = None
    insight: Annotated[str, Field(max_length=2000)] | None = None
    insight_kind: InsightKind | None = None
    noted_reason: NotedReason | None = None
    noted_why: Annotated[str, Field(max_length=200)] | None = None
    brought: Short | None = None
    outcome: Outcome | None = None
    next_objective: Short | None = None
    next_day: date | None = None
    actions: Annotated[list[TaskIn], Field(max_length=MOST_FURTHER)] = []
    promises: Annotated[list[PledgeIn], Field(max_length=MOST_FURTHER)] = []
    quotes: Annotated[list[SaidIn], Field(max_length=MOST_FURTHER)] = []

    def further(self) -> Further:
        """Return the actions, promises and quotes that come along."""
        return Further(
            actions=[row.task() for row in self.actions],
            promises=[row.pledge() for row in self.promises],
            quotes=[row.said() for row in self.quotes],
        )


class RecordIn(NoteFields):
    """The whole record of a visit that nobody had planned."""

    account_id: Id


class CancelIn(Closed):
    """Why a visit is called off."""

    reason: Annotated[str, Field(min_length=1, max_length=200)]


class AmendmentIn(Closed):
    """An addition to a locked record."""

    text: Annotated[str, Field(min_length=1, max_length=2000)]


class PersonOut(Schema):
    """A person of a visit; where names are hidden, P and the id."""

    id: int
    name: str


class AmendmentOut(Schema):
    """An addition to a locked record."""

    id: int
    created_at: datetime
    author_id: int
    text: str | None


class VisitOut(Schema):
    """A visit; a text that the reader may not read is null."""

    id: int
    revision: int
    account_id: int
    owner_id: int
    state: VisitState
    day: date
    start_time: time | None
    minutes: int | None
    people: list[PersonOut]
    objective: str | None
    planned_ask: str | None
    fallback_ask: str | None
    bring: str | None
    colleagues: list[int]
    carried_from_id: int | None
    reviewed_at: datetime | None
    fact: str | None
    insight: str | None
    insight_kind: str
    noted_reason: str
    noted_why: str | None
    brought: str | None
    outcome: str
    next_objective: str | None
    next_day: date | None
    submitted_at: datetime | None
    cancel_reason: str | None


class SubmissionOut(Schema):
    """What submitting a record changed."""

    visit: VisitOut
    next_visit_id: int | None
    next_is_new: bool
    next_carries: bool
    copies_fact: bool
