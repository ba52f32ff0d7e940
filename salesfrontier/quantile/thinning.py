"""Find a line among many units by looking closely at a few.

A sample tells roughly where the line runs, and so on which side of it most units lie.
Those enter as two sums, one for each side; the rest, a narrow band around the line,
stays. The best line of that small table is the best of all if nobody turns out to lie
on the wrong side, which the proof over all units shows; who does joins the band, and
where too many do, a larger sample starts anew. Source: Portnoy & Koenker 1997,
Statistical Science 12(4), 279-300, section 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.quantile.inner import near_line
from salesfrontier.quantile.sheet import Sheet, each_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

WIDE = 0.8
"""Units of the band for one of the sample."""
MENDS = 4
"""Times the band grows before a larger sample is drawn."""
MOST = 4
"""A sample of more than this part of the units is not worth it."""
ROUGH = 1e-4
"""How close to its best line a sample comes: its own error is larger."""
SEED = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class _Band:
    """Who stays, and on which side the others lie.

    Attributes
    ----------
    close : ndarray of int
    side : ndarray of int8, shape (n,)
        1 above, -1 below, 0 in the band.
    """

    close: Ints
    side: NDArray[np.int8]


def _rests(sheet: Sheet, b: Floats, units: slice | Ints) -> Floats:
    """Return residuals, each as a share of how unsure the line is there."""
    rest = sheet.target[units] - sheet.matrix[units] @ b
    found: Floats = rest / sheet.reach[units]
    return found


def _draw(sheet: Sheet, tau: float, count: int) -> _Band:
    """Guess the line from a sample, and choose the band around it."""
    n = len(sheet.target)
    sample = np.unique(np.random.default_rng(SEED).integers(0, n, count))
    part = sheet.part(sample)
    b = near_line(part.matrix, part.target, tau, close=ROUGH)
    share = min(WIDE * count / (2 * n), 0.5)
    places = [max(tau - share, 0.0), min(tau + share, 1.0)]
    low, high = np.quantile(_rests(sheet, b, sample), places)

    def look(cut: slice) -> NDArray[np.int8]:
        rest = _rests(sheet, b, cut)
        return (rest > high).astype(np.int8) - (rest < low).astype(np.int8)

    side = np.concatenate(each_block(n, look))
    return _Band(close=np.flatnonzero(side == 0), side=side)


def _condensed(sheet: Sheet, band: _Band) -> Sheet:
    """Return the band, and below it one row for each side."""
    kept = sheet.part(band.close)
    columns = np.column_stack([kept.matrix, kept.target])

    def add(cut: slice) -> Floats:
        high = (band.side[cut] > 0).astype(np.float64)
        total = (high * sheet.target[cut]).sum()
        return np.append(high @ sheet.matrix[cut], total)

    above = np.sum(each_block(len(sheet.target), add), axis=0)
    whole = np.append(sheet.sums, sheet.target.sum())
    below = whole - above - columns.sum(axis=0)
    rows = np.vstack([columns, above, below])
    return Sheet(matrix=rows[:, :-1], target=rows[:, -1])


def _mended(sheet: Sheet, band: _Band, b: Floats) -> _Band | None:
    """Take into the band who lies on the wrong side; None where nobody does."""

    def look(cut: slice) -> Ints:
        rest = sheet.target[cut] - sheet.matrix[cut] @ b
        return np.flatnonzero(band.side[cut] * rest < 0) + cut.start

    wrong = np.concatenate(each_block(len(sheet.target), look))
    if not len(wrong):
        return None
    side = band.side.copy()
    side[wrong] = 0
    return _Band(close=np.union1d(band.close, wrong), side=side)


def thinned_lines(
    sheet: Sheet, tau: float, solve: Callable[[Sheet, float, Floats | None], Floats]
) -> Iterator[Floats]:
    """Offer lines, the first of which is nearly always the best one.

    Parameters
    ----------
    sheet : Sheet
    tau : float
    solve : callable
        Finds the best line of a small table; from a line close by, where there is one.

    Yields
    ------
    ndarray of float, shape (k,)
        Take the first that can be proven.

    Notes
    -----
    Cost O(n k + s n^⅔ k²) for s steps of the way inside.
    """
    n, wide = sheet.matrix.shape
    count = int(np.sqrt(wide) * n ** (2 / 3))
    while count * MOST < n:
        band: _Band | None = _draw(sheet, tau, count)
        b: Floats | None = None
        for _ in range(MENDS):
            if band is None or len(band.close) * MOST > n:
                break
            b = solve(_condensed(sheet, band), tau, b)
            yield b
            band = _mended(sheet, band, b)
        count *= 2
