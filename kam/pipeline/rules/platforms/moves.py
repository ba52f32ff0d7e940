"""From platform to platform: which way is open, and what a move asks.

What is missing does not forbid a move: people know more than we have written down.
It asks for a reason, and is kept with the move. Only the gate is no matter of reasons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.pipeline.rules.platforms.weights import SHIPPED, Weights
from kam.pipeline.terms import Platform, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MARKET, WORKING, PURCHASE = Platform.MARKET, Platform.WORKING, Platform.PURCHASE
REJECTED, LOST = Platform.REJECTED, Platform.LOST
WAYS: Mapping[str, tuple[Platform, ...]] = {
    "": (MARKET, WORKING, PURCHASE, REJECTED),
    MARKET: (WORKING, REJECTED),
    WORKING: (PURCHASE, MARKET, LOST),
    PURCHASE: (WORKING, LOST),
    REJECTED: (MARKET,),
    LOST: (MARKET, WORKING, PURCHASE),
}
CARD_ITEMS = 4
LATEST_REVISIT = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Evidence:
    """What the records of an account say about a move."""

    verdict: str = Verdict.UNDECIDED
    likelihood: int | None = None
    card_items: int = 0
    meetings: int = 0
    orders: int = 0
    is_stopped: bool = False
    loss_days: int = 180


@dataclass(frozen=True)
class Condition:
    """One thing a move asks, in words with places, and whether it is met.

    No two share the name of a place, so that one refusal can hold several.
    """

    code: str
    said: str
    is_met: bool
    params: Mapping[str, object] = field(default_factory=dict)


def is_open_way(before: str, to: str) -> bool:
    """Say whether a move leads from one platform to another; staying always does."""
    return before == to or to in WAYS[before]


def conditions_of(
    to: str, seen: Evidence, weights: Weights = SHIPPED
) -> tuple[Condition, ...]:
    """Return what a platform asks of who comes to it, each met or missing."""
    if to == MARKET:
        return (_gate(seen),)
    if to == WORKING:
        return (_gate(seen), *_of_working(seen, weights))
    if to == PURCHASE:
        return (Condition("order", mark("已有第一次采购"), seen.orders > 0),)
    if to == LOST:
        said = mark("超过 %(days)s 天没有采购")
        told = {"days": seen.loss_days}
        return (Condition("stopped", said, seen.is_stopped, told),)
    failed = seen.verdict == Verdict.REJECTED
    return (Condition("failed", mark("筛选有必须项答了“否”"), failed),)


def _gate(seen: Evidence) -> Condition:
    passed = seen.verdict == Verdict.PASSED
    return Condition("gate", mark("筛选的必须项都答了“是”"), passed)


def _of_working(seen: Evidence, weights: Weights) -> tuple[Condition, ...]:
    enough = weights.likely_enough
    return (
        Condition(
            "likely",
            mark("可能性不低于 %(likely)s%%"),
            (seen.likelihood or 0) >= enough,
            {"likely": enough},
        ),
        Condition(
            "card",
            mark("4C 卡片写全（现在 %(filled)s / 4）"),
            seen.card_items >= CARD_ITEMS,
            {"filled": seen.card_items},
        ),
        Condition(
            "meeting",
            mark("至少一次真实的会面（现在 %(meetings)s 次）"),
            seen.meetings > 0,
            {"meetings": seen.meetings},
        ),
    )


def missing(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Return the conditions that are not met."""
    return tuple(one for one in conditions if not one.is_met)


def is_shut(to: str, seen: Evidence) -> bool:
    """Say whether a "no" to a must closes a platform: no reason opens it."""
    return to in (MARKET, WORKING) and seen.verdict == Verdict.REJECTED


def revisit_fault(day: date | None, today: date) -> str:
    """Say what is wrong with the day on which an ended account is looked at again."""
    if day is None:
        return mark("请写哪天再看一次")
    if day <= today:
        return mark("再看的日子要在今天之后")
    if day > today + LATEST_REVISIT:
        return mark("再看的日子太远，最多三年")
    return ""


# What was missing at a move, said afterwards.
LACKED = {
    "gate": mark("筛选没有全部通过"),
    "likely": mark("可能性不够"),
    "card": mark("4C 卡片没写全"),
    "meeting": mark("没有会面的记录"),
    "order": mark("没有采购的记录"),
    "stopped": mark("采购没有停"),
    "failed": mark("筛选没有答“否”"),
}
