"""Read tables of the reference folder (see the fixture ``reference_folder``).

The folder is never copied: its files keep their own terms. Each has a ``SOURCE.md``
that says where its numbers come from.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class ReferenceTable:
    """One table: rows by header, and the numbers expected of it."""

    rows: list[dict[str, str]]
    expected: dict[str, object]

    def column(self, header: str) -> list[float]:
        """Return one numeric column."""
        return [float(row[header]) for row in self.rows]


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_table(folder: Path, name: str) -> ReferenceTable:
    """Read one table of ``frontier/`` with its expected numbers."""
    place = folder / "frontier" / name
    expected = json.loads((place / "expected.json").read_text(encoding="utf-8"))
    return ReferenceTable(rows=read_rows(place / "data.csv"), expected=expected)
