"""What the API of lines and ties takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from kam.accounts.terms import Layer
from kam.judgements.terms import Confidence
from kam.people.scopes import hidden_fields
from kam.relations.services import LineDraft, RoleDraft, TieDraft
from kam.relations.terms import LineKind
from kam.web.interface import Closed, Id, PageQuery

Evidence = Annotated[str, Field(min_length=1, max_length=1000)]
LINE = (
    "id",
    "revision",
    "account_id",
    "from_stakeholder_id",
    "to_stakeholder_id",
    "kind",
    "strength",
    "evidence",
    "confidence",
    "day",
    "ended_on",
    "author_id",
    "retracted_at",
)
TIE = (
    "id",
    "revision",
    "account_id",
    "stakeholder_id",
    "colleague_id",
    "level",
    "wanted",
    "evidence",
    "confidence",
    "day",
    "author_id",
    "retracted_at",
)


ROLE = (
    "id",
    "revision",
    "account_id",
    "layer",
    "title",
    "evidence",
    "confidence",
    "day",
    "found_id",
    "found_on",
    "author_id",
    "retracted_at",
)


class LineQuery(PageQuery):
    """Which lines to list."""

    account: Id | None = None
    kind: LineKind | None = None


class LineIn(Closed):
    """A line between two people of one account, and how we know."""

    from_stakeholder_id: Id
    to_stakeholder_id: Id
    kind: LineKind
    strength: Annotated[int, Field(ge=1, le=3)] = 2
    evidence: Evidence
    confidence: Confidence = Confidence.MIDDLE
    day: date | None = None

    @property
    def draft(self) -> LineDraft:
        """What the service is given."""
        return LineDraft(
            from_id=self.from_stakeholder_id,
            to_id=self.to_stakeholder_id,
            kind=self.kind,
            strength=self.strength,
            evidence=self.evidence,
            confidence=self.confidence,
            day=self.day,
        )


class LinePatch(Closed):
    """When a line ended (null: it holds), or whether it is taken back."""

    ended_on: date | None = None
    retracted: bool | None = None


class LineOut(Schema):
    """A line; evidence that the reader may not read is null."""

    id: int
    revision: int
    account_id: int
    from_stakeholder_id: int
    to_stakeholder_id: int
    kind: LineKind
    strength: int
    evidence: str | None
    confidence: Confidence
    day: date
    ended_on: date | None
    author_id: int | None
    retracted_at: datetime | None


class RoleQuery(PageQuery):
    """Which roles to list; `found` tells those with a face from those without."""

    account: Id | None = None
    layer: Layer | None = None
    found: bool | None = None


class RoleIn(Closed):
    """A role that must exist in an account, and who spoke of it."""

    account_id: Id
    layer: Layer
    title: Annotated[str, Field(min_length=1, max_length=120)]
    evidence: Evidence
    confidence: Confidence = Confidence.MIDDLE
    day: date | None = None

    @property
    def draft(self) -> RoleDraft:
        """What the service is given."""
        return RoleDraft(**self.model_dump(exclude={"account_id"}))


class RolePatch(Closed):
    """Who a role turned out to be (null: nobody yet), or whether it is taken back."""

    found_id: Id | None = None
    retracted: bool | None = None


class RoleOut(Schema):
    """A role without a face, or with; text that the reader may not read is null."""

    id: int
    revision: int
    account_id: int
    layer: Layer
    title: str | None
    evidence: str | None
    confidence: Confidence
    day: date
    found_id: int | None
    found_on: date | None
    author_id: int | None
    retracted_at: datetime | None


class TieQuery(PageQuery):
    """Which ties to list."""

    account: Id | None = None
    stakeholder: Id | None = None
    colleague: Id | None = None


class TieIn(Closed):
    """How well one of us knows somebody, how well we want to, and how we know."""

    stakeholder_id: Id
    colleague_id: Id
    level: Annotated[int, Field(ge=0, le=5)]
    wanted: Annotated[int, Field(ge=0, le=5)]
    evidence: Evidence
    confidence: Confidence = Confidence.MIDDLE
    day: date | None = None

    @property
    def draft(self) -> TieDraft:
        """What the service is given."""
        return TieDraft(**self.model_dump())


class TiePatch(Closed):
    """Whether a tie is taken back; nothing else of it ever changes."""

    retracted: bool


class TieOut(Schema):
    """A tie; evidence that the reader may not read is null."""

    id: int
    revision: int
    account_id: int
    stakeholder_id: int
    colleague_id: int
    level: int
    wanted: int
    evidence: str | None
    confidence: Confidence
    day: date
    author_id: int | None
    retracted_at: datetime | None


def line_out(user: Any, row: Any) -> dict[str, Any]:
    """Return a line as the reader may read it."""
    return _out(user, row, LINE)


def tie_out(user: Any, row: Any) -> dict[str, Any]:
    """Return a tie as the reader may read it."""
    return _out(user, row, TIE)


def role_out(user: Any, row: Any) -> dict[str, Any]:
    """Return a role as the reader may read it."""
    return _out(user, row, ROLE)


def _out(user: Any, row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    hidden = hidden_fields(user, "line")
    return {n: None if n in hidden else getattr(row, n) for n in names}
