"""The relationship matrix (正确的客户关系, method §3.18).

The deck names the axes and the four cells; scores, their anchors and the boundary
are ours. The class is computed and never set by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from kam.core.marking import mark

NONE, SUPPLIER, FRIEND, PARTNER = "none", "supplier", "friend", "partner"
CLASSES = (NONE, SUPPLIER, FRIEND, PARTNER)
LABELS = {
    NONE: mark("无关系"),
    SUPPLIER: mark("供应商"),
    FRIEND: mark("朋友"),
    PARTNER: mark("合作伙伴"),
}
ADVICE = {
    NONE: mark("先争取一次见面：用一条与他工作有关的事实开头。"),
    SUPPLIER: mark("补个人关系：看他的思维偏好，找公事以外愿意谈的话题。"),
    FRIEND: mark("补业务关系：谈应用阶段、专业思路和转变的价值。"),
    PARTNER: mark("一起定目标：联合计划，请他引荐上一层和同行。"),
}
WARNINGS = {FRIEND: mark("易见面，无业绩")}


@dataclass(frozen=True)
class Standpoint:
    """Where somebody stands in the matrix; None on an axis nobody judged."""

    business: int | None
    personal: int | None

    @property
    def is_known(self) -> bool:
        """Whether both axes were judged."""
        return self.business is not None and self.personal is not None


@dataclass(frozen=True)
class Movement:
    """Where somebody stood, stands, and whether the class changed."""

    before: Standpoint
    now: Standpoint
    class_before: str
    class_now: str

    @property
    def has_moved(self) -> bool:
        """Whether they stood somewhere else, as far as both is known."""
        return self.before.is_known and self.before != self.now

    @property
    def step(self) -> int:
        """Return the change of both scores together; nought where one is unknown."""
        if not (self.before.is_known and self.now.is_known):
            return 0
        was = (self.before.business or 0) + (self.before.personal or 0)
        return (self.now.business or 0) + (self.now.personal or 0) - was


def class_of(business: int | None, personal: int | None, high: int) -> str:
    """Return the cell, or nothing while one of the axes was not judged."""
    if business is None or personal is None:
        return ""
    if business >= high:
        return PARTNER if personal >= high else SUPPLIER
    return FRIEND if personal >= high else NONE


def movement(before: Standpoint, now: Standpoint, high: int) -> Movement:
    """Return how somebody moved between two days."""
    return Movement(
        before,
        now,
        class_of(before.business, before.personal, high),
        class_of(now.business, now.personal, high),
    )
