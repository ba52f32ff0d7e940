"""What the API of cards and of the value ledger takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Schema
from pydantic import Field

from kam.needs.rules.cards import OURS, THEIRS
from kam.needs.schemas.trees import told_of
from kam.needs.services import ClaimDraft, MoveDraft
from kam.needs.terms import ClaimState
from kam.web.interface import Closed, Id, PageQuery

if TYPE_CHECKING:
    from collections.abc import Iterable

Text = Annotated[str, Field(max_length=1000)]
CARD = ("id", "revision", "account_id", *OURS, *THEIRS, "day", "author_id")
CLAIM = (
    "id",
    "revision",
    "account_id",
    "text",
    "stakeholder_id",
    "product_id",
    "day",
    "author_id",
    "archived_at",
)
MOVE = ("id", "state", "evidence", "day", "author_id", "retracted_at")


class CardQuery(PageQuery):
    """Which cards to list."""

    account: Id | None = None


class CardPatch(Closed):
    """What to write on the cards: three things as we see them, four as they do."""

    strengths: Text | None = None
    facts: Text | None = None
    rivals: Text | None = None
    solved: Text | None = None
    cost: Text | None = None
    convenience: Text | None = None
    communication: Text | None = None
    day: date | None = None

    def wanted(self) -> dict[str, Any]:
        """Return the fields that are given."""
        given = self.model_dump(exclude_unset=True, exclude={"account_id"})
        return {name: value for name, value in given.items() if value is not None}


class CardIn(CardPatch):
    """The cards of an account; those that are there already take what is given."""

    account_id: Id


class CardOut(Schema):
    """The cards of an account; text that the reader may not read is null."""

    id: int
    revision: int
    account_id: int
    strengths: str | None
    facts: str | None
    rivals: str | None
    solved: str | None
    cost: str | None
    convenience: str | None
    communication: str | None
    day: date
    author_id: int | None


class ClaimQuery(PageQuery):
    """Which claims to list."""

    account: Id | None = None
    stakeholder: Id | None = None


class ClaimIn(Closed):
    """A value that we perceive, for whom, by which product."""

    account_id: Id
    text: Annotated[str, Field(min_length=1, max_length=200)]
    stakeholder_id: Id | None = None
    product_id: Id | None = None
    day: date | None = None

    @property
    def draft(self) -> ClaimDraft:
        """What the service is given."""
        return ClaimDraft(**self.model_dump(exclude={"account_id"}))


class ClaimPatch(Closed):
    """Whether a claim is put away; its moves are added, never changed."""

    archived: bool


class MoveIn(Closed):
    """Where a claim has come to, and what shows it."""

    state: ClaimState
    evidence: Annotated[str, Field(min_length=1, max_length=1000)]
    day: date | None = None

    @property
    def draft(self) -> MoveDraft:
        """What the service is given."""
        return MoveDraft(**self.model_dump())


class MovePatch(Closed):
    """Whether a move is taken back; nothing else of it ever changes."""

    retracted: bool


class MoveOut(Schema):
    """One move; evidence that the reader may not read is null."""

    id: int
    state: ClaimState
    evidence: str | None
    day: date
    author_id: int | None
    retracted_at: datetime | None


class ClaimOut(Schema):
    """A claim with its moves, the oldest first."""

    id: int
    revision: int
    account_id: int
    text: str | None
    stakeholder_id: int | None
    product_id: int | None
    day: date
    author_id: int | None
    archived_at: datetime | None
    moves: list[MoveOut]


def card_out(user: Any, row: Any) -> dict[str, Any]:
    """Return cards as the reader may read them."""
    return told_of(user, row, CARD)


def claim_out(user: Any, row: Any, moves: Iterable[Any]) -> dict[str, Any]:
    """Return a claim and its moves as the reader may read them."""
    said = [told_of(user, move, MOVE) for move in moves]
    return told_of(user, row, CLAIM) | {"moves": said}
