"""Coarse clouds, for readers who must not find a colleague in the picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import floor, inf, isfinite
from statistics import fmean
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


def gathered(
    points: Sequence[Point], least: int, *, bounds: Box, steps: int = 20
) -> tuple[CloudCell, ...]:
    """Gather neighbours into groups of at least `least` and keep only their middles.

    The cloud is cut into upright strips and each strip into groups, by rank, so each
    point is in exactly one group of `least` to ``2 * least - 1``. A group stands at
    the mean of its points, moved to the nearest of ``steps`` lines across `bounds`.
    Fewer points than `least` give nothing. The answer does not depend on their order.

    >>> from kam.web.plot import Box
    >>> gathered([(1, 1), (2, 1), (9, 9)], 3, bounds=Box(0, 0, 10, 10))
    (CloudCell(x=4.0, y=3.5, count=3),)
    """
    groups = [
        group
        for strip in _cut(sorted(points), least * least)
        for group in _cut(sorted(strip, key=lambda point: (point[1], point[0])), least)
    ]
    return tuple(
        CloudCell(
            x=_step(fmean(x for x, _y in group), bounds.left, bounds.right, steps),
            y=_step(fmean(y for _x, y in group), bounds.top, bounds.bottom, steps),
            count=len(group),
        )
        for group in groups
        if len(group) >= least
    )


def _cut(points: Sequence[Point], size: int) -> list[Sequence[Point]]:
    """Cut a sequence into pieces of `size`; what is left over joins the last one."""
    whole = max(len(points) // size, 1)
    ends = [*range(size, whole * size, size), len(points)]
    starts = [0, *ends[:-1]]
    return [points[start:end] for start, end in zip(starts, ends, strict=True)]


def _step(number: float, start: float, end: float, steps: int) -> float:
    """Move a number to the nearest of the evenly spaced lines."""
    return (
        start + round((number - start) / (end - start) * steps) * (end - start) / steps
    )
