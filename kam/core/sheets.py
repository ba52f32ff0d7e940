"""Tables that leave the product: CSV and XLSX whose cells are never formulas."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BOM = "\ufeff"
LONGEST_CELL = 32_767
LINES_AT_ONCE = 500
LONGEST_TITLE = 31
# A text that a spreadsheet would run, or that already looks like a guarded one.
_RUNS = re.compile(r"^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile(r"^'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Sheet:
    """A title, column heads, and rows of plain values in their order."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{text}" if _RUNS.match(text) else text


def unguarded(text: str) -> str:
    """Take the apostrophe of `guarded` away; other texts stay as they are."""
    return text[1:] if _GUARDED.match(text) else text


def shown(value: object) -> str:
    """Write a value as CSV text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, date | time):
        return _moment(value)
    return guarded(str(value))


def _moment(value: date | time) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return value.isoformat()


def csv_chunks(sheet: Sheet) -> Iterator[bytes]:
    """Yield a CSV file in UTF-8 with a byte order mark, some lines at a time."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    written.write(BOM)
    writer.writerow([guarded(head) for head in sheet.columns])
    for number, row in enumerate(sheet.rows, start=1):
        writer.writerow([shown(value) for value in row])
        if number % LINES_AT_ONCE == 0:
            yield written.getvalue().encode()
            written.seek(0)
            written.truncate()
    yield written.getvalue().encode()


def write_xlsx(sheet: Sheet, target: IO[bytes]) -> None:
    """Write a workbook with one table; memory does not grow with its rows."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "remove_timezone": True,
        "default_date_format": "yyyy-mm-dd",
    }
    book = xlsxwriter.Workbook(target, options)
    page = book.add_worksheet(_NO_TITLE.sub(" ", sheet.title)[:LONGEST_TITLE])
    bold = book.add_format({"bold": True})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    clock = book.add_format({"num_format": "hh:mm"})
    page.freeze_panes(1, 0)
    for column, head in enumerate(sheet.columns):
        page.write_string(0, column, head[:LONGEST_CELL], bold)
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _put(page, (number, column), value, {datetime: moment, time: clock})
    book.close()


def _put(
    page: xlsxwriter.worksheet.Worksheet,
    place: tuple[int, int],
    value: object,
    formats: dict[type, object],
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_boolean(*place, value)
    elif isinstance(value, int | float | Decimal):
        page.write_number(*place, value)
    elif isinstance(value, date | time):
        page.write_datetime(*place, value, formats.get(type(value)))
    else:
        page.write_string(*place, str(value)[:LONGEST_CELL])
