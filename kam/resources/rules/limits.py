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
ALONE = declare(
    Entry(
        "resources.alone",
        GROUP,
        mark("主管可以批准自己的申请"),
        mark(
            "只限本团队的资源，而且不用到客户方的某一位。不启用时，"
            "自己的申请总要别人批准；公司里没有人在您之上时再启用。"
        ),
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
KEYS = (SAMPLES.key, ALONE.key, FEW.key)
