"""The constants of method §3.14.

The deck gives the idea of the frontier, not these numbers: they are this product's
own choice, open to change, and none of them is verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP = mark("绩效前沿")
LARGEST_FIGURE = 1e15
MOST_FURTHER = 30
LONGEST_COLUMN = 60


def _declare(name: str, label: str, about: str, bounds: tuple[float, ...]) -> Entry:
    default, low, high = bounds
    key = f"performance.{name}"
    return declare(Entry(key, GROUP, label, about, default, low, high))


FRONTIER_AT = _declare(
    "frontier_at",
    mark("绩效先锋的最低指数"),
    mark("PF 指数不低于此值，且连续两期如此，才称绩效先锋"),
    (0.90, 0.5, 1.0),
)
NEAR_AT = _declare(
    "near_at",
    mark("“接近”的最低指数"),
    mark("PF 指数不低于此值而不到绩效先锋，分档为接近"),
    (0.75, 0.1, 1.0),
)
MIDDLE_AT = _declare(
    "middle_at",
    mark("“一般”的最低指数"),
    mark("PF 指数低于此值，分档为待提升"),
    (0.50, 0.01, 1.0),
)
SHARE = _declare(
    "share_of_frontier",
    mark("目标 1：前沿的几成"),
    mark("目标 1 取“前沿 × 此值”与“现销售 × 增长倍数”中较低的一个"),
    (0.90, 0.1, 1.0),
)
GROWTH = _declare(
    "growth",
    mark("目标 1：增长倍数"),
    mark("一期之内最多要求现销售的多少倍"),
    (1.20, 1.0, 3.0),
)
STRETCH = _declare(
    "stretch",
    mark("目标 2：延伸倍数"),
    mark("绩效先锋的下一步：现销售的多少倍"),
    (1.05, 1.0, 3.0),
)
ENTRIES = (FRONTIER_AT, NEAR_AT, MIDDLE_AT, SHARE, GROWTH, STRETCH)


@dataclass(frozen=True, kw_only=True, slots=True)
class Constants:
    """What a run was calculated with; shares and multiples, without unit."""

    frontier_at: float = 0.90
    near_at: float = 0.75
    middle_at: float = 0.50
    share_of_frontier: float = 0.90
    growth: float = 1.20
    stretch: float = 1.05
    fewest_units: int = 8
    fragile_above: float = 0.10
    level: float = 0.90
    draws: int = 1000
    seed: int = 1
    named_within_interval: bool = True


def constants_stored(told: Mapping[str, Any]) -> Constants:
    """Read the constants of a stored run; an old run may lack the newest of them."""
    known = {name: told[name] for name in Constants.__slots__ if name in told}
    return Constants(**known)


def constants_from(chosen: Mapping[str, float]) -> Constants:
    """Read the constants a company chose; refuse classes that are out of order."""
    found = Constants(
        frontier_at=chosen[FRONTIER_AT.key],
        near_at=chosen[NEAR_AT.key],
        middle_at=chosen[MIDDLE_AT.key],
        share_of_frontier=chosen[SHARE.key],
        growth=chosen[GROWTH.key],
        stretch=chosen[STRETCH.key],
    )
    if not found.middle_at < found.near_at < found.frontier_at:
        raise Invalid(
            mark("分档的界限次序不对，无法计算前沿"),
            todo=mark(
                "请管理员在设置里改正：“一般”要低于“接近”，“接近”要低于“绩效先锋”"
            ),
        )
    return found
