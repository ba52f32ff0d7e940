"""When two of us go to the same people, they had better speak with one voice."""

from __future__ import annotations

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

DAYS = declare(
    Entry(
        "visit.collision_days",
        mark("拜访"),
        mark("同事也约了同一个人"),
        mark("前后多少天以内提醒先对口径。"),
        14,
        0,
        90,
        mark("天"),
    )
)
