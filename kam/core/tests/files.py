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


def renamed(content: bytes, old: str, new: str) -> bytes:
    """Move a part of a parcel to another place, and everything that points to it."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as parcel,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as moved,
    ):
        for name in parcel.namelist():
            part = parcel.read(name).replace(old.encode(), new.encode())
            moved.writestr(name.replace(old, new), part)
    return buffer.getvalue()


def record(kind: int, content: bytes) -> bytes:
    """Write one record of an old workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def number(row: int, column: int) -> bytes:
    """Write a cell of an old workbook that holds 1."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))


def old_workbook(far: tuple[int, int]) -> bytes:
    """Make an XLS with a cell at the beginning and one somewhere else."""
    opening = struct.pack("<HHHII", 0x0DBB, 0x07CC, 0, 0, 0)[:12]
    begin = [
        record(0x0809, struct.pack("<HH", 0x0600, kind) + opening)
        for kind in (0x0005, 0x0010)
    ]
    end = record(0x000A, b"")
    place = len(begin[0]) + len(record(0x0085, b"\x00" * 9)) + len(end)
    sheet = record(0x0085, struct.pack("<IBBBB", place, 0, 0, 1, 0) + b"S")
    cells = number(0, 0) + number(0, 1) + number(*far)
    return wrapped(begin[0] + sheet + end + begin[1] + cells + end)


def wrapped(book: bytes) -> bytes:
    """Put an old workbook into the container that it comes in."""
    sector, free, last = 512, 0xFFFFFFFF, 0xFFFFFFFE
    book = book.ljust(8 * sector, b"\x00")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, last, 0, last, 0)
    head += struct.pack("<I", 0) + struct.pack("<I", free) * 108
    chain = [0xFFFFFFFD, last, *range(3, 10), last]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(sector, b"\xff")
    entries = entry("Root Entry", 5, 1, last, 0) + entry("Workbook", 2, free, 2, 4096)
    return head + table + entries.ljust(sector, b"\x00") + book


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """Write one line of the container's directory."""
    text = f"{name}\x00".encode("utf-16-le")
    around = struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        text.ljust(64, b"\x00") + around + bytes(36) + struct.pack("<IQ", start, size)
    )


def extended(content: bytes, ending: str, text: str) -> bytes:
    """Put a text behind a part of a parcel, named by the end of its path."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as parcel,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as longer,
    ):
        for name in parcel.namelist():
            more = text.encode() if name.endswith(ending) else b""
            longer.writestr(name, parcel.read(name) + more)
    return buffer.getvalue()
