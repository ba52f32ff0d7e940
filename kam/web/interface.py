"""Manners of the API: closed schemas, cursor pages, revision tags."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from ninja import Schema
from ninja.parser import Parser
from pydantic import ConfigDict, Field, ValidationInfo, model_validator

from kam.core.errors import Invalid, KamError, PreconditionFailed
from kam.core.paging import paginate
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from kam.core.models import Record
    from kam.core.paging import Page

Item = TypeVar("Item")
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class Closed(Schema):
    """A body whose unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class StrictParser(Parser):
    """Reads JSON bodies and refuses a name given twice: nobody knows which counts."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return what a body says."""
        return json.loads(request.body, object_pairs_hook=_distinct)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        names = [name for name, _value in pairs]
        twice = {name[:40] for name in names if names.count(name) > 1}
        raise Invalid(fields={name: [mark("写了不止一次")] for name in twice})
    return told


class KnownQuery(Closed):
    """The parameters of an operation; others are refused."""

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown(cls, given: Any, told: ValidationInfo) -> Any:
        """Refuse what nobody asks for: a filter misspelt is not no filter."""
        request = (told.context or {}).get("request")
        known = {field.alias or name for name, field in cls.model_fields.items()}
        unknown = sorted(set(request.GET) - known) if request else []
        if unknown:
            texts = {name[:40]: [mark("未知的筛选条件")] for name in unknown}
            raise Invalid(fields=texts)
        return given


class PageQuery(KnownQuery):
    """Where a page begins, and how long it is."""

    cursor: str = Field(default="", max_length=500)
    limit: int = Field(default=50, ge=1, le=200)


class Listing(Schema, Generic[Item]):
    """One page of items and the cursor of the next page."""

    items: list[Item]
    next: str | None = None


def listing(page: Page, shape: Callable[[Any], Any]) -> dict[str, Any]:
    """Return a page of rows in their API shape."""
    return {"items": [shape(row) for row in page.rows], "next": page.next or None}


def paged(
    rows: QuerySet[Any],
    query: PageQuery,
    order: Sequence[str],
    shape: Callable[[Any], Any],
) -> dict[str, Any]:
    """Return the page of rows that a query asks for; what else it says filters them."""
    told = query.model_dump(exclude_none=True, exclude={"cursor", "limit"})
    found = rows.filter(**told)
    page = paginate(found, order=order, cursor=query.cursor, size=query.limit)
    return listing(page, shape)


class MatchRequired(KamError):
    """A change without saying which revision it is about."""

    status = 428
    code = "match-required"


def tag(record: Record) -> str:
    """Return the ETag of a record."""
    return f'"{record.version}"'


def require_match(request: HttpRequest, record: Record) -> None:
    """Refuse a change of a revision that is no longer the newest."""
    given = request.headers.get("If-Match", "")
    if not given:
        raise MatchRequired(
            mark("缺少 If-Match 版本标签"),
            todo=mark("请先读取记录，把它的 ETag 放进 If-Match 再修改"),
        )
    if given.strip() not in (tag(record), f"W/{tag(record)}"):
        raise PreconditionFailed(todo=mark("请重新读取记录，合并后再修改"))


def tagged(response: HttpResponse, record: Record) -> None:
    """Give an answer the ETag of its record."""
    response["ETag"] = tag(record)
