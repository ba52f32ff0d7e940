"""Sort usable rows of a file with several columns from unusable ones.

The same as `salesfrontier.screening.screen_rows`, for any number of inputs and outputs:
each row is kept or dropped on its own, with its first fault, and ``kept + dropped`` is
always the number of rows given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import LengthError
from salesfrontier.screening import DropCode, DroppedRow, judge_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, eq=False)
class ScreenedColumns:
    """Rows ready for `fit_envelope` and its like, and those left out.

    Attributes
    ----------
    ids : tuple of str, length n
    inputs, outputs : dict of str to ndarray of float, shape (n,), read-only
    dropped : tuple of DroppedRow
        In the order of the file.
    """

    ids: tuple[str, ...]
    inputs: dict[str, NDArray[np.float64]]
    outputs: dict[str, NDArray[np.float64]]
    dropped: tuple[DroppedRow, ...]


def _not_above_zero(
    row: int, name: str, cells: dict[str, object], figures: list[float]
) -> DroppedRow | list[float]:
    """Drop a row with a figure that has no logarithm."""
    for (column, cell), figure in zip(cells.items(), figures, strict=True):
        if figure <= 0:
            code = DropCode.NOT_POSITIVE
            shown = str(cell)[:40]
            return DroppedRow(row=row, id=name, column=column, code=code, value=shown)
    return figures


def screen_columns(
    *,
    ids: Sequence[object],
    inputs: Mapping[str, Sequence[object]],
    outputs: Mapping[str, Sequence[object]],
    positive: bool = False,
    signed: bool = False,
    first_row: int = 1,
) -> ScreenedColumns:
    """Keep the usable rows of a table and give a reason for each other row.

    Parameters
    ----------
    ids : sequence, length n
        Any values; compared and kept as stripped text.
    inputs, outputs : dict of str to sequence, length n
        Numbers, or text such as ``"1,234.5"``; names differ from each other.
    positive : bool
        Figures must be above zero, because logarithms will be taken.
    signed : bool
        Figures below zero are kept: a regression can work with them.
    first_row : int
        Number of the first row in the caller's file.

    Returns
    -------
    ScreenedColumns
        Of several usable rows with one id the first is kept.

    Raises
    ------
    LengthError

    Notes
    -----
    Cost O(n k).

    Examples
    --------
    >>> table = screen_columns(
    ...     ids=["a", "b", "c"],
    ...     inputs={"potential": [1, 2, "?"], "calls": ["3", 0, 5]},
    ...     outputs={"sales": [7, 8, 9]},
    ...     positive=True,
    ... )
    >>> table.ids, [(row.id, row.column, str(row.code)) for row in table.dropped]
    (('a',), [('b', 'calls', 'not_positive'), ('c', 'potential', 'not_a_number')])
    """
    columns = {**inputs, **outputs}
    if len(columns) < len(inputs) + len(outputs):
        twice = sorted(set(inputs) & set(outputs))
        raise LengthError(column=twice[0], found="twice", wanted="one of that name")
    for title, given in columns.items():
        if len(given) != len(ids):
            wanted = f"({len(ids)},)"
            raise LengthError(column=title, found=(len(given),), wanted=wanted)
    kept: dict[str, list[float]] = {}
    dropped = []
    for place, label in enumerate(ids):
        row = first_row + place
        name = "" if label is None else str(label).strip()
        cells = {title: given[place] for title, given in columns.items()}
        verdict = judge_row(row, name, cells, taken=name in kept, signed=signed)
        if positive and not isinstance(verdict, DroppedRow):
            verdict = _not_above_zero(row, name, cells, verdict)
        if isinstance(verdict, DroppedRow):
            dropped.append(verdict)
        else:
            kept[name] = verdict
    table = np.array([*kept.values()], dtype=np.float64).reshape(-1, len(columns))
    ready = {title: table[:, at].copy() for at, title in enumerate(columns)}
    for column in ready.values():
        column.flags.writeable = False
    return ScreenedColumns(
        ids=tuple(kept),
        inputs={title: ready[title] for title in inputs},
        outputs={title: ready[title] for title in outputs},
        dropped=tuple(dropped),
    )
