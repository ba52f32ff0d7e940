"""What the API of observations takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from kam.people.scopes import hidden_fields
from kam.thinking.services import Sighting
from kam.thinking.terms import Quadrant
from kam.web.interface import Closed, Id, PageQuery

FIELDS = (
    "id",
    "revision",
    "account_id",
    "stakeholder_id",
    "clue",
    "quadrant",
    "weight",
    "note",
    "occasion",
    "day",
    "author_id",
    "retracted_at",
)


class ObservationQuery(PageQuery):
    """Which observations to list."""

    account: Id | None = None
    stakeholder: Id | None = None


class ObservationIn(Closed):
    """A clue of the library, or a note that speaks for a quadrant."""

    stakeholder_id: Id
    clue: Annotated[str, Field(max_length=20)] = ""
    quadrant: Quadrant | Literal[""] = ""
    weight: Annotated[int, Field(ge=1, le=3)] = 1
    note: Annotated[str, Field(max_length=500)] = ""
    occasion: Annotated[str, Field(max_length=60)] = ""
    day: date | None = None

    @property
    def sighting(self) -> Sighting:
        """What the service is given."""
        return Sighting(**self.model_dump(exclude={"stakeholder_id"}))


class ObservationPatch(Closed):
    """Whether an observation is taken back; nothing else of it ever changes."""

    retracted: bool


class ObservationOut(Schema):
    """An observation; text that the reader may not read is null."""

    id: int
    revision: int
    account_id: int
    stakeholder_id: int
    clue: str
    quadrant: Quadrant
    weight: int
    note: str | None
    occasion: str | None
    day: date
    author_id: int | None
    retracted_at: datetime | None


def observation_out(user: Any, row: Any) -> dict[str, Any]:
    """Return an observation as the reader may read it."""
    hidden = hidden_fields(user, "observation")
    return {n: None if n in hidden else getattr(row, n) for n in FIELDS}
