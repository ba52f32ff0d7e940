"""Actions and promises as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from kam.visits.services import Pledge, Task
from kam.visits.terms import ActionLevel, ActionState, PromiseSide, PromiseState
from kam.web.interface import Closed, PageQuery

LARGEST_ID = 2**63 - 1
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class DueQuery(PageQuery):
    """Which actions or promises to list."""

    account: Id | None = None
    owner: Id | None = None
    state: Annotated[str, Field(max_length=10, pattern="^[a-z]*$")] = ""
    due_before: date | None = None


class TaskIn(Closed):
    """An action that comes with a record."""

    text: Annotated[str, Field(min_length=1, max_length=500)]
    due_on: date
    owner_id: Id | None = None
    level: ActionLevel = ActionLevel.KAM1
    resource: Annotated[str, Field(max_length=200)] = ""

    def task(self) -> Task:
        """Return what the service is given."""
        return Task(**self.model_dump(exclude={"account_id"}))


class PledgeIn(Closed):
    """A promise that comes with a record."""

    side: PromiseSide
    text: Annotated[str, Field(min_length=1, max_length=500)]
    due_on: date
    stakeholder_id: Id | None = None

    def pledge(self) -> Pledge:
        """Return what the service is given."""
        return Pledge(
            text=self.text,
            due_on=self.due_on,
            ours=self.side == PromiseSide.OURS,
            stakeholder_id=self.stakeholder_id,
        )


class ActionIn(TaskIn):
    """A new action of an account."""

    account_id: Id


class ActionPatch(Closed):
    """A change of an action; closing and reopening it as well."""

    text: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    due_on: date | None = None
    owner_id: Id | None = None
    level: ActionLevel | None = None
    resource: Annotated[str, Field(max_length=200)] | None = None
    state: ActionState | None = None


class PromiseIn(PledgeIn):
    """A new promise of an account."""

    account_id: Id


class PromisePatch(Closed):
    """A change of a promise; closing and reopening it as well."""

    text: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    due_on: date | None = None
    stakeholder_id: Id | None = None
    state: PromiseState | None = None


class ActionOut(Schema):
    """An action."""

    id: int
    revision: int
    account_id: int
    owner_id: int
    text: str | None
    due_on: date
    level: ActionLevel
    resource: str | None
    state: ActionState
    done_at: datetime | None
    source_visit_id: int | None


class PromiseOut(Schema):
    """A promise."""

    id: int
    revision: int
    account_id: int
    stakeholder_id: int | None
    owner_id: int
    side: PromiseSide
    text: str | None
    due_on: date
    state: PromiseState
    closed_at: datetime | None
    source_visit_id: int | None
