"""What reading a table answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class Broken:
    """A cell that holds an error such as #DIV/0! instead of a value."""

    text: str


Cell: TypeAlias = (
    "str | int | float | bool | date | datetime | time | timedelta | Broken | None"
)


@dataclass(frozen=True)
class Note:
    """One thing about the reading that a person should know; a door translates it."""

    code: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One row as wide as the header; `number` is its row in the file, from 1.

    `surplus` counts filled cells beyond the header: the row may be shifted.
    """

    number: int
    cells: tuple[Cell, ...]
    surplus: int = 0


@dataclass(frozen=True)
class Table:
    """A header and its rows; `rows` can be walked more than once.

    `header` holds distinct names. `count` is the number of rows that are not blank.
    `epoch` is 1904 where plain numbers meant as days count from 1904.
    """

    header: tuple[str, ...]
    rows: Iterable[Row]
    count: int
    format: str
    notes: tuple[Note, ...] = ()
    sheet: str = ""
    epoch: int = 1900


def is_blank(cell: Cell) -> bool:
    """Say whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
