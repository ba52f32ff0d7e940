"""Sort usable rows of a file from unusable ones, each with its reason.

The arrays API refuses a bad figure for the whole table. A file has bad rows as
a matter of course, so here each row is kept or dropped on its own, and
``kept + dropped`` is always the number of rows given.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import ShapeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BLANKS = frozenset({"", "na", "n/a", "null", "none", "-", "--", "—"})
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
LONGEST_SHOWN = 40


class DropCode(StrEnum):
    """Why a row was left out."""

    MISSING_ID = "missing_id"
    DUPLICATE_ID = "duplicate_id"
    MISSING = "missing"
    NOT_A_NUMBER = "not_a_number"
    NAN = "nan"
    INFINITE = "infinite"
    NEGATIVE = "negative"
    NOT_POSITIVE = "not_positive"
    SHORT_HISTORY = "short_history"
    VACANT = "vacant"


DROP_TEXTS = {
    DropCode.MISSING_ID: "The row has no id.",
    DropCode.DUPLICATE_ID: "An earlier row has this id; the first one is kept.",
    DropCode.MISSING: "The cell is empty.",
    DropCode.NOT_A_NUMBER: "The cell holds something other than a number.",
    DropCode.NAN: "The cell says not-a-number.",
    DropCode.INFINITE: "The figure is infinite or too large to hold.",
    DropCode.NEGATIVE: "The figure is below zero.",
    DropCode.NOT_POSITIVE: "The figure is not above zero: it has no logarithm.",
    DropCode.SHORT_HISTORY: "The unit has too few full periods.",
    DropCode.VACANT: "The unit was vacant during the period.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class DroppedRow:
    """One row that takes no part, and why.

    Attributes
    ----------
    row : int
        Row number as counted by the caller (``first_row`` is the first).
    id : str
        Its id, empty when missing.
    column : str
        ``"id"``, ``"input"``, ``"output"`` or ``"history"``; the name of the column
        where there are several.
    code : DropCode
        The reason.
    value : str
        What stood there, cut to 40 characters.
    """

    row: int
    id: str
    column: str
    code: DropCode
    value: str = ""

    @property
    def text(self) -> str:
        """Say the reason in a sentence."""
        return DROP_TEXTS[self.code]


@dataclass(frozen=True, kw_only=True, eq=False)
class ScreenedRows:
    """Rows ready for `fit_frontier`, and those left out.

    Attributes
    ----------
    ids : tuple of str, length n
    inputs, outputs : ndarray of float, shape (n,), read-only
    dropped : tuple of DroppedRow
        In the order of the file.
    """

    ids: tuple[str, ...]
    inputs: NDArray[np.float64]
    outputs: NDArray[np.float64]
    dropped: tuple[DroppedRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reading:
    """A cell as number, or the reason why not."""

    number: float = math.nan
    code: DropCode | None = None


def _number_of_text(text: str) -> float | None:
    """Read one number as people type it; None when it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if "_" in plain:
        return None
    try:
        return float(plain)
    except ValueError:
        return None


def _number_of(cell: object) -> float | None:
    """Read a cell of any type; None when it holds no number."""
    if isinstance(cell, str):
        return _number_of_text(cell)
    if isinstance(cell, (bool, np.bool_, bytes)):
        return None
    try:
        return float(cell)  # type: ignore[arg-type]
    except OverflowError:
        return math.inf
    except (TypeError, ValueError):
        return None


def _read(cell: object, *, signed: bool = False) -> _Reading:
    """Judge one cell."""
    if cell is None or (isinstance(cell, str) and cell.strip().lower() in BLANKS):
        return _Reading(code=DropCode.MISSING)
    number = _number_of(cell)
    if number is None:
        return _Reading(code=DropCode.NOT_A_NUMBER)
    if math.isnan(number):
        return _Reading(code=DropCode.NAN)
    if math.isinf(number):
        return _Reading(code=DropCode.INFINITE)
    if number < 0 and not signed:
        return _Reading(code=DropCode.NEGATIVE)
    return _Reading(number=number)


def judge_row(
    row: int,
    name: str,
    cells: dict[str, object],
    *,
    taken: bool,
    signed: bool = False,
) -> DroppedRow | list[float]:
    """Return the figures of a usable row, or why it is dropped.

    Parameters
    ----------
    row : int
    name : str
        Its id, stripped.
    cells : dict of str to object
        By column.
    taken : bool
        An earlier usable row has this id.
    signed : bool
        Figures below zero are usable, too.
    """
    if not name or taken:
        code = DropCode.DUPLICATE_ID if name else DropCode.MISSING_ID
        return DroppedRow(row=row, id=name, column="id", code=code, value=_shown(name))
    figures = []
    for column, cell in cells.items():
        reading = _read(cell, signed=signed)
        if reading.code is not None:
            return DroppedRow(
                row=row, id=name, column=column, code=reading.code, value=_shown(cell)
            )
        figures.append(reading.number)
    return figures


def _shown(cell: object) -> str:
    """Show what stood in a cell, without flooding a report."""
    return "" if cell is None else str(cell)[:LONGEST_SHOWN]


def _locked(numbers: list[float]) -> NDArray[np.float64]:
    """Make a read-only column."""
    column = np.array(numbers, dtype=np.float64)
    column.flags.writeable = False
    return column


def screen_rows(
    *,
    ids: Sequence[object],
    inputs: Sequence[object],
    outputs: Sequence[object],
    first_row: int = 1,
) -> ScreenedRows:
    """Keep the usable rows of a table and give a reason for each other row.

    Parameters
    ----------
    ids : sequence, length n
        Any values; compared and kept as stripped text.
    inputs, outputs : sequence, length n
        Numbers, or text such as ``"1,234.5"`` or full-width digits. Units are
        the caller's own; all rows must share them.
    first_row : int
        Number of the first row in the caller's file.

    Returns
    -------
    ScreenedRows
        A row has one reason: its first fault among id, input, output. Of several
        usable rows with one id the first is kept. Zero is usable in both columns.

    Raises
    ------
    ShapeError
        The three columns have different lengths.

    Notes
    -----
    Cost O(n).

    Examples
    --------
    >>> table = screen_rows(
    ...     ids=["101", "102", "102"], inputs=["1,000", "", 7], outputs=[5, 6, 8]
    ... )
    >>> table.ids, [(row.row, str(row.code)) for row in table.dropped]
    (('101', '102'), [(2, 'missing')])
    """
    for column, given in (("inputs", inputs), ("outputs", outputs)):
        if len(given) != len(ids):
            raise ShapeError(column, f"({len(given)},)", f"({len(ids)},)")
    kept: dict[str, list[float]] = {}
    dropped = []
    for place, label in enumerate(ids):
        name = "" if label is None else str(label).strip()
        cells = {"input": inputs[place], "output": outputs[place]}
        verdict = judge_row(first_row + place, name, cells, taken=name in kept)
        if isinstance(verdict, DroppedRow):
            dropped.append(verdict)
        else:
            kept[name] = verdict
    return ScreenedRows(
        ids=tuple(kept),
        inputs=_locked([pair[0] for pair in kept.values()]),
        outputs=_locked([pair[1] for pair in kept.values()]),
        dropped=tuple(dropped),
    )
