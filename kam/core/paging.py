"""Keyset paging: the next page begins after the last row, never at an offset."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Q, QuerySet

from kam.core.errors import Invalid
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

LARGEST_PAGE = 200
Rows = TypeVar("Rows", bound=QuerySet)


@dataclass(frozen=True)
class Page:
    """Some rows, and the cursors of their neighbours."""

    rows: list[Any]
    next: str = ""
    previous: str = ""


@dataclass(frozen=True)
class CappedCount:
    """How many rows there are, counted no further than the cap."""

    n: int
    capped: bool

    def __str__(self) -> str:
        """Return the count as it is shown, with a plus where counting stopped."""
        return f"{self.n}+" if self.capped else str(self.n)


def capped_count(rows: QuerySet, cap: int = 1000) -> CappedCount:
    """Count at most `cap` rows."""
    n = rows.order_by().values("pk")[: cap + 1].count()
    return CappedCount(n=min(n, cap), capped=n > cap)


def first_of(rows: Rows, most: int) -> Rows:
    """Return the first rows of an order; what is added to a row is asked of these only.

    The keys are chosen in a question inside the question: a database that sorts many
    rows to find a few would otherwise compute every annotation of all of them.
    """
    chosen = rows.values("pk")[:most]
    return rows.filter(pk__in=chosen)


def _encode(direction: str, values: Sequence[object]) -> str:
    moments = (date, datetime, time)
    plain = [v.isoformat() if isinstance(v, moments) else v for v in values]
    text = json.dumps([direction, *plain], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(cursor: str, size: int) -> tuple[str, list[Any]]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        direction, *values = json.loads(base64.urlsafe_b64decode(padded))
        fits = direction in ("n", "p") and len(values) == size
        plain = all(isinstance(v, str | int | float | type(None)) for v in values)
    except (ValueError, TypeError, binascii.Error, UnicodeError, RecursionError):
        fits = plain = False
        direction, values = "", []
    if not (fits and plain):
        raise Invalid(
            what=mark("翻页位置无效"),
            todo=mark("请回到列表第一页"),
            fields={"cursor": [mark("翻页位置无效")]},
        )
    return direction, values


def may_be_null(model: type[Model], key: str) -> bool:
    """Say whether an order key can be empty; what is not a field may well be."""
    place: Any = model
    for part in key.removeprefix("-").split("__"):
        try:
            field = place._meta.get_field(part)
        except FieldDoesNotExist:
            return True
        if getattr(field, "null", True):
            return True
        place = getattr(field, "related_model", None)
    return False


def _beyond(
    order: Sequence[str], values: Sequence[Any], *, forward: bool, full: Sequence[bool]
) -> Q:
    """Rows after (or before) `values` in the given order; nulls come last.

    A first key that is never null also bounds the whole, so that an index on it is
    entered at the right place instead of being read from its beginning.
    """
    beyond = Q()
    same = Q()
    for key, value, is_full in zip(order, values, full, strict=True):
        name = key.removeprefix("-")
        ascending = key.startswith("-") != forward
        if value is None:
            step = Q() if forward else Q((f"{name}__isnull", False))
            if not forward:
                beyond |= same & step
            same &= Q((f"{name}__isnull", True))
            continue
        step = Q((f"{name}__{'gt' if ascending else 'lt'}", value))
        if forward and not is_full:
            step |= Q((f"{name}__isnull", True))
        beyond |= same & step
        same &= Q((name, value))
    if full[0] and len(order) > 1:
        way = "gte" if order[0].startswith("-") != forward else "lte"
        beyond &= Q((f"{order[0].removeprefix('-')}__{way}", values[0]))
    return beyond


def _ordering(
    order: Sequence[str], *, forward: bool, full: Sequence[bool]
) -> list[Any]:
    """Put nulls last where there can be any; elsewhere an index gives the order."""
    keys = []
    for key, is_full in zip(order, full, strict=True):
        name = key.removeprefix("-")
        ascending = key.startswith("-") != forward
        nulls: dict[str, Any] = {}
        if not is_full:
            nulls = {"nulls_last" if forward else "nulls_first": True}
        keys.append(F(name).asc(**nulls) if ascending else F(name).desc(**nulls))
    return keys


def _value(row: Any, key: str) -> object:
    for part in key.removeprefix("-").split("__"):
        row = None if row is None else getattr(row, part)
    return row


def paginate(
    rows: QuerySet, *, order: Sequence[str], cursor: str = "", size: int = 50
) -> Page:
    """Return one page of `rows` in `order`, whose last key must be unique."""
    size = max(1, min(size, LARGEST_PAGE))
    full = [not may_be_null(rows.model, key) for key in order]
    forward, values = True, None
    if cursor:
        direction, values = _decode(cursor, len(order))
        forward = direction == "n"
    try:
        if values is not None:
            rows = rows.filter(_beyond(order, values, forward=forward, full=full))
        ordering = _ordering(order, forward=forward, full=full)
        found = list(first_of(rows.order_by(*ordering), size + 1))
    except (ValueError, TypeError, OverflowError, ValidationError) as error:
        raise Invalid(
            what=mark("翻页位置无效"),
            todo=mark("请回到列表第一页"),
            fields={"cursor": [mark("翻页位置无效")]},
        ) from error
    more = len(found) > size
    found = found[:size] if forward else found[:size][::-1]
    return _page(found, order, more=more, forward=forward, moved=bool(cursor))


def _page(
    found: list[Any], order: Sequence[str], *, more: bool, forward: bool, moved: bool
) -> Page:
    if not found:
        return Page(rows=[])
    after = more if forward else True
    before = moved if forward else more
    return Page(
        rows=found,
        next=_encode("n", [_value(found[-1], k) for k in order]) if after else "",
        previous=_encode("p", [_value(found[0], k) for k in order]) if before else "",
    )
