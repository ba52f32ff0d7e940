"""Small files for the tests of reading tables: workbooks, parcels, bombs."""

from __future__ import annotations

import io
import struct
import zipfile

import xlsxwriter

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx(*sheets: list[list[object]], merged: tuple[str, ...] = ()) -> bytes:
    """Write sheets of rows; texts stay texts."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for area in merged:
                sheet.merge_range(area, "")
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    elif hasattr(cell, "year"):
                        sheet.write_datetime(number, column, cell, dates)
                    else:
                        sheet.write(number, column, cell)
    return buffer.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """Replace parts of a parcel, named by the end of their path without .xml."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            short = name.rsplit("/", 1)[-1].removesuffix(".xml")
            new.writestr(name, parts.get(short, old.read(name)))
    return buffer.getvalue()


def with_cells(cells: str, before: str = "") -> bytes:
    """Make a workbook whose one worksheet holds the given XML rows."""
    sheet = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        f"<worksheet {NAMESPACE}><sheetData>{cells}</sheetData></worksheet>"
    )
    return repacked(xlsx([["x"]]), sheet1=sheet.encode())


def bomb(megabytes: int = 1024) -> bytes:
    """Make a parcel of about one megabyte that expands to many."""
    buffer = io.BytesIO()
    filling = b" " * 2**20
    with zipfile.ZipFile(io.BytesIO(xlsx([["x"]]))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            with new.open(name, "w", force_zip64=True) as stream:
                stream.write(part)
                if name.endswith("sheet1.xml"):
                    for _megabyte in range(megabytes):
                        stream.write(filling)
    return buffer.getvalue()


def declaring(content: bytes, part: str, size: int) -> bytes:
    """Let the directory declare another size for a part: the bomb that lies."""
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(part.encode()) + 1)
    head, tail = content[: place + 24], content[place + 28 :]
    return head + struct.pack("<I", size) + tail
