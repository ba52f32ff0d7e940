"""Reading delimited text: encoding, delimiter and line ends are found out."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.tables.extents import too_many_rows
from kam.core.tables.heading import LOOKED_AT, filled, header_row, named_columns
from kam.core.tables.limits import (
    LARGEST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    SHEET_COLUMNS,
    SHEET_ROWS,
)
from kam.core.tables.shapes import Note, Row, Table
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

DELIMITERS = (",", ";", "\t", "|", "\uff0c", "\uff1b")
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SAMPLE = 64 * 1024
MANY_ZEROS = 0.2


@dataclass(frozen=True)
class Dialect:
    """How the fields of a text are divided."""

    delimiter: str
    strict: bool = True
    skipped: int = 0


@dataclass(frozen=True)
class TextRows:
    """The rows below the header; each walk reads the text again."""

    text: str
    dialect: Dialect
    header_at: int
    width: int

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows that hold something."""
        records = enumerate(_records(self.text, self.dialect), 1 + self.dialect.skipped)
        for number, fields in records:
            if number > self.header_at and any(map(str.strip, fields)):
                own = fields[: self.width]
                cells = tuple(field if field.strip() else None for field in own)
                padding = (None,) * (self.width - len(cells))
                yield Row(number, cells + padding, filled(fields[self.width :]))


def read_delimited(content: bytes, expected: Collection[str] = ()) -> Table:
    """Read a delimited text."""
    text, encoding = decode(content)
    csv.field_size_limit(LARGEST_BYTES)
    dialect, notes = _dialect(text)
    first = list(islice(_records(text, dialect), LOOKED_AT))
    place = header_row(first, expected)
    header, named = named_columns(_trimmed(first[place]))
    if len(header) > MOST_COLUMNS:
        raise _too_wide(len(header))
    rows = TextRows(text, dialect, place + 1 + dialect.skipped, len(header))
    count = sum(1 for _row in rows)
    if count > MOST_ROWS:
        raise too_many_rows(count)
    title = [title_note(place + 1)] if any(map(filled, first[:place])) else []
    return Table(
        header,
        rows,
        count,
        "csv",
        (*_usual_or_told(encoding, dialect), *notes, *title, *named),
    )


def _usual_or_told(encoding: str, dialect: Dialect) -> list[Note]:
    """Say how the text was read, unless it is the usual way."""
    if (encoding, dialect.delimiter) == ("UTF-8", ","):
        return []
    message = mark("按 %(encoding)s 编码、“%(delimiter)s”分隔读取")
    told = {"encoding": encoding, "delimiter": _spoken(dialect.delimiter)}
    return [Note("encoding", message, told)]


def title_note(header_at: int) -> Note:
    """Say that rows above the header were left out."""
    message = mark("表头在第 %(row)s 行，上面的标题行没有读入")
    return Note("title-rows", message, {"row": header_at})


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding, or refuse it."""
    for bom, encoding in BOMS:
        if content.startswith(bom):
            shown = encoding.upper().replace("-SIG", "")
            return _decoded(content, encoding), shown
    sample = content[:SAMPLE]
    if sample.count(0) > MANY_ZEROS * len(sample):
        little = sample[1::2].count(0) > sample[::2].count(0)
        return _decoded(content, "utf-16-le" if little else "utf-16-be"), "UTF-16"
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding), encoding.upper()
        except UnicodeDecodeError:
            continue
    raise _unreadable()


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable() from error


def _unreadable() -> Invalid:
    return Invalid(
        mark("看不懂这个文件的文字编码"),
        why=mark("能读的编码是 UTF-8、UTF-16 和 GB18030（含 GBK）"),
        todo=mark("请用 Excel 或 WPS 另存为 XLSX，或另存为 UTF-8 的 CSV"),
    )


def _dialect(text: str) -> tuple[Dialect, list[Note]]:
    skipped = 0
    first_line = text[:20].splitlines()[:1]
    if first_line and first_line[0].lower().startswith("sep="):
        chosen, skipped = first_line[0][4:5] or "\t", 1
    else:
        chosen = max(DELIMITERS, key=lambda mark_: _fit(text, mark_))
    strict = Dialect(chosen, strict=True, skipped=skipped)
    try:
        for _record in _records(text, strict):
            pass
    except csv.Error as error:
        if "end of data" in str(error):
            raise Invalid(
                mark("有一个引号没有结束，后面的行会连成一格"),
                todo=mark("请检查文件里的英文双引号，或另存为 XLSX"),
            ) from error
        note = Note("quotes", mark("文件里的引号不规范，已按字面读取，请核对"))
        return Dialect(chosen, strict=False, skipped=skipped), [note]
    return strict, []


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """Score a delimiter: how many rows share the commonest width, and that width."""
    sample = text[:SAMPLE]
    rows = list(islice(_split(sample, Dialect(delimiter, strict=False)), LOOKED_AT))
    widths = [len(row) for row in rows if len(row) > 1]
    if not widths:
        return (0, 0)
    common = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(common), common)


def _records(text: str, dialect: Dialect) -> Iterator[list[str]]:
    """Stop where no spreadsheet goes on; blank rows and columns are not free either."""
    for count, fields in enumerate(_split(text, dialect)):
        if count >= SHEET_ROWS:
            raise too_many_rows(count)
        if len(fields) > SHEET_COLUMNS:
            raise _too_wide(len(fields))
        yield fields


def _split(text: str, dialect: Dialect) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline=None)
    for _line in range(dialect.skipped):
        lines.readline()
    return csv.reader(lines, delimiter=dialect.delimiter, strict=dialect.strict)


def _too_wide(count: int) -> Invalid:
    return Invalid(
        mark("表格有 %(count)s 列，最多 %(limit)s 列"),
        todo=mark("请删除不需要的列"),
        count=count,
        limit=MOST_COLUMNS,
    )


def _trimmed(fields: list[str]) -> list[str]:
    end = len(fields)
    while end and not fields[end - 1].strip():
        end -= 1
    return fields[:end]


def _spoken(delimiter: str) -> str:
    return "Tab" if delimiter == "\t" else delimiter
