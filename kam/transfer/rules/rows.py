"""Reading whole rows: values for the bulk verb, faults, and what was altered."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from kam.core.bulk import Fault
from kam.core.sheets import shown
from kam.core.tables import Broken
from kam.core.tables.shapes import is_blank
from kam.core.text import mark
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import (
    FURTHER,
    UNSEEN_SPELLINGS,
    BadCell,
    Manner,
    Read,
    bad,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.tables import Cell, Row
    from kam.transfer.rules.columns import Column

SHIFTED = Fault("", "shifted", mark("这一行的格数比表头多，内容可能错位"))
EMPTY = mark("“%(column)s”不能为空")
LONGEST_TOLD = 200
# What an empty cell of these becomes is nothing at all; other columns hold texts.
NOTHING = (
    cells.whole,
    cells.number,
    cells.money,
    cells.day,
    cells.clock,
    cells.yes_no,
)


@dataclass(frozen=True)
class Alteration:
    """One cell whose value is stored otherwise than it was written."""

    row: int
    column: str
    code: str
    before: str
    after: str


@dataclass
class RowRead:
    """What a row came to: values for the bulk verb, or faults."""

    number: int
    values: dict[str, object] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    altered: list[Alteration] = field(default_factory=list)


def read_row(row: Row, columns: Sequence[Column], manner: Manner) -> RowRead:
    """Read one row; every bad cell is told, not only the first."""
    read = RowRead(row.number)
    if row.surplus:
        read.faults.append(SHIFTED)
    further: dict[str, object] = {}
    for column in columns:
        if row.cells[column.place] in UNSEEN_SPELLINGS:
            continue
        into = further if column.field.name == FURTHER else read.values
        name = column.header if into is further else column.field.name
        try:
            into[name] = _value(row.cells[column.place], column, manner, read)
        except BadCell as bad:
            read.faults.append(Fault(column.header, bad.code, bad.what, bad.params))
    if any(column.field.name == FURTHER for column in columns):
        read.values[FURTHER] = further
    return read


def _value(cell: Cell, column: Column, manner: Manner, read: RowRead) -> object:
    if is_blank(cell):
        if column.field.required:
            raise bad(EMPTY, "required", column=column.header)
        return None if column.field.read in NOTHING else ""
    found = _scaled(column.field.read(cell, manner), column)
    if found.altered:
        read.altered.append(
            Alteration(
                row=read.number,
                column=column.header,
                code=found.altered,
                before=written(cell),
                after=written(found.value),
            )
        )
    return found.value


def _scaled(read: Read, column: Column) -> Read:
    if column.scale == 1 or not isinstance(read.value, Decimal):
        return read
    return Read(read.value * column.scale, "scaled")


def written(value: object) -> str:
    """Write a value for a report; long texts are cut."""
    if isinstance(value, tuple):
        text = "; ".join(map(str, value))
    elif isinstance(value, Broken | str):
        text = value.text if isinstance(value, Broken) else value
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    else:
        text = shown(value)
    return text if len(text) <= LONGEST_TOLD else text[: LONGEST_TOLD - 1] + "…"
