"""Reading XLSX and XLS workbooks through calamine, after they were inspected."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kam.core.errors import Invalid
from kam.core.tables.delimited import title_note
from kam.core.tables.extents import Extent, too_many_rows
from kam.core.tables.heading import LOOKED_AT, filled, header_row, named_columns
from kam.core.tables.limits import MOST_COLUMNS, MOST_ROWS
from kam.core.tables.parcel import Parcel, damaged, encrypted
from kam.core.tables.shapes import Note, Row, Table
from kam.core.tables.sounding import sound
from kam.core.tables.spool import Spool
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from kam.core.tables.shapes import Cell

DATE_MODE_1904 = b"\x22\x00\x02\x00\x01\x00"
LOCKED = "EncryptedPackage".encode("utf-16-le")
GLOBALS = 64 * 1024
MOST_MERGED = 5_000
LONG = 10_000


@dataclass(frozen=True)
class Grid:
    """A worksheet with its errors and merged cells put back in their places."""

    sheet: CalamineSheet
    offset: int
    extent: Extent = field(default_factory=Extent)
    merged: dict[int, dict[int, int]] = field(default_factory=dict)

    def lines(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield every row with its number in the file."""
        above: dict[tuple[int, int], Cell] = {}
        tops = {(top, c) for row in self.merged.values() for c, top in row.items()}
        for number, cells in enumerate(self.sheet.iter_rows(), 1):
            line: list[Cell] = [cell if cell != "" else None for cell in cells]
            for place in range(len(line)) if self.extent.broken else ():
                found = self.extent.broken.get((number, place + 1 + self.offset))
                line[place] = found or line[place]
            for column, top in self.merged.get(number, {}).items():
                line[column] = above.get((top, column))
            above |= {(r, c): line[c] for r, c in tops if r == number}
            yield number, line


@dataclass(frozen=True)
class SheetRows:
    """The rows below the header; each walk goes through the sheet again."""

    grid: Grid
    header_at: int
    width: int

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows that hold something."""
        for number, line in self.grid.lines():
            if number > self.header_at and filled(line):
                yield Row(number, tuple(line[: self.width]))


def read_xlsx(
    content: bytes, parcel: Parcel, sheet: str, expected: Collection[str]
) -> Table:
    """Read one worksheet of an inspected XLSX."""
    if not parcel.usual:
        sound(content)
    with _guarded():
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return _read(book, sheet, expected, ("xlsx", parcel.epoch, parcel.extents))


def read_xls(content: bytes, sheet: str, expected: Collection[str]) -> Table:
    """Read one worksheet of an XLS; a locked XLSX comes in the same wrapping."""
    if LOCKED in content:
        raise encrypted()
    sound(content)
    epoch = 1904 if DATE_MODE_1904 in content[:GLOBALS] else 1900
    with _guarded():
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return _read(book, sheet, expected, ("xls", epoch, {}))


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except PasswordError as error:
        raise encrypted() from error
    except CalamineError as error:
        raise damaged() from error
    except BaseException as error:
        # The parser's own panics are no Exception; anything else goes on.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged() from error


def _read(
    book: CalamineWorkbook,
    wanted: str,
    expected: Collection[str],
    traits: tuple[str, int, dict[str, Extent]],
) -> Table:
    format_name, epoch, extents = traits
    name, sheet, notes = _chosen(book, wanted)
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        raise _empty(name)
    if end[0] > MOST_ROWS + LOOKED_AT:
        raise too_many_rows(end[0] + 1)
    grid = Grid(sheet, start[1], extents.get(name, Extent()))
    first = [line for _number, line in islice(grid.lines(), start[0] + LOOKED_AT)]
    place = header_row(first, expected)
    header, named = named_columns(_trimmed(first[place], grid, place + 1), start[1])
    _narrow_enough(header)
    grid, merged = _with_merged(grid, place + 1, len(header))
    rows: Iterable[Row] = SheetRows(grid, place + 1, len(header))
    count = sum(1 for _row in rows)
    if count > MOST_ROWS:
        raise too_many_rows(count)
    if count > LONG:
        rows = Spool(rows)
    title = [title_note(place + 1)] if any(map(filled, first[:place])) else []
    told = (*notes, *title, *named, *merged)
    return Table(header, rows, count, format_name, told, name, epoch)


def _chosen(
    book: CalamineWorkbook, wanted: str
) -> tuple[str, CalamineSheet, list[Note]]:
    sheets = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    names = [meta.name for meta in sheets]
    if wanted and wanted not in names:
        raise Invalid(
            mark("没有名为“%(sheet)s”的工作表"),
            todo=mark("文件里的工作表：%(sheets)s"),
            sheet=wanted[:60],
            sheets=", ".join(names)[:300],
        )
    visible = [m.name for m in sheets if m.visible == SheetVisibleEnum.Visible]
    for name in [wanted] if wanted else visible or names:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is not None:
            return name, sheet, _others_note(name, names)
    raise _empty(wanted or ", ".join(names)[:120])


def _others_note(name: str, names: list[str]) -> list[Note]:
    others = [other for other in names if other != name]
    if not others:
        return []
    message = mark("读的是工作表“%(sheet)s”，没有读：%(others)s")
    return [Note("sheet", message, {"sheet": name, "others": ", ".join(others)[:300]})]


def _empty(name: str) -> Invalid:
    return Invalid(
        mark("工作表“%(name)s”是空的"),
        todo=mark("请选择一个第一行是表头、下面有内容的表格"),
        name=name,
    )


def _trimmed(cells: Sequence[Cell], grid: Grid, header_at: int) -> Sequence[Cell]:
    """Drop columns at the right end that have neither header nor content."""
    end = max((i for i, cell in enumerate(cells, 1) if filled([cell])), default=0)
    for number, line in grid.lines():
        if number > header_at and end < len(line):
            further = [
                i for i, cell in enumerate(line[end:], end + 1) if filled([cell])
            ]
            end = max([end, *further])
    return cells[:end]


def _narrow_enough(header: tuple[str, ...]) -> None:
    if len(header) > MOST_COLUMNS:
        raise Invalid(
            mark("表格有 %(count)s 列，最多 %(limit)s 列"),
            todo=mark("请删除不需要的列"),
            count=len(header),
            limit=MOST_COLUMNS,
        )


def _with_merged(grid: Grid, header_at: int, width: int) -> tuple[Grid, list[Note]]:
    """Give the cells merged below one another in a column the value on top."""
    merged: dict[int, dict[int, int]] = {}
    ranges = (grid.sheet.merged_cell_ranges or [])[:MOST_MERGED]
    last = grid.sheet.end or (0, 0)
    for (top, left), (bottom, right) in ranges:
        place = left - grid.offset
        if left == right and top >= header_at and 0 <= place < width:
            for row in range(top + 1, min(bottom, last[0]) + 1):
                merged.setdefault(row + 1, {})[place] = top + 1
    if not merged:
        return grid, []
    count = sum(map(len, merged.values()))
    message = mark("合并的单元格已按最上面一格填满：%(count)s 格")
    filled_in = Grid(grid.sheet, grid.offset, grid.extent, merged)
    return filled_in, [Note("merged", message, {"count": count})]
