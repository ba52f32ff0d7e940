"""What the API of needs takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from kam.core.money import LARGEST_MINOR
from kam.needs.services import ProblemDraft
from kam.needs.terms import Fit, ProblemKind
from kam.people.scopes import hidden_fields
from kam.web.interface import Closed, Id, PageQuery

Name = Annotated[str, Field(min_length=1, max_length=120)]
Note = Annotated[str, Field(max_length=1000)]
Amount = Annotated[int, Field(ge=0, le=LARGEST_MINOR)]
Share = Annotated[int, Field(ge=0, le=100)]

PROBLEM = (
    "id",
    "revision",
    "account_id",
    "stakeholder_id",
    "parent_id",
    "kind",
    "name",
    "note",
    "product_id",
    "fit",
    "template",
    "day",
    "author_id",
    "archived_at",
)
PLACE = (
    "id",
    "revision",
    "account_id",
    "product_id",
    "potential_minor",
    "our_share",
    "competitor_id",
    "note",
    "day",
    "author_id",
)


class ProblemQuery(PageQuery):
    """Which nodes to list."""

    account: Id | None = None
    stakeholder: Id | None = None
    kind: ProblemKind | None = None
    fit: Fit | None = None


class ProblemIn(Closed):
    """A node to add to somebody's tree."""

    stakeholder_id: Id
    kind: ProblemKind
    name: Name
    parent_id: Id | None = None
    note: Note = ""
    product_id: Id | None = None
    fit: Fit | Literal[""] = ""
    day: date | None = None

    @property
    def draft(self) -> ProblemDraft:
        """What the service is given."""
        return ProblemDraft(**self.model_dump(exclude={"stakeholder_id"}))


class ProblemPatch(Closed):
    """What to change of a node; `archived` puts it away with all below, or back."""

    name: Name | None = None
    note: Note | None = None
    parent_id: Id | None = None
    product_id: Id | None = None
    fit: Fit | Literal[""] | None = None
    day: date | None = None
    archived: bool | None = None

    def wanted(self) -> dict[str, Any]:
        """Return the fields that are given."""
        return self.model_dump(exclude_unset=True, exclude={"archived"})


class ProblemOut(Schema):
    """A node; text that the reader may not read is null."""

    id: int
    revision: int
    account_id: int
    stakeholder_id: int
    parent_id: int | None
    kind: ProblemKind
    name: str | None
    note: str | None
    product_id: int | None
    fit: Fit | Literal[""]
    template: str
    day: date
    author_id: int | None
    archived_at: datetime | None


class PlaceQuery(PageQuery):
    """Which cells to list."""

    account: Id | None = None
    product: Id | None = None


class PlaceIn(Closed):
    """A cell of the white-space grid; one that is there already is changed."""

    account_id: Id
    product_id: Id
    potential_minor: Amount | None = None
    our_share: Share | None = None
    competitor_id: Id | None = None
    note: Note = ""
    day: date | None = None

    def wanted(self) -> dict[str, Any]:
        """Return the fields that are given."""
        return self.model_dump(exclude_unset=True, exclude={"account_id", "product_id"})


class PlacePatch(Closed):
    """What to change of a cell."""

    potential_minor: Amount | None = None
    our_share: Share | None = None
    competitor_id: Id | None = None
    note: Note | None = None
    day: date | None = None

    def wanted(self) -> dict[str, Any]:
        """Return the fields that are given."""
        return self.model_dump(exclude_unset=True)


class PlaceOut(Schema):
    """A cell; text that the reader may not read is null."""

    id: int
    revision: int
    account_id: int
    product_id: int
    potential_minor: int | None
    our_share: int | None
    competitor_id: int | None
    note: str | None
    day: date
    author_id: int | None


def problem_out(user: Any, row: Any) -> dict[str, Any]:
    """Return a node as the reader may read it."""
    return told_of(user, row, PROBLEM)


def place_out(user: Any, row: Any) -> dict[str, Any]:
    """Return a cell as the reader may read it."""
    return told_of(user, row, PLACE)


def told_of(user: Any, row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Return some fields of a row; what the reader may not read is null."""
    hidden = hidden_fields(user, "need")
    return {n: None if n in hidden else getattr(row, n) for n in names}
