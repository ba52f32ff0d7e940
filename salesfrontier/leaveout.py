"""How much of the frontier rests on one unit.

For each unit on the frontier: draw the frontier again without it and look how far
it sinks, at most, over the potentials of the *other* units. Nobody is compared
anywhere else, so nothing else matters.

Without corner k the envelope changes only between the corners next to it, because
its neighbours stay corners of the smaller cloud. So each redrawing looks at the
units between two corners, every unit is looked at at most twice, and all of it
together costs about as much as one fit.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.envelope.chain import upper_chain
from salesfrontier.envelope.estimators import estimator_of
from salesfrontier.errors import ConstantError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesfrontier.envelope import FrontierFit

FRAGILE_ABOVE = 0.10


@dataclass(frozen=True, kw_only=True, slots=True)
class LeaveOneOut:
    """What the frontier loses without one of its units.

    Attributes
    ----------
    id : str or int
        The unit left out.
    drop : float
        Largest relative fall of ``f`` over the others' potentials, 0 to 1.
    where : str, int or None
        The unit at whose potential it falls most; None when nothing falls.
    fragile : bool
        ``drop`` exceeds the threshold.
    """

    id: str | int
    drop: float
    where: str | int | None
    fragile: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Fall:
    """Largest relative fall in a stretch, and the sorted place of it."""

    drop: float = 0.0
    place: int = -1


def _height(xs: Sequence[float], ys: Sequence[float], x: float) -> float:
    """Read a concave chain at one point (see `chain.place` for many)."""
    left = bisect_right(xs, x) - 1
    if left == len(xs) - 1 or xs[left] == x:
        return ys[left]
    share = (x - xs[left]) / (xs[left + 1] - xs[left])
    return min(ys[left] + (ys[left + 1] - ys[left]) * share, ys[left + 1])


def _fall_without(
    skipped: int, stretch: range, xs: list[float], ys: list[float], old: list[float]
) -> _Fall:
    """Redraw one stretch of a concave envelope without one of its corners."""
    rest = [place for place in stretch if place != skipped]
    if not rest:
        return _Fall()
    here = [xs[place] for place in rest]
    high = [ys[place] for place in rest]
    chain = upper_chain(here, high)
    corner_x = [here[at] for at in chain]
    corner_y = [high[at] for at in chain]
    worst = _Fall()
    for place, x in zip(rest, here, strict=True):
        if old[place] <= 0:
            continue
        drop = 1.0 - _height(corner_x, corner_y, x) / old[place]
        if drop > worst.drop:
            worst = _Fall(drop=drop, place=place)
    return worst


def _concave_falls(
    corners: list[int], xs: list[float], ys: list[float], old: list[float]
) -> dict[int, _Fall]:
    """Leave out each corner of a concave envelope; keys are sorted places."""
    falls = {}
    ends = [0, *corners[:-1]], [*corners[1:], len(xs) - 1]
    for start, corner, end in zip(ends[0], corners, ends[1], strict=True):
        stretch = range(start, end + 1)
        falls[corner] = _fall_without(corner, stretch, xs, ys, old)
    return falls


def _step_falls(
    corners: list[int], xs: list[float], ys: list[float], old: list[float]
) -> dict[int, _Fall]:
    """Leave out each corner of a step envelope: the second best so far takes over."""
    falls = dict.fromkeys(corners, _Fall())
    best, second, corner = -1.0, -1.0, -1
    steps = set(corners)
    ends = np.searchsorted(xs, xs, side="right").tolist()
    place = 0
    while place < len(xs):
        level = range(place, ends[place])
        for at in level:
            best, second = max(best, ys[at]), max(second, min(best, ys[at]))
            corner = at if at in steps else corner
        others = [at for at in level if at != corner]
        if others and old[place] > 0:
            drop = 1.0 - second / old[place]
            if drop > falls[corner].drop:
                falls[corner] = _Fall(drop=drop, place=others[0])
        place = ends[place]
    return falls


def leave_one_out(
    fit: FrontierFit, *, fragile_above: float = FRAGILE_ABOVE
) -> tuple[LeaveOneOut, ...]:
    """Measure how far the frontier sinks without each of its units.

    Parameters
    ----------
    fit : FrontierFit
    fragile_above : float
        Relative fall above which a frontier unit is called fragile, 0 to 1.

    Returns
    -------
    tuple of LeaveOneOut
        One for each unit that makes or touches the frontier without slack, by
        input ascending. A unit that shares its point with another, or lies on a
        straight piece, has a drop of 0.

    Raises
    ------
    ConstantError

    Notes
    -----
    Cost O(n log n) in all. Source: method §3.14.

    Examples
    --------
    >>> from salesfrontier import fit_frontier
    >>> fit = fit_frontier(ids="abc", inputs=[1, 2, 3], outputs=[4, 5, 10])
    >>> [(row.id, row.drop, row.where, row.fragile) for row in leave_one_out(fit)]
    [('a', 0.2857142857142857, 'b', True), ('c', 0.2857142857142857, 'b', True)]
    """
    if not 0 <= fragile_above <= 1:
        raise ConstantError(name="fragile_above", value=fragile_above, wanted="0 to 1")
    order = np.lexsort((-fit.y, fit.x))
    sorted_at = np.empty(fit.n, dtype=np.int64)
    sorted_at[order] = np.arange(fit.n)
    straight = estimator_of(fit.method).straight
    falls = (_concave_falls if straight else _step_falls)(
        sorted_at[fit.vertex_index].tolist(),
        fit.x[order].tolist(),
        fit.y[order].tolist(),
        fit.frontier[order].tolist(),
    )
    touching = ((fit.phi == 1.0) & (fit.input_slack == 0))[order]
    rows = []
    for place in sorted({*np.flatnonzero(touching).tolist(), *falls}):
        fall = falls.get(place, _Fall())
        where = fit.ids[order[fall.place]] if fall.place >= 0 else None
        name = fit.ids[order[place]]
        fragile = fall.drop > fragile_above
        rows.append(LeaveOneOut(id=name, drop=fall.drop, where=where, fragile=fragile))
    return tuple(rows)
