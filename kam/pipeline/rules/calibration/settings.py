"""From when on own history counts, and what is late (method §3.9 gives only 30)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP = mark("校准")
PERCENT = 100

STRENGTH = declare(
    Entry(
        "pipeline.prior_strength",
        GROUP,
        mark("50、70、90 % 顶得上多少个案例"),
        mark("自己的案例比这个多了，就主要看自己的。"),
        10,
        1,
        200,
    )
)
ENOUGH = declare(
    Entry(
        "pipeline.enough_closed",
        GROUP,
        mark("有结果的满多少个才用自己的"),
        mark("不到这个数，50、70、90 % 照旧；赢的不到这个数，也不说谁拖得太久。"),
        30,
        5,
        1000,
        verified=True,
    )
)
STALE = declare(
    Entry(
        "pipeline.stale_share",
        GROUP,
        mark("比百分之几的赢单更久算拖久了"),
        mark("赢单的里有这么多，在这一天之前就赢了。"),
        90,
        50,
        99,
        "%",
    )
)
HOPELESS = declare(
    Entry(
        "pipeline.zombie_chance",
        GROUP,
        mark("往后赢的机会上限低于多少算僵尸"),
        mark("看同样久的，后来赢了多少。"),
        5,
        1,
        50,
        "%",
    )
)
WITHIN = declare(
    Entry(
        "pipeline.zombie_days",
        GROUP,
        mark("往后看多少天"),
        mark("僵尸商机的机会在这么多天里算。"),
        90,
        14,
        365,
        mark("天"),
    )
)
KEYS = tuple(one.key for one in (STRENGTH, ENOUGH, STALE, HOPELESS, WITHIN))


@dataclass(frozen=True)
class Bounds:
    """What a company calls enough, late and hopeless; shares from 0 to 1."""

    strength: float = 10.0
    enough: int = 30
    stale: float = 0.90
    hopeless: float = 0.05
    within: int = 90


def bounds_from(settings: Mapping[str, float]) -> Bounds:
    """Return the bounds among some settings."""
    return Bounds(
        strength=float(settings[STRENGTH.key]),
        enough=int(settings[ENOUGH.key]),
        stale=settings[STALE.key] / PERCENT,
        hopeless=settings[HOPELESS.key] / PERCENT,
        within=int(settings[WITHIN.key]),
    )
