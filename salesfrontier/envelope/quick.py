"""Scores of a million pairs: one input, one output, and nothing that is not asked for.

`salesfrontier.fit_frontier` and `salesfrontier.fit_envelope` make peers, slacks, prices
and proofs for every unit; for a million units that is most of their time. Here the
corners are found first ::

    1. the envelope of a few thousand units (every so-manieth)
    2. whoever stands above it, or to its left, and its own corners: a few hundred
    3. the envelope of those, which is that of all: nobody else can be a corner

and then each unit is held against them. Peers are worked out for a unit that is asked
for.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from salesfrontier.envelope.chain import heights_against, place
from salesfrontier.envelope.cloud import lock
from salesfrontier.envelope.estimators import estimator_of
from salesfrontier.envelope.locating import Locator
from salesfrontier.envelope.results import Peer
from salesfrontier.errors import EmptyTableError, LengthError, NumberError
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    from salesfrontier.envelope.estimators import Estimator

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

T = TypeVar("T")
SAMPLE = 4096
PIECE = 65_536
"""Units held against the corners at once: their figures stay near the processor."""
NEAR = 1e-9
"""Units as near to the frontier as this share are judged without rounding."""
TOLERANCE = 1e-12
THREADS = 2


@dataclass(frozen=True, kw_only=True, eq=False)
class QuickScores:
    """Scores of pairs, in the order given.

    Attributes
    ----------
    method : str
    x, y : ndarray of float, shape (n,)
        As given.
    frontier : ndarray of float, shape (n,)
        Height of the frontier over each unit, in units of the output.
    score : ndarray of float, shape (n,)
        Output over frontier: exactly 1 on it, below 1 under it; 0 without output.
    vertex_index : ndarray of int, shape (k,)
        Positions of the corners, left to right.
    library_version : str
    """

    method: str
    x: Floats
    y: Floats
    frontier: Floats
    score: Floats
    vertex_index: Ints
    library_version: str

    @property
    def n(self) -> int:
        """Count the units."""
        return len(self.x)

    @cached_property
    def phi(self) -> Floats:
        """Output expansion, 1 on the frontier; infinite with next to no output."""
        with np.errstate(divide="ignore", over="ignore"):
            return np.where(self.score == 1.0, 1.0, 1.0 / self.score)

    @cached_property
    def certified(self) -> Bools:
        """Say whose score is proven. O(n).

        Each height is that of a corner, or of a mix of two, so that it can be reached;
        and no unit stands above the line through its corners, so that it cannot be
        passed.
        """
        over = self.y > self.frontier * (1.0 + TOLERANCE)
        proven: Bools = np.isfinite(self.score) & ~over.any()
        return proven

    def peers_at(self, at: int) -> tuple[Peer, ...]:
        """Work out the peers of one unit, with weights that sum to 1. O(log k)."""
        corner = self.vertex_index
        straight = estimator_of(self.method).straight
        x = self.x[at : at + 1]
        spot = place(self.x[corner], self.y[corner], x, straight=straight)
        left, right = corner[spot.left[0]].item(), corner[spot.right[0]].item()
        beyond = not spot.inside[0] and self.x[at] > self.x[left]
        if self.score[at] == 1.0 and not beyond:
            return (Peer(id=at, weight=1.0),)
        share = spot.weight.item(0)
        found = [(1.0 - share, left), (share, right)]
        found = sorted(((w, p) for w, p in found if w > 0), key=lambda one: -one[0])
        return tuple(Peer(id=peer, weight=weight) for weight, peer in found)


def _column(name: str, given: ArrayLike) -> Floats:
    """Read one column; refuse figures that cannot be compared."""
    raw = np.asarray(given)
    if raw.dtype.kind not in "iuf" or np.ma.is_masked(given):
        raise NumberError(name, "not a column of plain numbers", ["the column"])
    column = np.array(raw, dtype=np.float64)
    if column.ndim != 1:
        raise LengthError(column=name, found=column.shape, wanted="(n,)")
    if not len(column):
        raise EmptyTableError
    least, most = column.min(), column.max()
    if least >= 0 and most < np.inf:
        column += 0.0
        return column
    for trouble, bad in (
        ("NaN", np.isnan(column)),
        ("infinite", np.isinf(column)),
        ("below zero", column < 0),
    ):
        if bad.any():
            raise NumberError(name, trouble, np.flatnonzero(bad).tolist())
    return column


def _corners(x: Floats, y: Floats, among: Ints, estimator: Estimator) -> Ints:
    """Find the corners of some units."""
    order = among[np.lexsort((-y[among], x[among]))]
    return order[estimator.corners(x[order], y[order])]


def _all_corners(x: Floats, y: Floats, estimator: Estimator) -> Ints:
    """Find the corners of all units among the few that can be some."""
    step = max(1, len(x) // SAMPLE)
    drawn = _corners(x, y, np.arange(0, len(x), step), estimator)
    first = x[drawn[0]]
    find = Locator(x[drawn], y[drawn], x.max(), straight=estimator.straight)

    def above(cut: slice) -> Ints:
        left = x[cut] < first
        height = find.heights(np.maximum(x[cut], first))
        found: Ints = np.flatnonzero((y[cut] >= height * (1.0 - NEAR)) | left)
        return found + cut.start

    candidates = np.concatenate(_pieces(above, len(x)))
    return _corners(x, y, np.union1d(candidates, drawn), estimator)


def _pieces(work: Callable[[slice], T], count: int) -> list[T]:
    """Do a piece of work for all units, two pieces at a time."""
    cuts = [*range(0, count, PIECE), count]
    slices = [slice(a, b) for a, b in pairwise(cuts)]
    if len(slices) == 1:
        return [work(slices[0])]
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, slices))


def quick_scores(
    *, inputs: ArrayLike, outputs: ArrayLike, method: str = "dea-vrs"
) -> QuickScores:
    """Score pairs of one input and one output, output orientation, and nothing else.

    Parameters
    ----------
    inputs, outputs : array_like, shape (n,)
        Finite, ≥ 0, each in one unit of measure.
    method : {"dea-vrs", "fdh"}
        Concave envelope, or step envelope.

    Returns
    -------
    QuickScores
        The same scores as `fit_frontier`; peers of single units on request. Among
        units at one point the corner is the first.

    Raises
    ------
    EmptyTableError, LengthError, NumberError, UnknownMethodError

    Notes
    -----
    Cost O(n log k) for k corners, where a part of the units already shows most of the
    frontier; O(n log n) at worst. Sources: see `salesfrontier.envelope.estimators`.

    Examples
    --------
    >>> told = quick_scores(inputs=[1, 3, 2], outputs=[2.0, 4.0, 1.5])
    >>> told.score.tolist()
    [1.0, 1.0, 0.5]
    >>> [(peer.id, peer.weight) for peer in told.peers_at(2)]
    [(0, 0.5), (1, 0.5)]
    """
    estimator = estimator_of(method)
    x, y = _column("inputs", inputs), _column("outputs", outputs)
    if len(x) != len(y):
        raise LengthError(column="outputs", found=y.shape, wanted=f"({len(x)},)")
    corner = _all_corners(x, y, estimator)
    corner_x, corner_y = x[corner], y[corner]
    find = Locator(corner_x, corner_y, x.max(), straight=estimator.straight)
    frontier, score = np.empty_like(x), np.empty_like(x)

    def hold(cut: slice) -> None:
        here, made = x[cut], y[cut]
        height = find.heights(here)
        near = np.flatnonzero(made >= height * (1.0 - NEAR))
        height[near] = _exact(corner_x, corner_y, here[near], made[near], estimator)
        frontier[cut] = height
        np.divide(made, height, out=score[cut], where=height > 0)
        score[cut][height == 0] = 0.0

    _pieces(hold, len(x))
    for column in (x, y, frontier, score, corner):
        lock(column)
    return QuickScores(
        method=method,
        x=x,
        y=y,
        frontier=frontier,
        score=score,
        vertex_index=corner,
        library_version=__version__,
    )


def _exact(
    corner_x: Floats, corner_y: Floats, x: Floats, y: Floats, estimator: Estimator
) -> Floats:
    """Return heights that equal the output exactly where a unit is on the frontier."""
    spot = place(corner_x, corner_y, x, straight=estimator.straight)
    on = heights_against(corner_x, corner_y, x, y, spot) == 0
    return np.where(on, y, np.maximum(spot.value, np.nextafter(y, np.inf)))
