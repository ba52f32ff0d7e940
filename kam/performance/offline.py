"""`kam frontier FILE`: a frontier of a file, without a database or settings.

The report is plain JSON: a figure that no JSON number can hold is null, and a
warning says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.core.tables import Broken, open_table, place_of
from kam.performance.engine import report_of_columns
from kam.performance.rules import NOTES, REASONS, code_of

if TYPE_CHECKING:
    from pathlib import Path

    from kam.core.tables import Cell
    from kam.performance.engine import Note, Report


def report_of_file(
    path: Path, *, id_column: str, input_column: str, output_column: str, method: str
) -> dict[str, Any]:
    """Return units, dropped rows and warnings; every row of the file is in it once."""
    names = (id_column, input_column, output_column)
    table = open_table(path, names)
    ids, inputs, outputs = (place_of(table, name) for name in names)
    rows = list(table.rows)
    report = report_of_columns(
        ids=[code_of(_plain(row.cells[ids])) for row in rows],
        inputs=[_plain(row.cells[inputs]) for row in rows],
        outputs=[_plain(row.cells[outputs]) for row in rows],
        method=method,
    )
    return _told(report, [row.number for row in rows], names)


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
