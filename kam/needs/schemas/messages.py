"""What the API of messages takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from kam.needs.schemas.trees import told_of
from kam.needs.terms import ChangeTerm
from kam.web.interface import Closed, Id, PageQuery

Text = Annotated[str, Field(max_length=200)]
MESSAGE = (
    "id",
    "revision",
    "account_id",
    "stakeholder_id",
    "product_id",
    "feature",
    "effect",
    "concern",
    "benefit",
    "term",
    "variant_a",
    "variant_b",
    "variant_c",
    "variant_d",
    "day",
    "author_id",
    "ready_at",
    "archived_at",
)
APART = {"stakeholder_id", "ready", "archived"}


class MessageQuery(PageQuery):
    """Which messages to list."""

    account: Id | None = None
    stakeholder: Id | None = None


class Said(Closed):
    """What a message says, and to whom of the four quadrants in other words."""

    product_id: Id | None = None
    effect: Text = ""
    concern: Text = ""
    benefit: Annotated[str, Field(max_length=300)] = ""
    term: ChangeTerm | Literal[""] = ""
    variant_a: Text = ""
    variant_b: Text = ""
    variant_c: Text = ""
    variant_d: Text = ""

    def wanted(self) -> dict[str, Any]:
        """Return the fields that are given."""
        return self.model_dump(exclude_unset=True, exclude=APART)


class MessageIn(Said):
    """A feature, and what it means to one person."""

    stakeholder_id: Id
    feature: Annotated[str, Field(min_length=1, max_length=200)]


class MessagePatch(Said):
    """What to change; `ready` marks a message for a visit, `archived` puts it away."""

    feature: Annotated[str, Field(min_length=1, max_length=200)] = ""
    ready: bool | None = None
    archived: bool | None = None


class MessageOut(Schema):
    """A message; text that the reader may not read is null."""

    id: int
    revision: int
    account_id: int
    stakeholder_id: int
    product_id: int | None
    feature: str | None
    effect: str | None
    concern: str | None
    benefit: str | None
    term: ChangeTerm | Literal[""]
    variant_a: str | None
    variant_b: str | None
    variant_c: str | None
    variant_d: str | None
    day: date
    author_id: int | None
    ready_at: datetime | None
    archived_at: datetime | None


def message_out(user: Any, row: Any) -> dict[str, Any]:
    """Return a message as the reader may read it."""
    return told_of(user, row, MESSAGE)
