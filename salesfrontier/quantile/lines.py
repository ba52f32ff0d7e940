"""One regression quantile, exactly, with its proof.

Below the line ``x b`` a share τ of the units is to lie. With ``ρ(r) = r (τ - [r < 0])``
that is a linear programme ::

    min Σ ρ(y - x b)          max Σ y d   X'd = (1 - τ) X'1,  0 ≤ d ≤ 1

*Proof*: weights ``d`` (1 above the line, 0 below it, between on it) that balance the
columns. They exist for a best line and for no other.

An interior-point method comes close; then moves along edges, from one line through k
units to the next better one, end exactly. With many units that is done on a narrow band
of them (`salesfrontier.quantile.thinning`), and the proof runs over all. What stays
unproven goes to HiGHS.

Sources: Koenker & Bassett 1978, Econometrica 46(1), 33-50; Barrodale & Roberts 1973,
SIAM Journal on Numerical Analysis 10(5), 839-848, for the moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog

from salesfrontier.errors import ConvergenceError
from salesfrontier.quantile.inner import near_line
from salesfrontier.quantile.thinning import thinned_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from salesfrontier.quantile.sheet import Sheet

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

MANY = 20_000
MOVES = 400
TOLERANCE = 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class Line:
    """One regression quantile.

    Attributes
    ----------
    coefficients : ndarray of float, shape (k,)
    rho : float
        The sum that is smallest.
    imbalance : float
        How far the weights of its proof are from balancing, relatively; 0 for a best
        line.
    """

    coefficients: Floats
    rho: float
    imbalance: float

    @property
    def certified(self) -> bool:
        """Say whether it is proven to be best."""
        return self.imbalance <= TOLERANCE


def rho_of(residual: Floats, tau: float) -> float:
    """Return Σ r (τ - [r < 0]).

    Examples
    --------
    >>> round(rho_of(np.array([2.0, -1.0]), 0.9), 9)
    1.9
    """
    return float((residual * (tau - (residual < 0))).sum())


def prove_line(sheet: Sheet, tau: float, b: Floats) -> Line:
    """Measure how far a line is from proven.

    Parameters
    ----------
    sheet : Sheet
    tau : float
    b : ndarray of float, shape (k,)

    Notes
    -----
    Units on the line may have any weight from 0 to 1; whether weights exist that
    balance all columns is a small linear programme over them. Cost O(n k).
    """
    sides = sheet.sides(b)
    lack = (1 - tau) * sheet.sums - sides.above
    scale = sheet.sizes
    rows = (sheet.matrix[sides.on] / scale).T
    wide, count = rows.shape
    # Weights, and what is lacking or too much in each column: the less the better.
    answer = linprog(
        np.concatenate([np.zeros(count), np.ones(2 * wide)]),
        A_eq=np.column_stack([rows, np.eye(wide), -np.eye(wide)]),
        b_eq=lack / scale,
        bounds=[(0, 1)] * count + [(0, None)] * (2 * wide),
        method="highs-ds",
        options={"primal_feasibility_tolerance": 1e-10},
    )
    imbalance = float(answer.fun) if answer.status == 0 else np.inf
    over, under = sides.rho
    return Line(
        coefficients=b,
        rho=tau * over + (1 - tau) * under,
        imbalance=imbalance,
    )


def pick_basis(matrix: Floats, residual: Floats) -> Ints:
    """Pick k units, the nearest to a line that determine one.

    Parameters
    ----------
    matrix : ndarray of float, shape (n, k)
    residual : ndarray of float, shape (n,)

    Notes
    -----
    Cost O(n log n + k⁴).

    Examples
    --------
    >>> matrix = np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 2.0]])
    >>> pick_basis(matrix, np.array([0.0, 0.1, 0.2])).tolist()
    [0, 2]
    """
    wide, chosen = matrix.shape[1], []
    left = np.zeros((0, wide))
    for at in np.argsort(np.abs(residual), kind="stable").tolist():
        row = matrix[at] - (matrix[at] @ left.T) @ left
        length = np.linalg.norm(row)
        if length > 1e-7 * np.linalg.norm(matrix[at]):
            left = np.vstack([left, row / length])
            chosen.append(at)
        if len(chosen) == wide:
            break
    return np.array(chosen, dtype=np.int64)


def _best_move(
    matrix: Floats, target: Floats, tau: float, basis: Ints
) -> tuple[int, int] | None:
    """Find which unit should leave the line and which one it meets next."""
    inverse = np.linalg.inv(matrix[basis])
    residual = target - matrix @ (inverse @ target[basis])
    residual[basis] = 0.0
    pull = tau - (residual < 0)
    pull[basis] = 0.0
    weight = -(pull @ matrix) @ inverse
    excess = np.maximum(weight - tau, tau - 1 - weight)
    leaving = int(np.argmax(excess))
    if excess[leaving] <= TOLERANCE:
        return None
    sign = 1.0 if weight[leaving] > tau else -1.0
    speed = sign * (matrix @ inverse[:, leaving])
    speed[basis] = 0.0
    meets = (speed * np.where(residual < 0, -1.0, 1.0)) < 0
    where = np.flatnonzero(meets)
    time = -residual[where] / speed[where]
    order = np.argsort(time, kind="stable")
    slope = np.cumsum(np.abs(speed[where][order])) - excess[leaving]
    stop = int(np.searchsorted(slope, 0.0))
    if stop == len(order):
        return None
    return leaving, int(where[order[stop]])


def walk_edges(matrix: Floats, target: Floats, tau: float, b: Floats) -> Floats:
    """Move from a line close by to the best one.

    Parameters
    ----------
    matrix, target, tau
        See `prove_line`.
    b : ndarray of float, shape (k,)

    Notes
    -----
    Each move follows an edge to its lowest point. Cost O(n log n) a move; from close by
    there are few.
    """
    basis = pick_basis(matrix, target - matrix @ b)
    if len(basis) < matrix.shape[1]:
        return b
    for _ in range(MOVES):
        move = _best_move(matrix, target, tau, basis)
        if move is None:
            break
        basis = basis.copy()
        basis[move[0]] = move[1]
    return np.asarray(np.linalg.solve(matrix[basis], target[basis]), dtype=np.float64)


def _ask_highs(sheet: Sheet, tau: float) -> Iterator[Floats]:
    """Hand the dual programme to HiGHS."""
    answer = linprog(
        -sheet.target,
        A_eq=sheet.matrix.T,
        b_eq=(1 - tau) * sheet.sums,
        bounds=(0, 1),
        method="highs-ds",
    )
    if answer.status == 0:
        yield -answer.eqlin.marginals


def _whole(sheet: Sheet, tau: float, near: Floats | None = None) -> Floats:
    """Find the best line of a table of moderate size, from one close by if given."""
    if near is None:
        near = near_line(sheet.matrix, sheet.target, tau)
    return walk_edges(sheet.matrix, sheet.target, tau, near)


def _lines(sheet: Sheet, tau: float) -> Iterator[Floats]:
    """Offer lines, the quickest first."""
    if len(sheet.target) > MANY:
        yield from thinned_lines(sheet, tau, _whole)
    yield _whole(sheet, tau)
    yield from _ask_highs(sheet, tau)


def fit_line(sheet: Sheet, tau: float) -> Line:
    """Find one regression quantile, and prove it.

    Parameters
    ----------
    sheet : Sheet
    tau : float
        Between 0 and 1.

    Raises
    ------
    ConvergenceError
        Neither the walk nor HiGHS gave a line that could be proven best.

    Notes
    -----
    Cost O(s n k²); with many units O(n k + s n^⅔ k²).

    Examples
    --------
    >>> from salesfrontier.quantile.sheet import Sheet
    >>> sheet = Sheet(
    ...     matrix=np.ones((5, 1)), target=np.array([1.0, 2.0, 3.0, 4.0, 9.0])
    ... )
    >>> line = fit_line(sheet, 0.7)
    >>> line.coefficients.tolist(), line.certified
    ([4.0], True)
    """
    for b in _lines(sheet, tau):
        line = prove_line(sheet, tau, b)
        if line.certified:
            return line
    what = f"The regression quantile at tau {tau}"
    raise ConvergenceError(what=what, steps=MOVES)
