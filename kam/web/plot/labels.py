"""Labels that cover nothing: greedy, deterministic, in the caller's order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from math import floor, hypot, isfinite
from typing import TYPE_CHECKING

from kam.web.plot.boxes import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Point = tuple[float, float]
    Size = tuple[float, float]

GRID = 32.0


@dataclass(frozen=True, slots=True)
class LabelSpot:
    """Where a label stands: write it at ``x``, ``y`` with this anchor.

    ``y`` is the middle of the text; use ``dominant-baseline="central"``.
    """

    x: float
    y: float
    anchor: str
    box: Box


class _Crowd:
    """What is on the chart already, in cells, so that a look around stays short."""

    def __init__(self) -> None:
        self.cells: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        for cell in self._cells_of(box):
            self.cells[cell].append(box)

    def meets(self, box: Box) -> bool:
        return any(
            box.overlaps(other)
            for cell in self._cells_of(box)
            for other in self.cells.get(cell, ())
        )

    def _cells_of(self, box: Box) -> Iterator[tuple[int, int]]:
        columns = range(floor(box.left / GRID), floor(box.right / GRID) + 1)
        rows = range(floor(box.top / GRID), floor(box.bottom / GRID) + 1)
        return product(columns, rows)


# Across and down from the marker: right, left, above, below, then the diagonals.
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
ANCHORS = {1: "start", -1: "end", 0: "middle"}


def _spot(point: Point, size: Size, side: tuple[int, int], away: float) -> LabelSpot:
    """Lay a label beside its point; on a diagonal it stands nearer."""
    (x, y), (width, height), (across, down) = point, size, side
    reach = away / hypot(across, down)
    text_x = x + across * reach
    text_y = y + down * (reach + height / 2)
    left = text_x + (across - 1) * width / 2
    top = text_y - height / 2
    box = Box(left=left, top=top, right=left + width, bottom=top + height)
    return LabelSpot(x=text_x, y=text_y, anchor=ANCHORS[across], box=box)


def place_labels(
    points: Sequence[Point],
    sizes: Sequence[Size],
    bounds: Box,
    obstacles: Sequence[Box] = (),
    *,
    radius: float = 4.0,
) -> tuple[LabelSpot | None, ...]:
    """Find a place for each label where it covers nothing.

    Labels are placed in the order given, so put the important ones first. Each tries
    right, left, above, below, then the diagonals, and gets None when every place
    leaves `bounds` or covers a marker (of this radius), an obstacle or a label.
    Deterministic. Raises ValueError when points and sizes differ in number.
    """
    if len(points) != len(sizes):
        message = f"{len(points)} points but {len(sizes)} label sizes"
        raise ValueError(message)
    crowd = _Crowd()
    for box in obstacles:
        crowd.add(box)
    shown = [isfinite(x) and isfinite(y) for x, y in points]
    for (x, y), visible in zip(points, shown, strict=True):
        if visible:
            crowd.add(Box(x - radius, y - radius, x + radius, y + radius))
    spots: list[LabelSpot | None] = []
    for point, size, visible in zip(points, sizes, shown, strict=True):
        spot = _first_free(point, size, bounds, crowd, radius) if visible else None
        spots.append(spot)
        if spot is not None:
            crowd.add(spot.box)
    return tuple(spots)


def _first_free(
    point: Point, size: Size, bounds: Box, crowd: _Crowd, radius: float
) -> LabelSpot | None:
    """Try the sides in turn."""
    for side in SIDES:
        # A diagonal comes nearer, but its corner still has to clear the marker.
        away = radius * hypot(*side) + 2.0
        spot = _spot(point, size, side, away)
        if bounds.holds(spot.box) and not crowd.meets(spot.box):
            return spot
    return None
