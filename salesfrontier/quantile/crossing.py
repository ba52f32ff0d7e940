"""Several quantiles at once, none of which crosses another where units are.

Fitted one by one, two lines may cross among the units, and the ninth tenth would lie
below the eighth. Lines are straight, so that it is enough to keep them apart at the
units themselves: then they are apart everywhere between. All are fitted in one
programme with those distances as conditions, added only where they are broken. Source:
Bondell, Reich & Wang 2010, Biometrika 97(4), 825-838.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

ROUNDS = 40
APART = 1e-9
"""Lines cross where the lower lies above the higher by more than this share."""
MOST = 100_000
"""Units times quantiles up to which one programme is solved for all."""


def crossings(matrix: Floats, lines: Floats) -> tuple[Ints, Ints]:
    """Find where a line lies above the next higher one.

    Parameters
    ----------
    matrix : ndarray of float, shape (n, k)
    lines : ndarray of float, shape (t, k)
        By rising quantile.

    Returns
    -------
    tuple of ndarray of int
        Unit, and number of the lower line.

    Examples
    --------
    >>> matrix = np.array([[1.0, 0.0], [1.0, 2.0]])
    >>> unit, lower = crossings(matrix, np.array([[0.0, 1.0], [1.0, 0.0]]))
    >>> unit.tolist(), lower.tolist()
    ([1], [0])
    """
    height = matrix @ lines.T
    size = np.abs(matrix) @ np.abs(lines).max(axis=0)
    unit, lower = np.nonzero(height[:, :-1] > height[:, 1:] + APART * size[:, None])
    return unit.astype(np.int64), lower.astype(np.int64)


def _programme(
    matrix: Floats, target: Floats, taus: Floats, kept: list[tuple[Ints, Ints]]
) -> Floats | None:
    """Fit all lines with some distances kept; None where that failed."""
    n, k = matrix.shape
    count = len(taus)
    identity = sparse.identity(n * count, format="csr")
    lines = sparse.kron(sparse.identity(count), sparse.csr_matrix(matrix))
    equal = sparse.hstack([lines, identity, -identity], format="csr")
    unit = np.concatenate([pair[0] for pair in kept])
    lower = np.concatenate([pair[1] for pair in kept])
    row = np.repeat(np.arange(len(unit)), k)
    place = (lower[:, None] * k + np.arange(k)).ravel()
    value = matrix[unit].ravel()
    above = sparse.csr_matrix(
        (
            np.concatenate([value, -value]),
            (np.concatenate([row, row]), np.concatenate([place, place + k])),
        ),
        shape=(len(unit), (k + 2 * n) * count),
    )
    free, bound = [(None, None)] * (k * count), [(0, None)] * (2 * n * count)
    answer = linprog(
        np.concatenate(
            [np.zeros(k * count), np.repeat(taus, n), np.repeat(1 - taus, n)]
        ),
        A_ub=above,
        b_ub=np.zeros(len(unit)),
        A_eq=equal,
        b_eq=np.tile(target, count),
        bounds=free + bound,
        method="highs",
    )
    if answer.status != 0:
        return None
    found: Floats = answer.x[: k * count].reshape(count, k)
    return found


def keep_apart(
    matrix: Floats, target: Floats, taus: Floats, lines: Floats
) -> Floats | None:
    """Fit several quantiles so that none crosses another.

    Parameters
    ----------
    matrix : ndarray of float, shape (n, k)
    target : ndarray of float, shape (n,)
    taus : ndarray of float, shape (t,)
        Rising.
    lines : ndarray of float, shape (t, k)
        Fitted one by one; returned as they are where none cross.

    Returns
    -------
    ndarray of float, shape (t, k), or None
        None where the programme is too large or could not be solved.

    Notes
    -----
    A few linear programmes of n t rows.
    """
    kept: list[tuple[Ints, Ints]] = []
    for _ in range(ROUNDS):
        broken = crossings(matrix, lines)
        if not len(broken[0]):
            return lines
        if len(target) * len(taus) > MOST:
            return None
        kept.append(broken)
        solved = _programme(matrix, target, taus, kept)
        if solved is None:
            return None
        lines = solved
    return None
