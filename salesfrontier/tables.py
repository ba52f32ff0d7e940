"""Read a table with any number of inputs and outputs into checked, locked arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import (
    DuplicateIdError,
    EmptyTableError,
    LengthError,
    NumberError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    UnitId = str | int
    Columns = ArrayLike | Mapping[str, ArrayLike]


@dataclass(frozen=True, kw_only=True, eq=False)
class Block:
    """Some named columns of a table.

    Attributes
    ----------
    names : tuple of str, length k
    figures : ndarray of float, shape (n, k), read-only
    """

    names: tuple[str, ...]
    figures: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """Units with their inputs and outputs, as given.

    Attributes
    ----------
    ids : tuple of str or int, length n
    inputs, outputs : Block
    """

    ids: tuple[UnitId, ...]
    inputs: Block
    outputs: Block

    @property
    def n(self) -> int:
        """Count the units."""
        return len(self.ids)


def _plain(name: str, figures: ArrayLike) -> Floats:
    """Copy one column or matrix as floats."""
    raw = np.asarray(figures)
    if raw.dtype.kind not in "iuf" or np.ma.is_masked(figures):
        raise NumberError(name, "not a column of plain numbers", ["the column"])
    return raw.astype(np.float64) + 0.0


def read_block(name: str, given: Columns) -> Block:
    """Read one or several columns, with their names.

    Parameters
    ----------
    name : str
        Singular; columns without a name become ``name``, or ``name1``, ``name2`` …
    given : array_like, shape (n,) or (n, k), or dict of name to array_like (n,)

    Raises
    ------
    LengthError, NumberError

    Examples
    --------
    >>> read_block("input", {"potential": [1, 2], "calls": [3, 4]}).figures.tolist()
    [[1.0, 3.0], [2.0, 4.0]]
    >>> read_block("input", [[1, 3], [2, 4]]).names
    ('input1', 'input2')
    """
    if isinstance(given, Mapping):
        columns = [_plain(title, column) for title, column in given.items()]
        for title, column in zip(given, columns, strict=True):
            if column.shape != columns[0].shape or column.ndim != 1:
                raise LengthError(title, column.shape, f"({len(columns[0])},)")
        figures = np.column_stack(columns) if columns else np.empty((0, 0))
        names = tuple(str(title) for title in given)
    else:
        figures = _plain(f"{name}s", given)
        figures = figures[:, None] if figures.ndim == 1 else figures
        names = (name,)
        if figures.ndim == 2 and figures.shape[1] > 1:  # noqa: PLR2004 - a matrix
            names = tuple(f"{name}{at + 1}" for at in range(figures.shape[1]))
    if figures.ndim != 2 or not figures.shape[1]:  # noqa: PLR2004 - a matrix
        raise LengthError(
            column=f"{name}s",
            found=figures.shape,
            wanted="(n,) or (n, k) with k at least 1",
        )
    figures.flags.writeable = False
    return Block(names=names, figures=figures)


def refuse_bad(block: Block, ids: Sequence[object], *, negative: bool = True) -> None:
    """Raise at the first kind of trouble in a block.

    Parameters
    ----------
    block : Block
    ids : sequence, length n
    negative : bool
        Figures below zero are trouble, too.

    Raises
    ------
    NumberError
    """
    for at, name in enumerate(block.names):
        column = block.figures[:, at]
        faults = [("NaN", np.isnan(column)), ("infinite", np.isinf(column))]
        if negative:
            faults.append(("below zero", column < 0))
        for trouble, bad in faults:
            if bad.any():
                rows = np.flatnonzero(bad).tolist()
                raise NumberError(name, trouble, [ids[row] for row in rows])


def read_ids(ids: Sequence[UnitId] | None, n: int) -> tuple[UnitId, ...]:
    """Check ids, or count the rows where none are given.

    Raises
    ------
    LengthError, EmptyTableError, DuplicateIdError

    Examples
    --------
    >>> read_ids(None, 3)
    (0, 1, 2)
    """
    if not n:
        raise EmptyTableError
    if ids is None:
        return tuple(range(n))
    names = tuple(ids)
    if len(names) != n:
        raise LengthError(column="ids", found=(len(names),), wanted=f"({n},)")
    texts = list(map(str, names))
    if len(set(texts)) < n:
        repeated = [text for text, times in Counter(texts).items() if times > 1]
        raise DuplicateIdError(repeated)
    return names


def read_table(
    *, ids: Sequence[UnitId] | None, inputs: Columns, outputs: Columns
) -> Table:
    """Check a table of units.

    Parameters
    ----------
    ids : sequence of str or int, length n, or None
        Unique by their text; None counts the rows from 0.
    inputs, outputs : array_like, shape (n,) or (n, k), or dict of name to column
        Finite, ≥ 0.

    Raises
    ------
    EmptyTableError, LengthError, NumberError, DuplicateIdError

    Notes
    -----
    Cost O(n k).

    Examples
    --------
    >>> table = read_table(ids="ab", inputs=[1, 2], outputs={"sales": [3, 4]})
    >>> table.inputs.names, table.outputs.names
    (('input',), ('sales',))
    """
    given, made = read_block("input", inputs), read_block("output", outputs)
    names = read_ids(ids, len(given.figures))
    if len(made.figures) != len(names):
        wanted = f"({len(names)}, k)"
        raise LengthError(column="outputs", found=made.figures.shape, wanted=wanted)
    refuse_bad(given, names)
    refuse_bad(made, names)
    return Table(ids=names, inputs=given, outputs=made)
