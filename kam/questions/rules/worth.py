"""What a question is worth: impact times reach.

Reach is the weight of the layer the answer lets us reach (method §3.10) times the
influence of the person it is about. The method asks for the order; the numbers are
ours, so the page marks them as not verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.accounts.rules.threads import WEIGHTS
from kam.accounts.rules.unknowns import NO_LAYER
from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP = mark("待问的问题")
TOP_INFLUENCE = 5
WHOLE_ACCOUNT = 0.25
LEVELS = ("high", "middle", "low")


def _impact(level: str, label: str, default: float) -> Entry:
    about = mark("问题的价值 = 影响 × 层级权重 × 影响力；只用来排先后。")
    return declare(
        Entry(f"question.impact_{level}", GROUP, label, about, default, 0, 1)
    )


IMPACT = {
    "high": _impact("high", mark("影响高算多少"), 1.0),
    "middle": _impact("middle", mark("影响中算多少"), 0.6),
    "low": _impact("low", mark("影响低算多少"), 0.3),
}
USUAL_INFLUENCE = declare(
    Entry(
        "question.usual_influence",
        GROUP,
        mark("没判断过影响力的人按几分算"),
        mark("影响力 1 到 5 分；还没有判断时按这个数排序。"),
        3,
        1,
        TOP_INFLUENCE,
    )
)
EXPIRES_AFTER = declare(
    Entry(
        "question.expires_after",
        GROUP,
        mark("答案多久过期"),
        mark("记答案时没有写有效期，就从得到答案那天起算这些天。"),
        180,
        1,
        3650,
        mark("天"),
    )
)
MATTERS_FROM = declare(
    Entry(
        "question.matters_from",
        GROUP,
        mark("影响所及从多大起算要紧的人"),
        mark("影响所及 = 层级权重 × 影响力 ÷ 5；到这个数，才问这个人怎么想。"),
        0.12,
        0,
        1,
    )
)
SURE_FROM = declare(
    Entry(
        "question.sure_from",
        GROUP,
        mark("思维偏好的把握从多少起算够"),
        mark("估计的把握低于这个数，就再提醒留意一条线索。"),
        0.15,
        0,
        1,
    )
)
KEYS = (
    *(entry.key for entry in IMPACT.values()),
    USUAL_INFLUENCE.key,
    MATTERS_FROM.key,
    SURE_FROM.key,
    EXPIRES_AFTER.key,
)


@dataclass(frozen=True)
class Weights:
    """What counts how much; `usual` stands in for an influence nobody judged."""

    high: float = 1.0
    middle: float = 0.6
    low: float = 0.3
    usual: int = 3

    def of(self, level: str) -> float:
        """Return what a level of impact counts."""
        return {"high": self.high, "middle": self.middle, "low": self.low}[level]


def weights_of(chosen: Mapping[str, float]) -> Weights:
    """Return the weights a company chose."""
    told = {level: float(chosen[IMPACT[level].key]) for level in LEVELS}
    return Weights(**told, usual=int(chosen[USUAL_INFLUENCE.key]))


def reach(layer: str, influence: int | None, usual: int = 3) -> float:
    """Return how far an answer reaches: the layer's weight times influence ÷ 5."""
    score = usual if influence is None else influence
    held = min(max(score, 0), TOP_INFLUENCE)
    return WEIGHTS.get(layer, NO_LAYER) * held / TOP_INFLUENCE


def worth(impact: float, how_far: float) -> float:
    """Return impact × reach, both kept between 0 and 1."""
    return _share(impact) * _share(how_far)


def _share(value: float) -> float:
    return 0.0 if value < 0 else 1.0 if value > 1 else value


def level_of(impact: float, weights: Weights) -> str:
    """Return the level an impact stands nearest to from below."""
    if impact >= weights.high:
        return "high"
    return "middle" if impact >= weights.middle else "low"
