"""What is still missing before asking the customer for an action (method §5.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Point(StrEnum):
    """One thing to have ready before the ask."""

    ASK = "ask"
    ASK_DATED = "ask-dated"
    FALLBACK = "fallback"
    CARRIED = "carried"
    REVIEWED = "reviewed"
    PEOPLE = "people"
    CONCERN = "concern"
    LAYER = "layer"
    CHANGE = "change"
    PROMISE = "promise"


@dataclass(frozen=True)
class Plan:
    """What the readiness of a visit is judged by.

    `changes` says of each person met with a place on the ladder whether they are
    ready to change, None while that is a guess.
    """

    ask: str = ""
    fallback: str = ""
    has_history: bool = False
    carried: bool = False
    reviewed: bool = False
    people: int = 0
    concerns_known: int = 0
    layers_known: int = 0
    promises_late: int = 0
    changes: tuple[bool | None, ...] = ()


@dataclass(frozen=True)
class Item:
    """A point, and whether it is met."""

    point: Point
    met: bool


_DATED = re.compile(
    r"\d\s*[月日号/.-]\s*\d*|下?(?:周|星期|月|季|年)|(?:今|明|后)天|月底|年底"
    r"|\b(?:mon|tues|wednes|thurs|fri)day\b|\bweeks?\b|\bmonths?\b|\bby\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)


def is_dated(ask: str) -> bool:
    """Say whether an ask names a day or a span, so that it can be checked later."""
    return bool(_DATED.search(ask))


def readiness(plan: Plan) -> list[Item]:
    """Return every point that applies; what does not apply is left out."""
    asked = bool(plan.ask.strip())
    items = [Item(Point.ASK, asked)]
    if asked:
        items.append(Item(Point.ASK_DATED, is_dated(plan.ask)))
    items.append(Item(Point.FALLBACK, bool(plan.fallback.strip())))
    if plan.has_history:
        items.append(Item(Point.CARRIED, plan.carried))
        items.append(Item(Point.REVIEWED, plan.reviewed))
    items.append(Item(Point.PEOPLE, plan.people > 0))
    if plan.people:
        items.append(Item(Point.CONCERN, plan.concerns_known == plan.people))
        items.append(Item(Point.LAYER, plan.layers_known == plan.people))
    if plan.changes:
        items.append(Item(Point.CHANGE, all(one is True for one in plan.changes)))
    if plan.promises_late:
        items.append(Item(Point.PROMISE, met=False))
    return items
