"""Coarse clouds, for readers who must not find a colleague in the picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import floor, inf, isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.web.plot.boxes import Box

    Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class CloudCell:
    """The centre of a cell, and how many points lie in it."""

    x: float
    y: float
    count: int


def coarsen(
    points: Sequence[Point], cells: int, *, bounds: Box
) -> tuple[CloudCell, ...]:
    """Blur a cloud, so that its shape can be seen and nobody in it be found.

    Each point moves to the centre of its cell in a grid of ``cells × cells`` over
    `bounds`; points outside count in the nearest cell. Take the bounds from the axes,
    never from the points: a grid cut to the points would tell the exact extremes.
    The answer does not depend on the order of the points. Raises ValueError for no
    cells, bounds without area, or a point that is not finite.

    >>> from kam.web.plot import Box
    >>> coarsen([(1, 1), (2, 2), (9, 9)], 2, bounds=Box(0, 0, 10, 10))
    (CloudCell(x=2.5, y=2.5, count=2), CloudCell(x=7.5, y=7.5, count=1))
    """
    width, height = bounds.right - bounds.left, bounds.bottom - bounds.top
    if cells < 1 or not (0 < width < inf and 0 < height < inf):
        message = f"a grid needs cells and an area, not {cells} over {bounds}"
        raise ValueError(message)
    counts = Counter(
        (
            _cell_of(x, bounds.left, width, cells),
            _cell_of(y, bounds.top, height, cells),
        )
        for x, y in points
    )
    return tuple(
        CloudCell(
            x=bounds.left + (column + 0.5) * width / cells,
            y=bounds.top + (row + 0.5) * height / cells,
            count=count,
        )
        for (column, row), count in sorted(counts.items())
    )


def _cell_of(number: float, start: float, length: float, cells: int) -> int:
    """Find the cell of one coordinate."""
    if not isfinite(number):
        message = f"a point must be finite, not {number!r}"
        raise ValueError(message)
    place = min(max((number - start) / length, 0.0), 1.0)
    return min(floor(place * cells), cells - 1)
