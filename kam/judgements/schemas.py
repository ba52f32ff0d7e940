"""What the API of judgements takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from kam.judgements.services import Opinion
from kam.judgements.terms import Aspect, Confidence, Side, Source
from kam.people.scopes import hidden_fields
from kam.web.interface import Closed, Id, PageQuery

FIELDS = (
    "id",
    "revision",
    "account_id",
    "stakeholder_id",
    "product_id",
    "aspect",
    "side",
    "value",
    "evidence",
    "source",
    "confidence",
    "day",
    "author_id",
    "retracted_at",
)


class JudgementQuery(PageQuery):
    """Which judgements to list."""

    account: Id | None = None
    stakeholder: Id | None = None
    aspect: Aspect | None = None


class JudgementIn(Closed):
    """A value that is held true of somebody, and why."""

    stakeholder_id: Id
    product_id: Id | None = None
    aspect: Aspect
    side: Side | Literal[""] = ""
    value: Annotated[int, Field(ge=0, le=100)]
    evidence: Annotated[str, Field(min_length=1, max_length=1000)]
    source: Source
    confidence: Confidence = Confidence.MIDDLE
    day: date | None = None

    @property
    def opinion(self) -> Opinion:
        """What the service is given."""
        return Opinion(**self.model_dump(exclude={"stakeholder_id"}))


class JudgementPatch(Closed):
    """Whether a judgement is taken back; nothing else of it ever changes."""

    retracted: bool


class JudgementOut(Schema):
    """A judgement; evidence that the reader may not read is null."""

    id: int
    revision: int
    account_id: int
    stakeholder_id: int
    product_id: int | None
    aspect: Aspect
    side: Side | Literal[""]
    value: int
    evidence: str | None
    source: Source
    confidence: Confidence
    day: date
    author_id: int | None
    retracted_at: datetime | None


def judgement_out(user: Any, row: Any) -> dict[str, Any]:
    """Return a judgement as the reader may read it."""
    hidden = hidden_fields(user, "judgement")
    return {n: None if n in hidden else getattr(row, n) for n in FIELDS}
