"""The settings of the ladder; the deck gives none of these numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.settings_book import Value

GROUP = mark("产品应用周期")
_DAYS = mark("天")


def _entry(name: str, label: str, about: str, told: tuple[int, int, int, str]) -> Entry:
    default, low, high, unit = told
    return declare(
        Entry(f"ladder.{name}", GROUP, label, about, default, low, high, unit)
    )


AGREED = _entry(
    "agreed_days",
    mark("“同意了解”多久有效"),
    mark("超过这些天没有再同意，就按推脱看。"),
    (90, 7, 730, _DAYS),
)
RECOMMENDED = _entry(
    "recommended_days",
    mark("“推荐过”多久有效"),
    mark("超过这些天没有再推荐，就按大量使用看。"),
    (180, 7, 730, _DAYS),
)
MAIN_SHARE = _entry(
    "main_share",
    mark("多大比例算大量使用"),
    mark("使用占适用情形的比例达到它，就算大量使用。"),
    (50, 1, 100, "%"),
)
NO_USE = _entry(
    "no_use_days",
    mark("多久没有使用的证据就提醒"),
    mark("第 5 级以上的人，超过这些天没有使用的证据，就提醒重新判断；不会自动降级。"),
    (120, 7, 730, _DAYS),
)
SPLIT = _entry(
    "band_split",
    mark("采用阶段到第几级"),
    mark("课件里分界读不出来：这一级及以下算采用阶段，以上算竞争定位阶段。"),
    (4, 1, 6, ""),
)
HORIZON = _entry(
    "target_days",
    mark("目标阶段的期限"),
    mark("定下目标后，希望在这些天内走到。"),
    (180, 30, 730, _DAYS),
)
ENTRIES = (AGREED, RECOMMENDED, MAIN_SHARE, NO_USE, SPLIT, HORIZON)
KEYS = tuple(entry.key for entry in ENTRIES)


@dataclass(frozen=True)
class Limits:
    """How long evidence counts, in days; shares in percent; `split` is a stage."""

    agreed_days: int = 90
    recommended_days: int = 180
    main_share: int = 50
    no_use_days: int = 120
    split: int = 4
    target_days: int = 180


def limits_from(chosen: Mapping[str, Value]) -> Limits:
    """Return what the company chose."""
    return Limits(*(int(chosen[key]) for key in KEYS))
