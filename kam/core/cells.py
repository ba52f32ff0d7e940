"""Reading the cells of a table into values; a bad cell names its column.

Every bulk verb reads its rows through these, so that an amount, a day or a number
is understood the same in every file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from kam.core.bulk import Fault, faults_of
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.core.money import Money, read_amount

YES = frozenset({"1", "true", "yes", "y", "是"})
NO = frozenset({"", "0", "false", "no", "n", "否"})
_PARTS = re.compile(r"[-/.年月日]")
BIGGEST_AMOUNT = Decimal(10) ** 18


def text_of(value: object) -> str:
    """Write a cell as text; whole numbers lose the point a spreadsheet gave them."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def minor_of(value: object) -> int | None:
    """Read an amount in yuan, dollars and so on into minor units."""
    if value in (None, ""):
        return None
    if isinstance(value, bool):
        raise Invalid(fields={"amount": [mark("请写成 8600000 或 860万")]})
    amount = _amount(value)
    if not amount.is_finite() or abs(amount) > BIGGEST_AMOUNT:
        raise Invalid(fields={"amount": [mark("金额太大，请检查单位")]})
    return Money.from_major(amount).minor


def _amount(value: object) -> Decimal:
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value))
    return read_amount(str(value))


def count_of(value: object) -> int | None:
    """Read a whole number."""
    text = text_of(value)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9):  # noqa: PLR2004
        raise Invalid(fields={"count": [mark("请写整数")]})
    return int(text)


def day_of(value: object) -> date | None:
    """Read a day; a spreadsheet gives a date, a text file 2026-03-18 or 2026/3/18."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or not text_of(value):
        return value if isinstance(value, date) else None
    try:
        year, month, day = (int(part) for part in _PARTS.split(text_of(value)) if part)
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise Invalid(fields={"day": [mark("日期请写成 2026-03-18")]}) from error


def yes_of(value: object) -> bool:
    """Read 是/否, yes/no, 1/0."""
    text = text_of(value).casefold()
    if text in YES or text in NO:
        return text in YES
    raise Invalid(fields={"yes": [mark("请写 是 或 否")]})


@dataclass(frozen=True)
class Reading:
    """The attributes that a row gives, and the cells that could not be read."""

    values: dict[str, object]
    faults: tuple[Fault, ...]


Reader = Callable[[object], object]


def read_cells(
    values: Mapping[str, object],
    columns: Mapping[str, str],
    readers: Mapping[str, Reader],
) -> Reading:
    """Read the cells of a row; an unknown column is a fault like a bad cell."""
    given: dict[str, object] = {}
    faults: list[Fault] = []
    for column, value in values.items():
        if column not in columns:
            faults.append(Fault(column, "unknown", mark("没有这个字段")))
            continue
        try:
            given[columns[column]] = readers.get(column, text_of)(value)
        except Invalid as error:
            faults += [replace(f, column=column) for f in faults_of(error)]
    return Reading(given, tuple(faults))
