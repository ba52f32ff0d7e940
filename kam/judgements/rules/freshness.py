"""How old evidence may be before it is shown as ageing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from datetime import date

GROUP = mark("判断与证据")
AGEING_AFTER = declare(
    Entry(
        "judgement.ageing_after",
        GROUP,
        mark("证据多久算旧"),
        mark("超过这些天，地图和周期上的判断会标成旧证据，提醒重新判断。"),
        120,
        7,
        1000,
        mark("天"),
    )
)


def age(day: date, today: date) -> int:
    """Return the days since a judgement was made, never below nought."""
    return max(0, (today - day).days)


def is_ageing(day: date, today: date, after: int) -> bool:
    """Say whether evidence is older than agreed."""
    return age(day, today) > after
