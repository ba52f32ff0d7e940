"""Read the columns of a table into checked, sorted, read-only arrays."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import (
    DuplicateIdError,
    EmptyTableError,
    NumberError,
    ShapeError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Cloud:
    """The units as given, and the order in which envelopes read them.

    Attributes
    ----------
    ids : tuple of str or int, length n
    x, y : ndarray of float, shape (n,), read-only
        Input and output in the caller's units.
    order : ndarray of int, shape (n,)
        Positions sorted by ``x`` ascending, ``y`` descending, text of the id.
    """

    ids: tuple[str | int, ...]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    order: NDArray[np.int64]


def lock(array: NDArray[np.generic]) -> None:
    """Make an array read-only, so that a result cannot change by accident."""
    array.flags.writeable = False


def read_column(name: str, figures: ArrayLike, n: int) -> NDArray[np.float64]:
    """Copy one column as floats.

    Parameters
    ----------
    name : str
        Used in messages.
    figures : array_like, shape (n,) or (n, 1)
        Integers or floats; text, booleans and masked values are refused.
    n : int
        Wanted length.

    Raises
    ------
    ShapeError, NumberError

    Examples
    --------
    >>> read_column("inputs", [[1], [2]], 2).tolist()
    [1.0, 2.0]
    """
    raw = np.asarray(figures)
    if raw.shape not in {(n,), (n, 1)}:
        raise ShapeError(name, str(raw.shape), f"({n},) or ({n}, 1)")
    if n == 0:
        raise EmptyTableError
    if raw.dtype.kind not in "iuf" or np.ma.is_masked(figures):
        raise NumberError(name, "not a column of plain numbers", ["the column"])
    # Adding zero turns -0.0 into 0.0; the copy leaves the caller's array alone.
    column: NDArray[np.float64] = raw.reshape(n).astype(np.float64) + 0.0
    lock(column)
    return column


def _refuse_bad(name: str, column: NDArray[np.float64], ids: Sequence[object]) -> None:
    """Raise at the first kind of trouble in a column."""
    for trouble, bad in (
        ("NaN", np.isnan(column)),
        ("infinite", np.isinf(column)),
        ("below zero", column < 0),
    ):
        if bad.any():
            raise NumberError(
                name, trouble, [ids[at] for at in np.flatnonzero(bad).tolist()]
            )


def read_cloud(
    *, ids: Sequence[str | int], inputs: ArrayLike, outputs: ArrayLike
) -> Cloud:
    """Check a table and sort it.

    Parameters
    ----------
    ids : sequence of str or int, length n ≥ 1
        Unique by their text.
    inputs, outputs : array_like, shape (n,) or (n, 1)
        Finite, ≥ 0.

    Raises
    ------
    EmptyTableError, ShapeError, NumberError, DuplicateIdError

    Notes
    -----
    Cost O(n log n). The order does not depend on the order of the rows.

    Examples
    --------
    >>> cloud = read_cloud(ids=["b", "a"], inputs=[2, 1], outputs=[5, 4])
    >>> cloud.order.tolist()
    [1, 0]
    """
    names = tuple(ids)
    x = read_column("inputs", inputs, len(names))
    y = read_column("outputs", outputs, len(names))
    _refuse_bad("inputs", x, names)
    _refuse_bad("outputs", y, names)
    texts = [str(name) for name in names]
    if len(set(texts)) < len(texts):
        raise DuplicateIdError(
            text for text, times in Counter(texts).items() if times > 1
        )
    rank = np.empty(len(texts), dtype=np.int64)
    rank[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts))
    order = np.lexsort((rank, -y, x)).astype(np.int64)
    return Cloud(ids=names, x=x, y=y, order=order)
