"""The settings of this room; none of them stands in the deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare
from kam.thinking.rules.preference import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.settings_book import Value

GROUP = mark("思维偏好")
ENABLED = declare(
    Entry(
        "thinking.enabled",
        GROUP,
        mark("使用思维偏好"),
        mark(
            "关掉后，不再估计任何人的思维偏好，也不能再记观察；已有的观察仍可导出和撤回。"
        ),
        default=True,
    )
)
PRIMARY_AT = declare(
    Entry(
        "thinking.primary_at",
        GROUP,
        mark("占比多少算偏好"),
        mark("一个象限的占比达到这个数，就算这个人偏好它；可以同时偏好几个。"),
        0.30,
        0.25,
        0.9,
    )
)
ENOUGH = declare(
    Entry(
        "thinking.enough",
        GROUP,
        mark("几条线索才算知道"),
        mark("少于这个数就显示“未知”，不猜。"),
        3,
        1,
        50,
        mark("条线索"),
    )
)
OCCASIONS = declare(
    Entry(
        "thinking.occasions",
        GROUP,
        mark("来自几次场合"),
        mark("线索要来自这么多次不同的场合，一次印象不算。"),
        2,
        1,
        20,
        mark("次场合"),
    )
)
KEYS = (ENABLED.key, PRIMARY_AT.key, ENOUGH.key, OCCASIONS.key)


def limits_from(chosen: Mapping[str, Value]) -> Limits:
    """Return the limits that a company chose."""
    return Limits(
        primary_at=float(chosen[PRIMARY_AT.key]),
        enough=int(chosen[ENOUGH.key]),
        occasions=int(chosen[OCCASIONS.key]),
    )
