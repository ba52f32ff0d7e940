"""Rows of a long table kept in a temporary file, so that the workbook can be let go."""

from __future__ import annotations

import json
import tempfile
import weakref
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from kam.core.tables.shapes import Broken, Cell, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BLOCK = 1_000
PLAIN = (str, int, float, type(None))  # bool is an int


class Spool:
    """Rows that can be walked more than once, a block of them in memory at a time.

    The file holds only what this process wrote; nobody else can open it.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this object
        self._file = file
        weakref.finalize(self, file.close)
        self.count = 0
        source = iter(rows)
        while block := list(islice(source, BLOCK)):
            packed = json.dumps([_packed(row) for row in block])
            file.write(packed.encode() + b"\n")
            self.count += len(block)
        self._end = file.tell()

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows; walks do not disturb one another."""
        place = 0
        while place < self._end:
            self._file.seek(place)
            block = json.loads(self._file.readline())
            place = self._file.tell()
            for number, cells in block:
                yield Row(number, tuple(map(_unpacked, cells)))


def _packed(row: Row) -> tuple[int, list[Any]]:
    return row.number, [
        cell if isinstance(cell, PLAIN) else _told(cell) for cell in row.cells
    ]


def _told(cell: Cell) -> tuple[Any, ...]:
    if isinstance(cell, Broken):
        return ("broken", cell.text)
    if isinstance(cell, timedelta):
        return ("span", cell.days, cell.seconds, cell.microseconds)
    if isinstance(cell, datetime):
        return ("moment", cell.isoformat())
    if isinstance(cell, date):
        return ("day", cell.toordinal())
    return ("clock", str(cell))


READ = {
    "broken": Broken,
    "span": timedelta,
    "moment": datetime.fromisoformat,
    "day": date.fromordinal,
    "clock": time.fromisoformat,
}


def _unpacked(cell: Any) -> Cell:
    if not isinstance(cell, list):
        found: Cell = cell
        return found
    told: Cell = READ[cell[0]](*cell[1:])  # type: ignore[operator]
    return told
