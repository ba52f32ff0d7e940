"""`kam frontier FILE`: a frontier of a file, without a database or settings.

The report is plain JSON: a figure that no JSON number can hold is null, and a
warning says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.core.errors import Invalid
from kam.core.tables import Broken, read_table
from kam.core.text import mark
from kam.performance.engine import report_of_columns
from kam.performance.rules import NOTES, REASONS, code_of

if TYPE_CHECKING:
    from pathlib import Path

    from kam.core.tables import Cell, Table
    from kam.performance.engine import Note, Report


def report_of_file(
    path: Path, *, id_column: str, input_column: str, output_column: str, method: str
) -> dict[str, Any]:
    """Return units, dropped rows and warnings; every row of the file is in it once."""
    names = (id_column, input_column, output_column)
    table = _opened(path, names)
    ids, inputs, outputs = (_place(table, name) for name in names)
    rows = list(table.rows)
    report = report_of_columns(
        ids=[code_of(_plain(row.cells[ids])) for row in rows],
        inputs=[_plain(row.cells[inputs]) for row in rows],
        outputs=[_plain(row.cells[outputs]) for row in rows],
        method=method,
    )
    return _told(report, [row.number for row in rows], names)


def _opened(path: Path, names: tuple[str, ...]) -> Table:
    try:
        return read_table(path, path.name, expected=names)
    except OSError as error:
        raise Invalid(
            mark("打不开文件“%(name)s”"),
            why=error.strerror or "",
            todo=mark("请检查路径和读取权限"),
            name=str(path),
        ) from error


def _place(table: Table, name: str) -> int:
    if name in table.header:
        return table.header.index(name)
    spaced = [head.casefold() for head in table.header]
    if spaced.count(name.strip().casefold()) == 1:
        return spaced.index(name.strip().casefold())
    raise Invalid(
        mark("表格里没有“%(name)s”这一列"),
        todo=mark("现有的列：%(columns)s"),
        name=name[:80],
        columns=", ".join(table.header)[:600],
    )


def _plain(cell: Cell) -> object:
    return cell.text if isinstance(cell, Broken) else cell


def _told(report: Report, numbers: list[int], names: tuple[str, ...]) -> dict[str, Any]:
    return {
        "units": [
            {
                "id": unit.id,
                "score": unit.score,
                "phi": unit.phi,
                "class": unit.pf_class,
                "peers": [{"id": p.id, "weight": p.weight} for p in unit.peers],
                "certified": unit.certified,
            }
            for unit in report.units
        ],
        "n": len(report.units),
        "dropped": [
            {
                "row": numbers[drop.place],
                "id": drop.id,
                "column": _column(drop.reason, names),
                "code": drop.reason,
                "value": drop.value,
                "message": REASONS[drop.reason],
            }
            for drop in report.dropped
        ],
        "warnings": [_warning(note) for note in report.notes],
    }


def _column(reason: str, names: tuple[str, ...]) -> str:
    if reason.endswith("_potential"):
        return names[1]
    return names[2] if reason.endswith("_sales") else names[0]


def _warning(note: Note) -> dict[str, Any]:
    message = NOTES[note.code]
    return {
        "code": note.code,
        "message": message % note.params if note.params else message,
        "ids": list(note.units),
    }
