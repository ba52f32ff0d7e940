"""What the API of the platforms takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from kam.accounts.terms import SizeClass
from kam.people.models import User
from kam.people.scopes import hidden_fields
from kam.pipeline.models import Placement
from kam.pipeline.services import PlacementDraft
from kam.pipeline.terms import FenceBand, Platform, Verdict
from kam.web.interface import Closed, Id, PageQuery

Level = Annotated[int, Field(ge=0, le=100, description="50, 70 or 90")]
Note = Annotated[str, Field(max_length=1000)]


class PlacementQuery(PageQuery):
    """Which accounts on the platforms to list."""

    platform: Platform | None = None
    size: SizeClass | None = None
    level: Literal[50, 70, 90] | None = None
    owner: Id | None = None
    team: Id | None = None
    account: Id | None = None


class PlacementIn(Closed):
    """Where an account is to stand; to leave takes a day to look at it again.

    `since` is the place the mover saw: somebody else's move meanwhile is a 409.
    """

    account_id: Id
    platform: Platform
    size_class: SizeClass | None = None
    likelihood: Level | None = None
    warmth: Level | None = None
    note: Note = ""
    lost_reason_id: Id | None = None
    revisit_on: date | None = None
    since: Id | None = None

    @property
    def draft(self) -> PlacementDraft:
        """What the service is given."""
        told = self.model_dump(exclude={"account_id"})
        return PlacementDraft(**{**told, "size_class": told["size_class"] or ""})


class PlacementOut(Schema):
    """The place of an account since a day; `note` is null where it stays hidden."""

    id: int
    revision: int
    account_id: int
    platform: Platform
    size_class: str
    likelihood: int | None
    warmth: int | None
    note: str | None
    lost_reason_id: int | None
    unmet: list[str]
    revisit_on: date | None
    day: date
    follows_id: int | None
    is_current: bool
    retracted_at: datetime | None


class FenceOut(Schema):
    """How firm the fence round a customer is; no score while no rhythm is known."""

    score: float | None
    keep: float | None
    grow: float
    relate: float
    band: FenceBand
    is_breaking: bool


class CriterionOut(Schema):
    """A question of the screening."""

    id: int
    code: str
    label: str
    place: int
    is_must: bool
    is_active: bool


class ScreeningAnswerIn(Closed):
    """An answer to a criterion; null withdraws it."""

    criterion_id: Id
    answer: bool | None


class ScreeningIn(Closed):
    """Answers to some criteria."""

    answers: Annotated[list[ScreeningAnswerIn], Field(min_length=1, max_length=100)]


class AnswerOut(Schema):
    """A criterion in use and what was answered."""

    criterion_id: int
    label: str
    is_must: bool
    answer: bool | None


class ScreeningOut(Schema):
    """What the screening of an account comes to."""

    account_id: int
    verdict: Verdict
    answers: list[AnswerOut]


def placement_out(user: User, row: Placement) -> dict[str, Any]:
    """Return a place as this reader may see it."""
    names = (
        "id", "revision", "account_id", "platform", "size_class", "likelihood",
        "warmth", "lost_reason_id", "revisit_on", "day", "follows_id", "is_current",
        "retracted_at",
    )  # fmt: skip
    hidden = "note" in hidden_fields(user, "placement")
    return {
        **{name: getattr(row, name) for name in names},
        "note": None if hidden else row.note,
        "unmet": [code for code in row.unmet.split(",") if code],
    }
