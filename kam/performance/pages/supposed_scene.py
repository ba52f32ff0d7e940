"""The chart of a supposition: where a territory is, and the point that can be moved."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.engine import Supposed
    from kam.performance.models import FrontierRow
    from kam.web.plot import Scatter, Sheet

GRAINS = 200
STEPS = 100


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A finished chart, the line as it was, and the point with its scale.

    `grain` is the smallest move along each axis, `step` that of an arrow key.
    """

    plot: Scatter
    before_line: str
    unit: str
    x: float
    y: float
    value_x: str
    value_y: str
    most_x: str
    most_y: str
    grain_x: str
    grain_y: str
    step_x: str
    step_y: str


def scene_of(
    plot: Scatter,
    sheet: Sheet,
    row: FrontierRow,
    answer: Supposed,
    before: Sequence[Sequence[float]] = (),
) -> Scene:
    """Put the supposed point on the chart; what leaves the paper stands at its edge."""
    most_x, most_y = sheet.across.domain[1], sheet.up.domain[1]
    after = answer.after
    x, y = sheet.place(min(after.potential, most_x), min(after.sales, most_y))
    return Scene(
        plot=replace(plot, gap=None),
        before_line=sheet.trace(before),
        unit=str(row.territory_id),
        x=x,
        y=y,
        value_x=f"{after.potential:.12g}",
        value_y=f"{after.sales:.12g}",
        most_x=repr(most_x),
        most_y=repr(most_y),
        grain_x=repr(grain_of(most_x)),
        grain_y=repr(grain_of(most_y)),
        step_x=repr(most_x / STEPS),
        step_y=repr(most_y / STEPS),
    )


def grain_of(most: float) -> float:
    """Return the power of ten that is about a pixel of an axis.

    >>> grain_of(7000.0), grain_of(300.0)
    (10.0, 1.0)
    """
    return float(f"1e{math.floor(math.log10(most / GRAINS))}")
