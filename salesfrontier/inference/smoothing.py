"""Draw distances from the frontier from a smooth estimate of their distribution.

A distance is ``δ = 1 / score ≥ 1``. Distances pile up at 1, where the frontier is:
drawing them as they are would copy that pile and say that the frontier is known. They
are smoothed with a normal kernel and mirrored at 1 (Silverman 1986, Density Estimation,
section 2.10), then drawn together a little so that their variance stays the same ::

    δ̃ = β + h ε        if that is at least 1, else 2 - β - h ε;  β drawn from the δ
    δ* = β̄ + (δ̃ - β̄) / √(1 + h² / s²)

Source: Simar & Wilson 1998, Management Science 44(1), 49-61.
The pile at 1 has no part in the bandwidth: Daraio & Simar 2007, Advanced Robust and
Nonparametric Methods in Efficiency Analysis, section 3.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NORMAL_RANGE = 1.349
"""Quartiles of a normal distribution lie so many spreads apart."""
AT_ONE = 1e-6


def bandwidth_of(distance: Floats) -> float:
    """Return Silverman's bandwidth of mirrored distances, brought back to n of them.

    Parameters
    ----------
    distance : ndarray of float, shape (n,)
        1 or more.

    Returns
    -------
    float
        0 where fewer than two lie off the frontier.

    Notes
    -----
    ``0.9 min(s, IQR / 1.349) N^(-1/5)`` of the N mirrored distances above 1, times the
    ratio of spreads and ``(N / n)^(1/5)``. Cost O(n log n).

    Examples
    --------
    >>> round(bandwidth_of(np.array([1.0, 1.0, 1.1, 1.2, 1.5, 1.3])), 3)
    0.122
    """
    off = distance[distance > 1.0 + AT_ONE]
    if len(off) < 2:  # noqa: PLR2004 - a spread needs two
        return 0.0
    mirrored = np.concatenate([off, 2.0 - off])
    spread = float(mirrored.std(ddof=1))
    low, high = np.quantile(mirrored, [0.25, 0.75]).tolist()
    narrow = (high - low) / NORMAL_RANGE
    size = min(spread, narrow) if narrow > 0 else spread
    ratio = float(distance.std(ddof=1)) / spread
    back = (len(mirrored) / len(distance)) ** 0.2
    return float(0.9 * size * len(mirrored) ** -0.2 * ratio * back)


def draw_distances(distance: Floats, h: float, rng: np.random.Generator) -> Floats:
    """Draw as many distances as there are.

    Parameters
    ----------
    distance : ndarray of float, shape (n,)
        1 or more, not all alike.
    h : float
        Bandwidth.
    rng : numpy.random.Generator

    Notes
    -----
    Cost O(n).
    """
    n = len(distance)
    drawn = distance[rng.integers(0, n, n)]
    moved = drawn + h * rng.standard_normal(n)
    moved = np.where(moved >= 1.0, moved, 2.0 - moved)
    shrink = 1.0 / np.sqrt(1.0 + h * h / float(distance.var()))
    mean = float(drawn.mean())
    back: Floats = np.maximum(mean + shrink * (moved - mean), 1.0)
    return back
