"""Cases: how long each was watched, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import (
    LengthError,
    NoCasesError,
    NumberError,
    OutcomeError,
)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Codes = NDArray[np.int64]


class Outcome(IntEnum):
    """How a case stood when it was last looked at."""

    OPEN = 0
    WON = 1
    LOST = 2


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Cases:
    """Checked columns.

    Attributes
    ----------
    days : ndarray of float, shape (n,), read-only
        From the start to the end, or to the last look; ≥ 0.
    outcomes : ndarray of int, shape (n,), read-only
        See `Outcome`.
    """

    days: Floats
    outcomes: Codes


def plain_column(name: str, figures: ArrayLike) -> Floats:
    """Copy a flat column of finite numbers ≥ 0, or refuse it.

    Raises
    ------
    LengthError, NoCasesError, NumberError
    """
    column = np.asarray(figures)
    if column.ndim != 1:
        raise LengthError(name, column.shape, "(n,)")
    if not column.size:
        raise NoCasesError
    if column.dtype.kind not in "iuf" or np.ma.is_masked(figures):
        raise NumberError(name, "not a column of plain numbers", ["the column"])
    for trouble, bad in (
        ("NaN", np.isnan(column)),
        ("infinite", np.isinf(column)),
        ("below zero", column < 0),
    ):
        if bad.any():
            raise NumberError(name, trouble, np.flatnonzero(bad).tolist())
    # Adding zero turns -0.0 into 0.0.
    return column.astype(np.float64) + 0.0


def read_places(name: str, places: ArrayLike, n: int, count: int) -> Codes:
    """Copy a column that says which of `count` things each of `n` cases belongs to.

    Raises
    ------
    LengthError, NoCasesError, NumberError
    """
    column = plain_column(name, places)
    same_length(name, column, n)
    strange = (column % 1 != 0) | (column >= count)
    if strange.any():
        raise NumberError(name, "no position", np.flatnonzero(strange).tolist())
    return column.astype(np.int64)


def same_length(name: str, column: NDArray[np.generic], n: int) -> None:
    """Refuse a column that is longer or shorter than its table.

    Raises
    ------
    LengthError
    """
    if column.shape != (n,):
        raise LengthError(name, column.shape, f"({n},)")


def read_cases(*, days: ArrayLike, outcomes: ArrayLike) -> Cases:
    """Check the two columns and copy them.

    Raises
    ------
    LengthError, NoCasesError, NumberError, OutcomeError

    Notes
    -----
    Cost O(n).

    Examples
    --------
    >>> read_cases(days=[3, 5], outcomes=[1, 0]).days.tolist()
    [3.0, 5.0]
    """
    watched = plain_column("days", days)
    given = plain_column("outcomes", outcomes)
    same_length("outcomes", given, len(watched))
    codes = given.astype(np.int64)
    strange = (codes != given) | (codes > max(Outcome))
    if strange.any():
        raise OutcomeError(np.unique(given[strange]).tolist())
    watched.flags.writeable = codes.flags.writeable = False
    return Cases(days=watched, outcomes=codes)
