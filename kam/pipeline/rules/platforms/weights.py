"""What a company counts on its platforms; the deck gives none of it (method §3.9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP = mark("三个平台")

SMALL, MIDDLE, LARGE = "small", "middle", "large"
SIZE_WEIGHTS = {
    size: declare(
        Entry(
            f"pipeline.size_{size}",
            GROUP,
            label,
            mark("优先分 = 规模的权重 × 可能性或热情度。"),
            default,
            0,
            100,
        )
    )
    for size, label, default in (
        (SMALL, mark("小客户的权重"), 1.0),
        (MIDDLE, mark("中客户的权重"), 2.0),
        (LARGE, mark("大客户的权重"), 4.0),
    )
}
LIKELY_ENOUGH = declare(
    Entry(
        "pipeline.likely_enough",
        GROUP,
        mark("可能性到多少可进工作平台"),
        mark("只有 50、70、90 三档。"),
        70,
        50,
        90,
        "%",
    )
)
POTENTIAL_GATE = declare(
    Entry(
        "pipeline.potential_gate",
        GROUP,
        mark("年潜力到多少值得投入时间"),
        mark("筛选时摆在“潜力”一条旁边作依据，由人来答；0 不设门槛。"),
        20,
        0,
        1_000_000,
        mark("万"),
    )
)
KEEPING = declare(
    Entry(
        "pipeline.fence_keep",
        GROUP,
        mark("围墙得分里留存占几分"),
        mark("按节奏采购得满分，比平时晚得一半，停了不得分。三项合计折成 100 分。"),
        40,
        0,
        100,
    )
)
GROWING = declare(
    Entry(
        "pipeline.fence_grow",
        GROUP,
        mark("围墙得分里扩展占几分"),
        mark("近 12 个月第一次采购的产品；第一次采购时买的不算。"),
        30,
        0,
        100,
    )
)
RELATING = declare(
    Entry(
        "pipeline.fence_relate",
        GROUP,
        mark("围墙得分里关系占几分"),
        mark("关系是合作伙伴或供应商的人，占在职的人的几成。"),
        30,
        0,
        100,
    )
)
ENOUGH_NEW = declare(
    Entry(
        "pipeline.fence_new",
        GROUP,
        mark("一年新买几种产品算满分"),
        mark("围墙得分的扩展一项。"),
        2,
        1,
        20,
    )
)
WARNING = declare(
    Entry(
        "pipeline.fence_warning",
        GROUP,
        mark("围墙得分低于多少预警"),
        mark("购买平台上低于这个分的客户标为破墙预警。"),
        50,
        0,
        100,
    )
)
SAFE = declare(
    Entry(
        "pipeline.fence_safe",
        GROUP,
        mark("围墙得分从多少起算牢"),
        mark("购买平台三列的第二条分界。"),
        75,
        0,
        100,
    )
)
FENCE = (KEEPING, GROWING, RELATING, ENOUGH_NEW, WARNING, SAFE)
KEYS = tuple(
    e.key for e in (*SIZE_WEIGHTS.values(), LIKELY_ENOUGH, POTENTIAL_GATE, *FENCE)
)


@dataclass(frozen=True)
class Weights:
    """What counts how much, and where the lines are."""

    small: float = 1.0
    middle: float = 2.0
    large: float = 4.0
    likely_enough: int = 70
    potential_gate: int = 20
    keep: int = 40
    grow: int = 30
    relate: int = 30
    enough_new: int = 2
    warning: int = 50
    safe: int = 75

    def of_size(self, size: str) -> float:
        """Return the weight of a size; an unknown one weighs nothing."""
        known = {SMALL: self.small, MIDDLE: self.middle, LARGE: self.large}
        return known.get(size, 0.0)


SHIPPED = Weights()


def weights_from(settings: Mapping[str, float]) -> Weights:
    """Return the weights among some settings."""
    sizes = {s: float(settings[entry.key]) for s, entry in SIZE_WEIGHTS.items()}
    return Weights(
        **sizes,
        likely_enough=int(settings[LIKELY_ENOUGH.key]),
        potential_gate=int(settings[POTENTIAL_GATE.key]),
        keep=int(settings[KEEPING.key]),
        grow=int(settings[GROWING.key]),
        relate=int(settings[RELATING.key]),
        enough_new=int(settings[ENOUGH_NEW.key]),
        warning=int(settings[WARNING.key]),
        safe=int(settings[SAFE.key]),
    )
