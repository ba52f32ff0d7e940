"""Reading the columns of a file that somebody named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.tables import Broken, Note, open_table, place_of
from kam.core.text import mark
from kam.performance.engine import Columns
from kam.performance.rules import code_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kam.core.tables import Cell, Row

BLANK = "—"
NAMED = 20
SHIFTED = mark(
    "第 %(rows)s 行的格子比表头多，可能错位，所以没有用，共 %(count)s 行；"
    "请查找没有加引号的逗号，如 1,234"
)


@dataclass(frozen=True, kw_only=True)
class FileQuestion:
    """Which columns of a file to read; `by` names groups, `sheet` a worksheet.

    Without an `id` the rows are counted from 1.
    """

    id: str
    inputs: Sequence[str]
    outputs: Sequence[str]
    by: str = ""
    sheet: str = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The columns, the number of each row in the file, and the groups if asked for."""

    columns: Columns
    numbers: Sequence[int]
    groups: Sequence[str]
    notes: Sequence[Note]


def read_columns(path: Path, asked: FileQuestion) -> Reading:
    """Read the columns of a CSV or XLSX file, or refuse it in clear words.

    Raises
    ------
    Invalid, TooLarge
        No such file or column, one column named twice, or more than a table may hold.
    """
    figures = (*asked.inputs, *asked.outputs)
    _refuse_twice(figures, figures)
    wanted = [name for name in (asked.id, *figures, asked.by) if name]
    table = open_table(path, wanted, sheet=asked.sheet)
    places = {name: place_of(table, name) for name in wanted}
    _refuse_twice(figures, [places[name] for name in figures])
    rows = list(table.rows)
    return Reading(
        columns=Columns(
            ids=_codes(rows, places.get(asked.id)),
            inputs={name: _figures(rows, places[name]) for name in asked.inputs},
            outputs={name: _figures(rows, places[name]) for name in asked.outputs},
        ),
        numbers=[row.number for row in rows],
        groups=_groups(rows, places[asked.by]) if asked.by else (),
        notes=(*table.notes, *_shifted(rows)),
    )


def _refuse_twice(names: Sequence[str], columns: Sequence[object]) -> None:
    """Refuse one column under two names, such as calls and Calls."""
    times = Counter(columns)
    for name, column in zip(names, columns, strict=True):
        if times[column] > 1:
            raise Invalid(
                mark("“%(name)s”这一列写了两次"),
                todo=mark("每一列只能是一个投入，或一个产出"),
                name=name[:80],
            )


def _shifted(rows: Sequence[Row]) -> tuple[Note, ...]:
    """Name the rows that are wider than the head; their figures may be others'."""
    found = [str(row.number) for row in rows if row.surplus]
    if not found:
        return ()
    shown = ", ".join(found[:NAMED]) + (" …" if len(found) > NAMED else "")
    return (Note("shifted", SHIFTED, {"rows": shown, "count": len(found)}),)


def _column(rows: Sequence[Row], place: int) -> list[object]:
    return [_plain(row.cells[place]) for row in rows]


def _figures(rows: Sequence[Row], place: int) -> list[object]:
    """Return a column; of a shifted row it is no figure, so that it drops out."""
    cells = _column(rows, place)
    return [
        f"{cell} … (+{row.surplus})" if row.surplus else cell
        for row, cell in zip(rows, cells, strict=True)
    ]


def _codes(rows: Sequence[Row], place: int | None) -> list[str]:
    if place is None:
        return [str(number) for number, _row in enumerate(rows, start=1)]
    return [code_of(cell) for cell in _column(rows, place)]


def _groups(rows: Sequence[Row], place: int) -> list[str]:
    return [name or BLANK for name in _codes(rows, place)]


def _plain(cell: Cell) -> object:
    return cell.text if isinstance(cell, Broken) else cell
