"""Where an account stands on a platform: its size, and how likely or how warm it is.

The deck shows two axes with three values each; we read every platform as a 3×3 grid.
"""

from __future__ import annotations

from dataclasses import dataclass

from kam.core.marking import mark
from kam.pipeline.rules.platforms.weights import (
    LARGE,
    MIDDLE,
    SHIPPED,
    SMALL,
    Weights,
)
from kam.pipeline.terms import Platform

LEVELS = (50, 70, 90)
SIZES = (LARGE, MIDDLE, SMALL)
LIKELIHOOD, WARMTH = "likelihood", "warmth"
AXES = {Platform.MARKET: LIKELIHOOD, Platform.WORKING: WARMTH}
STANDING = (Platform.MARKET, Platform.WORKING, Platform.PURCHASE)
ENDED = (Platform.REJECTED, Platform.LOST)
WRONG_LEVEL = {
    LIKELIHOOD: mark("可能性只有 50%、70%、90% 三档"),
    WARMTH: mark("热情度只有 50°、70°、90° 三档"),
}
NOT_HERE = {
    LIKELIHOOD: mark("只有市场平台写可能性"),
    WARMTH: mark("只有工作平台写热情度"),
}


@dataclass(frozen=True)
class Position:
    """A place: platform, size, and the level of its axis where it has one."""

    platform: str
    size: str = ""
    likelihood: int | None = None
    warmth: int | None = None

    @property
    def level(self) -> int | None:
        """How likely or how warm, in the platform's own measure."""
        return {Platform.MARKET: self.likelihood, Platform.WORKING: self.warmth}.get(
            Platform(self.platform)
        )

    def faults(self) -> dict[str, str]:
        """Say what does not fit, field by field: 55 % is no level."""
        if self.platform not in Platform.values:
            return {"platform": mark("没有这个平台")}
        found = {
            name: fault
            for name in (LIKELIHOOD, WARMTH)
            if (fault := self._fault_of(name))
        }
        needs_size = self.platform in STANDING
        if self.size not in SIZES and (needs_size or self.size):
            found["size_class"] = mark("请选规模：大、中或小")
        return found

    def _fault_of(self, name: str) -> str:
        value = getattr(self, name)
        if AXES.get(Platform(self.platform)) != name:
            return "" if value is None else NOT_HERE[name]
        return "" if value in LEVELS else WRONG_LEVEL[name]


def priority(size: str, level: int | None, weights: Weights = SHIPPED) -> float | None:
    """Return size × likelihood or warmth; without an axis there is no priority."""
    return None if level is None else weights.of_size(size) * level / 100
