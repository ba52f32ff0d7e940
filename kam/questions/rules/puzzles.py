"""The monthly self-check of the five puzzles (method §3.6); scores 0 to 4 are ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

PUZZLES = ("value", "relation", "adapt", "needs", "price")
LOWEST, HIGHEST = 0, 4
ANCHORS = {
    0: mark("完全没有办法"),
    1: mark("偶尔碰对"),
    2: mark("有办法，不常用"),
    3: mark("常用，多半有效"),
    4: mark("能教同事"),
}
TOOLS: dict[str, tuple[str, ...]] = {
    "value": ("change:account", "needs:account"),
    "relation": ("relations:map",),
    "adapt": ("thinking:account",),
    "needs": ("questions:account", "needs:account"),
    "price": ("change:account", "relations:map"),
}


def total(scores: Mapping[str, int]) -> int:
    """Return the sum of the five scores, 0 to 20."""
    return sum(scores[name] for name in PUZZLES)


def hardest(scores: Mapping[str, int]) -> str:
    """Return the puzzle with the lowest score; the first of several."""
    return min(PUZZLES, key=lambda name: (scores[name], PUZZLES.index(name)))
