"""Fit a frontier: check, draw the envelope, score, certify, warn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.envelope.certificate import certify
from salesfrontier.envelope.chain import Placement, heights_against, place
from salesfrontier.envelope.cloud import Cloud, lock, read_cloud
from salesfrontier.envelope.estimators import estimator_of
from salesfrontier.envelope.results import FitWarning, FrontierFit
from salesfrontier.screening import screen_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from salesfrontier.screening import DroppedRow

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

SMALL_SAMPLE = 8


@dataclass(frozen=True, kw_only=True, eq=False)
class Scores:
    """The columns that follow from the height of the frontier."""

    frontier: Floats
    phi: Floats
    score: Floats
    gap: Floats


def score_under(y: Floats, height: Floats, on: Bools) -> Scores:
    """Turn heights into scores; a unit on the frontier gets exactly 1.0.

    A unit strictly under it stays strictly under it: where rounding would say
    otherwise, the height moves up by one step of the floating-point grid.
    """
    sold = y > 0
    with np.errstate(over="ignore", under="ignore"):
        frontier = np.where(on, y, np.maximum(height, np.nextafter(y, np.inf)))
        ratio = frontier / np.where(sold, y, 1.0)
    # One step up is a factor of more than 1 + 2**-53, which rounds to more than 1.
    phi = np.where(sold, ratio, np.inf)
    score = np.where(sold, y / np.where(sold, frontier, 1.0), 0.0)
    return Scores(frontier=frontier, phi=phi, score=score, gap=frontier - y)


@dataclass(frozen=True, kw_only=True, eq=False)
class Mix:
    """The peers of each unit."""

    index: NDArray[np.int64]
    weight: Floats
    slack: Floats


def mix_under(x: Floats, corner: NDArray[np.int64], spot: Placement, on: Bools) -> Mix:
    """Choose peers: itself when strongly efficient, else the corners around it."""
    left, right = corner[spot.left], corner[spot.right]
    beyond = ~spot.inside & (x > x[left])
    itself = on & ~beyond
    first = np.where(itself, np.arange(len(x)), left)
    share = np.where(itself, 0.0, spot.weight)
    index = np.column_stack([first, np.where(share > 0, right, -1)])
    weight = np.column_stack([1.0 - share, share])
    whole = share == 1.0
    index[whole] = np.column_stack([right[whole], np.full(whole.sum(), -1)])
    weight[whole] = (1.0, 0.0)
    slack = np.where(beyond, x - x[left], 0.0)
    return Mix(index=index, weight=weight, slack=slack)


def _warn(fit: FrontierFit) -> tuple[FitWarning, ...]:
    """Say what a reader of the fit should know."""
    found = []
    if fit.n < SMALL_SAMPLE:
        text = f"Only {fit.n} units; with fewer than {SMALL_SAMPLE} show points only."
        found.append(FitWarning(code="small_sample", text=text))
    if len(fit.vertex_index) == 1:
        text = "One unit makes the whole frontier; all others are compared with it."
        best = fit.ids[fit.vertex_index[0]]
        found.append(FitWarning(code="single_corner", text=text, ids=(best,)))
    silent = tuple(fit.ids[at] for at in np.flatnonzero(fit.y == 0))
    if silent:
        text = "Units without output score 0; their phi is infinite."
        found.append(FitWarning(code="zero_output", text=text, ids=silent))
    level = np.flatnonzero((fit.phi == 1.0) & (fit.input_slack > 0))
    if len(level):
        text = "Level with the frontier, but a peer reaches as much with less input."
        ids = tuple(fit.ids[at] for at in level)
        found.append(FitWarning(code="weakly_efficient", text=text, ids=ids))
    return tuple(found)


def _assemble(
    cloud: Cloud, method: str, dropped: tuple[DroppedRow, ...]
) -> FrontierFit:
    """Draw the envelope over a checked cloud and gather the columns."""
    estimator = estimator_of(method)
    x, y = cloud.x, cloud.y
    corner = cloud.order[estimator.corners(x[cloud.order], y[cloud.order])]
    spot = place(x[corner], y[corner], x, straight=estimator.straight)
    on = heights_against(x[corner], y[corner], x, y, spot) == 0
    scores = score_under(y, spot.value, on)
    mix = mix_under(x, corner, spot, on)
    return FrontierFit(
        method=method,
        ids=cloud.ids,
        x=x,
        y=y,
        score=scores.score,
        phi=scores.phi,
        frontier=scores.frontier,
        gap=scores.gap,
        input_slack=mix.slack,
        peer_index=mix.index,
        peer_weight=mix.weight,
        certified=np.zeros(len(x), dtype=np.bool_),
        vertex_index=corner,
        dropped=dropped,
    )


def fit_frontier(
    *,
    ids: Sequence[str | int],
    inputs: ArrayLike,
    outputs: ArrayLike,
    method: str = "dea-vrs",
    dropped: tuple[DroppedRow, ...] = (),
) -> FrontierFit:
    """Compare units with the best that was achieved at the same input.

    Parameters
    ----------
    ids : sequence of str or int, length n ≥ 1
        Unique by their text.
    inputs, outputs : array_like, shape (n,) or (n, 1)
        Potential and sales; finite, ≥ 0, each column in one unit of measure.
    method : {"dea-vrs", "fdh"}
        Concave envelope, or step envelope.
    dropped : tuple of DroppedRow
        Carried into the result.

    Returns
    -------
    FrontierFit

    Raises
    ------
    EmptyTableError, ShapeError, NumberError, DuplicateIdError, UnknownMethodError

    Notes
    -----
    Exact for the given floats: ``phi == 1.0`` holds for the units on the frontier
    and for no other. Where figures of one column differ by a factor above 1e290, a
    float cannot hold a peer's weight, and the unit is left uncertified. Zero output:
    ``phi`` infinite, ``score`` 0. Among units at one point the corner is the one
    whose id comes first as text; each of them is its own peer. Cost O(n log n).
    Sources: see `salesfrontier.envelope.estimators`; the comparison of sales
    territories is Horsky & Nelson 1996, Marketing Science 15(4), 301-320, and method
    §3.14.

    Examples
    --------
    >>> fit = fit_frontier(ids=["a", "b", "c"], inputs=[1, 3, 2], outputs=[2, 4, 1.5])
    >>> fit.phi.tolist()
    [1.0, 1.0, 2.0]
    >>> [(peer.id, peer.weight) for peer in fit.unit("c").peers]
    [('a', 0.5), ('b', 0.5)]
    """
    estimator_of(method)
    cloud = read_cloud(ids=ids, inputs=inputs, outputs=outputs)
    draft = _assemble(cloud, method, dropped)
    fit = replace(draft, certified=certify(draft), warnings=_warn(draft))
    for column in vars(fit).values():
        if isinstance(column, np.ndarray):
            lock(column)
    return fit


def fit_rows(
    *,
    ids: Sequence[object],
    inputs: Sequence[object],
    outputs: Sequence[object],
    method: str = "dea-vrs",
    first_row: int = 1,
) -> FrontierFit:
    """Screen the rows of a file, then fit what is usable.

    Parameters
    ----------
    ids, inputs, outputs, first_row
        See `screen_rows`.
    method : {"dea-vrs", "fdh"}

    Returns
    -------
    FrontierFit
        ``n + len(dropped)`` is the number of rows given.

    Raises
    ------
    ShapeError, EmptyTableError, UnknownMethodError

    Notes
    -----
    Cost O(n log n).

    Examples
    --------
    >>> fit = fit_rows(ids=["a", "b"], inputs=["10", "20"], outputs=["5", "nan"])
    >>> fit.n, str(fit.dropped[0].code)
    (1, 'nan')
    """
    table = screen_rows(ids=ids, inputs=inputs, outputs=outputs, first_row=first_row)
    return fit_frontier(
        ids=table.ids,
        inputs=table.inputs,
        outputs=table.outputs,
        method=method,
        dropped=table.dropped,
    )
