"""The settings of resources."""

from __future__ import annotations

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

GROUP = mark("资源")

SAMPLES = declare(
    Entry(
        "resources.samples",
        GROUP,
        mark("允许登记和申请样品"),
        mark("很多行业和地区不允许发样品。先请法务确认，再启用；停用后不能再申请。"),
        default=False,
    )
)
FEW = declare(
    Entry(
        "resources.few",
        GROUP,
        mark("少于几步就不比较资源的效果"),
        mark("样本太少时，每一级增量花多少钱只是偶然，报表不排序。"),
        5,
        2,
        100,
        mark("步"),
    )
)
KEYS = (SAMPLES.key, FEW.key)
