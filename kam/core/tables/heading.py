"""Finding the header row, and giving every column one distinct name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.tables.shapes import Note, is_blank
from kam.core.text import mark, name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kam.core.tables.shapes import Cell

LOOKED_AT = 50
HALF, NEARLY_ALL = 0.5, 0.9
ENOUGH_KNOWN = 2


def filled(cells: Sequence[Cell]) -> int:
    """Count the cells that hold something."""
    return sum(not is_blank(cell) for cell in cells)


def header_row(first_rows: Sequence[Sequence[Cell]], expected: Collection[str]) -> int:
    """Return which of the first rows is the header, counted from 0.

    A row with at least two expected names wins. Otherwise it is the first row that
    is not blank, unless it is so narrow that it must be a title: then the first
    row of text that is nearly as wide as the widest row.
    """
    known = {name_key(name) for name in expected}
    for place, cells in enumerate(first_rows):
        keys = {name_key(cell) for cell in cells if isinstance(cell, str)}
        if len(keys & known) >= ENOUGH_KNOWN:
            return place
    widths = [filled(cells) for cells in first_rows]
    widest = max(widths, default=0)
    first = next((place for place, width in enumerate(widths) if width), 0)
    if not widest or widths[first] >= HALF * widest:
        return first
    for share in (NEARLY_ALL, HALF):
        for place, cells in enumerate(first_rows):
            if widths[place] >= share * widest and _all_text(cells):
                return place
    return first


def _all_text(cells: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) for cell in cells if not is_blank(cell))


def column_letters(place: int) -> str:
    """Return the letters of a column counted from 0: A, B … AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def named_columns(
    cells: Sequence[Cell], offset: int = 0
) -> tuple[tuple[str, ...], list[Note]]:
    """Return distinct header names, and what had to be done for it."""
    names: list[str] = []
    blank: list[str] = []
    twice: list[str] = []
    for place, cell in enumerate(cells):
        name = "" if is_blank(cell) else " ".join(_shown(cell).split())
        if not name:
            name = f"[{column_letters(place + offset)}]"
            blank.append(name)
        elif name in names:
            twice.append(name)
            name = _numbered(name, names)
        names.append(name)
    return tuple(names), [*_blank_note(blank), *_twice_note(twice)]


def _shown(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _numbered(name: str, names: Sequence[str]) -> str:
    number = 2
    while f"{name} ({number})" in names:
        number += 1
    return f"{name} ({number})"


def _blank_note(names: list[str]) -> list[Note]:
    if not names:
        return []
    message = mark("这些列没有表头，暂以列号称呼：%(columns)s")
    return [Note("header-blank", message, {"columns": ", ".join(names[:10])})]


def _twice_note(names: list[str]) -> list[Note]:
    if not names:
        return []
    message = mark("表头重复：%(columns)s；后面的加了编号")
    return [Note("header-twice", message, {"columns": ", ".join(names[:10])})]
