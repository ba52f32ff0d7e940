"""Rectangles on the screen, which grows to the right and downwards."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the screen; top is the smaller number."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Tell whether two boxes share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Box) -> bool:
        """Tell whether another box lies wholly inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def line_boxes(
    points: Sequence[Point], *, thickness: float = 2.0, stride: float = 8.0
) -> tuple[Box, ...]:
    """Cover a drawn line with small boxes, as obstacles for labels.

    >>> len(line_boxes([(0, 0), (16, 0)]))
    2
    """
    half = thickness / 2
    boxes = []
    for (x0, y0), (x1, y1) in pairwise(points):
        pieces = max(1, ceil(hypot(x1 - x0, y1 - y0) / stride))
        marks = [
            (x0 + (x1 - x0) * at / pieces, y0 + (y1 - y0) * at / pieces)
            for at in range(pieces + 1)
        ]
        for (ax, ay), (bx, by) in pairwise(marks):
            left, right = min(ax, bx) - half, max(ax, bx) + half
            boxes.append(Box(left, min(ay, by) - half, right, max(ay, by) + half))
    return tuple(boxes)
