"""From when on purchases count as late or stopped (method §3.9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP = mark("商机与采购")

LOSS_DAYS = declare(
    Entry(
        "pipeline.loss_days",
        GROUP,
        mark("多久没有采购算停了"),
        mark("最后一个采购月的月底起算；停了的客户要么挽回，要么算流失。"),
        180,
        30,
        1095,
        mark("天"),
    )
)
LATE_FACTOR = declare(
    Entry(
        "pipeline.late_factor",
        GROUP,
        mark("超过平时间隔几倍算晚"),
        mark("平时间隔是两次采购之间月数的中位数。"),
        1.5,
        1,
        5,
        mark("倍"),
    )
)
ENOUGH_ORDERS = declare(
    Entry(
        "pipeline.enough_orders",
        GROUP,
        mark("几个采购月才谈得上节奏"),
        mark("少于这个数，只列出采购，不说早晚。"),
        3,
        2,
        24,
    )
)
KEYS = (LOSS_DAYS.key, LATE_FACTOR.key, ENOUGH_ORDERS.key)


@dataclass(frozen=True)
class Limits:
    """What a company calls late and stopped."""

    loss_days: int = 180
    late_factor: float = 1.5
    enough: int = 3


USUAL = Limits()


def limits_from(settings: Mapping[str, float]) -> Limits:
    """Return the limits among some settings."""
    return Limits(
        loss_days=int(settings[LOSS_DAYS.key]),
        late_factor=float(settings[LATE_FACTOR.key]),
        enough=int(settings[ENOUGH_ORDERS.key]),
    )
