"""What the API of probes takes and gives."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from kam.people.scopes import hidden_fields
from kam.probing.services import Draft, Heard
from kam.probing.terms import Signal, Via
from kam.thinking.terms import Quadrant
from kam.web.interface import Closed, Id

FIELDS = (
    "id",
    "revision",
    "account_id",
    "stakeholder_id",
    "text",
    "aim",
    "level",
    "quadrant",
    "via",
    "question_id",
    "follows_id",
    "turn",
    "answer",
    "word",
    "confirmed",
    "signal",
    "author_id",
    "retracted_at",
)
Text = Annotated[str, Field(min_length=1, max_length=300)]
Aim = Annotated[str, Field(max_length=200)]
Level = Annotated[int, Field(ge=1, le=6)]


class ProbeIn(Closed):
    """A question for a visit."""

    text: Text
    aim: Aim = ""
    level: Level = 1
    quadrant: Quadrant | None = None
    stakeholder_id: Id | None = None

    @property
    def draft(self) -> Draft:
        """What the service is given."""
        told = self.model_dump(exclude={"quadrant"})
        return Draft(**told, quadrant=self.quadrant or "")


class HeardIn(Closed):
    """What came of asking it."""

    answer: Annotated[str, Field(max_length=1000)] = ""
    word: Annotated[str, Field(max_length=60)] = ""
    confirmed: bool = False
    signal: Signal | None = None

    @property
    def heard(self) -> Heard:
        """What the service is given."""
        told = self.model_dump(include={"answer", "word", "confirmed"})
        return Heard(**told, signal=self.signal or "")


class FollowIn(HeardIn):
    """The next round: deeper on the topic, or from the customer's own word."""

    via: Via
    text: Text


class ProbePatch(Closed):
    """What is asked, and whether it is taken out of the plan."""

    text: Text | None = None
    aim: Aim | None = None
    level: Level | None = None
    quadrant: Annotated[str, Field(pattern="^[abcd]?$", max_length=1)] | None = None
    stakeholder_id: Id | None = None
    dropped: bool | None = None

    @property
    def wanted(self) -> dict[str, Any]:
        """What is to be edited; only somebody named may be null."""
        told = self.model_dump(exclude_unset=True, exclude={"dropped"})
        return {n: v for n, v in told.items() if v is not None or n.endswith("_id")}


class ProbeOut(Schema):
    """A probe; hidden texts are empty."""

    id: int
    revision: int
    account_id: int
    stakeholder_id: int | None
    text: str
    aim: str
    level: int
    quadrant: str
    via: str
    question_id: int | None
    follows_id: int | None
    turn: int | None
    answer: str
    word: str
    confirmed: bool
    signal: str
    author_id: int | None
    retracted_at: datetime | None


def probe_out(user: Any, row: Any) -> dict[str, Any]:
    """Return a probe as the reader may read it."""
    hidden = hidden_fields(user, "probe")
    return {name: "" if name in hidden else getattr(row, name) for name in FIELDS}
