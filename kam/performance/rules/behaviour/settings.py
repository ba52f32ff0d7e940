"""What a company may choose about the telemetry; none of it is verified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.settings_book import Value

GROUP = mark("行为")
FEWEST = declare(
    Entry(
        "performance.behaviour_fewest",
        GROUP,
        mark("至少几次才给比例"),
        mark("分母少于此数只写“样本不足”，不给比例。"),
        10,
        1,
        200,
    )
)
LEAST_WELL = declare(
    Entry(
        "performance.well_least",
        GROUP,
        mark("挖井比目标的下限"),
        mark("拜访里有多少用来长期投资；课程给的是比喻，数字是我们的。"),
        0.20,
        0.0,
        1.0,
    )
)
MOST_WELL = declare(
    Entry(
        "performance.well_most",
        GROUP,
        mark("挖井比目标的上限"),
        mark("超过它也不坏，只是提醒：天天挖井，也要有人挑水。"),
        0.30,
        0.0,
        1.0,
    )
)
BLIND_FROM = declare(
    Entry(
        "performance.blind_from",
        GROUP,
        mark("自评相差多少算盲点"),
        mark("自评和记录都换算成 0 到 1，相差超过此值、又在区间之外，才提示。"),
        0.4,
        0.1,
        0.9,
    )
)
FEWEST_CODED = declare(
    Entry(
        "performance.fewest_coded",
        GROUP,
        mark("分析师至少看几个人的团队"),
        mark("交过记录的人少于此数，用代码也认得出人，分析师连合计也看不到。"),
        4,
        3,
        50,
    )
)
BEHAVIOUR_KEYS = tuple(
    entry.key for entry in (FEWEST, LEAST_WELL, MOST_WELL, BLIND_FROM, FEWEST_CODED)
)


@dataclass(frozen=True)
class Limits:
    """From which n a share is told, the aim of the well, what a blind spot is.

    `fewest_coded` is from how many people on codes hide who is meant.
    """

    fewest: int = 10
    well_least: float = 0.20
    well_most: float = 0.30
    blind_from: float = 0.4
    fewest_coded: int = 4


def limits_from(chosen: Mapping[str, Value]) -> Limits:
    """Read what a company chose."""
    return Limits(
        fewest=int(chosen[FEWEST.key]),
        well_least=float(chosen[LEAST_WELL.key]),
        well_most=float(chosen[MOST_WELL.key]),
        blind_from=float(chosen[BLIND_FROM.key]),
        fewest_coded=int(chosen[FEWEST_CODED.key]),
    )
