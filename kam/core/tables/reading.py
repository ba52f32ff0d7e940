"""The one door: bytes in, table out; the format is decided by the content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kam.core.errors import Invalid, TooLarge
from kam.core.tables.delimited import read_delimited
from kam.core.tables.limits import LARGEST_BYTES
from kam.core.tables.parcel import inspect_parcel
from kam.core.tables.workbook import read_xls, read_xlsx
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Collection

    from kam.core.tables.shapes import Table

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SNIFFED = 2048
OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3", "SQLite"),
)
WEB_PAGE = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta")


def read_table(
    source: Path | bytes,
    name: str = "",
    *,
    sheet: str = "",
    expected: Collection[str] = (),
) -> Table:
    """Read a CSV, XLSX or XLS table, or refuse it in clear words.

    Parameters
    ----------
    source
        A file, or its bytes.
    name
        What the file is called; only used in refusals, never to decide the format.
    sheet
        The worksheet to read; by default the first that is not empty.
    expected
        Header names worth looking for below title rows (any spelling).
    """
    content = _content(source)
    shown = (name or (source.name if isinstance(source, Path) else ""))[:120]
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise Invalid(
            mark("文件“%(name)s”是空的"),
            todo=mark("请选择一个第一行是表头、下面有内容的表格"),
            name=shown,
        )
    if content.startswith(ZIP):
        return read_xlsx(content, inspect_parcel(content), sheet, expected)
    if content.startswith(OLE):
        return read_xls(content, sheet, expected)
    _refuse_others(content, shown)
    return read_delimited(content, expected)


def _content(source: Path | bytes) -> bytes:
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > LARGEST_BYTES:
        raise TooLarge(
            mark("文件有 %(size)s MB，最多 %(limit)s MB"),
            todo=mark("请把表格分成几个文件再导入"),
            size=f"{size / 2**20:.1f}",
            limit=LARGEST_BYTES // 2**20,
        )
    return source.read_bytes() if isinstance(source, Path) else bytes(source)


def _refuse_others(content: bytes, name: str) -> None:
    head = content[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, format_name in OTHERS:
        if head.startswith(magic):
            raise not_a_table(name, format_name)
    if head.lower().startswith(WEB_PAGE):
        raise Invalid(
            mark("文件“%(name)s”其实是网页或 XML，不是表格文件"),
            why=mark("有些系统导出的 .xls 是网页，只是改了名字"),
            todo=mark("请用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV 再导入"),
            name=name,
        )


def not_a_table(name: str, format_name: str) -> Invalid:
    """Say that a file is something else."""
    return Invalid(
        mark("文件“%(name)s”是 %(format)s，不是表格"),
        todo=mark("能读的是 CSV、XLSX 和 XLS"),
        name=name,
        format=format_name,
    )
