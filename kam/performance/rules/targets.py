"""What may be agreed as a target, and when it is reached (method §3.14).

A run proposes; people agree. Goal 1 is the lower of 90 % of the frontier and 1.2 times
today's sales; goal 2, at the frontier in two periods, is 1.05 times today's sales.
Another figure needs a reason in words, and so does one below what was already sold.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from kam.core.marking import mark
from kam.performance.rules.constants import LARGEST_FIGURE

# Writing a proposal rounded is no other figure: half a per cent, either way.
ROUNDING = 0.005
# Above this multiple of the frontier nobody of the set has ever been near.
FAR_ABOVE = 1.5

NOT_A_TARGET = mark("请填大于 0 的数")
TOO_LARGE = mark("请填不超过 1,000 万亿的数")
WHY_LESS = mark("比现在的销售还低：请写下理由")
WHY_OTHER = mark("和建议的不同：请写下理由")
WHY_OWN = mark("这次计算没有建议：请写下这个目标的理由")


@dataclass(frozen=True, kw_only=True, slots=True)
class Basis:
    """What a run says of a territory; figures in the unit of sales of its set."""

    sales: float
    frontier: float | None
    proposed: float | None


def trouble_of(figure: object) -> str:
    """Say what is wrong with a figure that nobody can aim at; empty if nothing is.

    >>> trouble_of(12.5), trouble_of(-1) == NOT_A_TARGET
    ('', True)
    """
    if isinstance(figure, bool) or not isinstance(figure, int | float):
        return NOT_A_TARGET
    # An integer may be too long for a float; comparing does not convert it.
    if figure > LARGEST_FIGURE:
        return TOO_LARGE
    if not isfinite(figure) or figure <= 0:
        return NOT_A_TARGET
    return ""


def is_proposed(figure: float, proposed: float | None) -> bool:
    """Say whether a figure is the proposed one, at most rounded.

    >>> is_proposed(62.4, 62.41), is_proposed(60.0, 62.4), is_proposed(1.0, None)
    (True, False, False)
    """
    return proposed is not None and abs(figure - proposed) <= ROUNDING * proposed


def wants_reason(figure: float, basis: Basis) -> str:
    """Say why a figure needs a reason; empty if it needs none.

    >>> wants_reason(62.4, Basis(sales=52.0, frontier=69.0, proposed=62.4))
    ''
    """
    if is_proposed(figure, basis.proposed):
        return ""
    if figure < basis.sales:
        return WHY_LESS
    return WHY_OWN if basis.proposed is None else WHY_OTHER


def is_far_above(figure: float, frontier: float | None) -> bool:
    """Say whether a figure is far above all that was reached at such a potential."""
    return frontier is not None and figure > FAR_ABOVE * frontier


def reached(figure: float, sold: float) -> bool:
    """Say whether a target was reached: sold at least as much."""
    return sold >= figure
