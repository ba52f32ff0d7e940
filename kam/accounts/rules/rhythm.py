"""How often an account is visited when nothing else was agreed.

The deck names the right frequency as a driver but gives no number; the intervals
are the company's own settings and carry no source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.settings_book import Value

LONGEST_INTERVAL = 366
_GROUP = mark("拜访频率")
_ABOUT = mark("没有单独约定间隔的客户，隔这么多天算到期")


def _interval(size: str, label: str, days: int) -> Entry:
    return declare(
        Entry(
            key=f"visits.interval.{size}",
            group=_GROUP,
            label=label,
            about=_ABOUT,
            default=days,
            low=1,
            high=LONGEST_INTERVAL,
            unit=mark("天"),
        )
    )


INTERVALS = {
    "large": _interval("large", mark("大客户的拜访间隔"), 14),
    "middle": _interval("middle", mark("中等客户的拜访间隔"), 30),
    "small": _interval("small", mark("小客户的拜访间隔"), 60),
    "": _interval("other", mark("未定规模客户的拜访间隔"), 30),
}
INTERVAL_KEYS = tuple(entry.key for entry in INTERVALS.values())


def interval_for(
    agreed: int | None, size_class: str, chosen: Mapping[str, Value]
) -> int:
    """Return the days between visits: the account's own, or those of its size."""
    if agreed is not None:
        return agreed
    entry = INTERVALS.get(size_class, INTERVALS[""])
    return int(chosen.get(entry.key, entry.default))
