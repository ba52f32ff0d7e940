"""Photos made by hand, each with a place, a camera and a film behind it."""

from __future__ import annotations

import struct
import zlib

PLACE = b"31.2304N 121.4737E SECRET-PLACE"
DRAWN = bytes(range(1, 200)) * 40


def exif(way: int = 6, order: str = ">") -> bytes:
    """Return a block of Exif with an orientation, and a place behind it."""
    head = b"MM\x00*" if order == ">" else b"II*\x00"
    entries = (
        struct.pack(f"{order}HHII", 0x010F, 2, len(PLACE), 38)
        + struct.pack(f"{order}HHIHH", 0x0112, 3, 1, way, 0)
    )  # fmt: skip
    return head + struct.pack(f"{order}IH", 8, 2) + entries + bytes(4) + PLACE


def segment(mark: int, body: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return bytes((0xFF, mark)) + struct.pack(">H", len(body) + 2) + body


def jpeg(way: int = 6, order: str = ">") -> bytes:
    """Return a JPEG in two scans with Exif, XMP, IPTC, a comment and a film."""
    table = segment(0xDB, bytes(65))
    frame = segment(0xC2, bytes(15))
    scan = segment(0xDA, bytes(10)) + DRAWN + b"\xff\x00\x12\xff\xd0\x34"
    return b"".join((
        b"\xff\xd8",
        segment(0xE0, b"JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x01\x01" + b"\x07" * 3),
        segment(0xE1, b"Exif\x00\x00" + exif(way, order)),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + PLACE),
        segment(0xE2, b"ICC_PROFILE\x00\x01\x01colours"),
        segment(0xE2, b"MPF\x00" + PLACE),
        segment(0xED, b"Photoshop 3.0\x00" + PLACE),
        segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01"),
        segment(0xFE, PLACE),
        table, frame, scan, b"\xff", segment(0xC4, bytes(20)), scan,
        b"\xff\xd9",
        b"\xff\xd8film" + PLACE,
    ))  # fmt: skip


def chunk(name: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG."""
    told = name + body
    return struct.pack(">I", len(body)) + told + struct.pack(">I", zlib.crc32(told))


def png(way: int = 6) -> bytes:
    """Return a PNG with Exif, texts and a time."""
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 2, 8, 0, 0, 0, 0)),
        chunk(b"eXIf", exif(way)), chunk(b"tEXt", b"Comment\x00" + PLACE),
        chunk(b"iTXt", PLACE), chunk(b"tIME", bytes(7)), chunk(b"noTE", PLACE),
        chunk(b"gAMA", bytes(4)), chunk(b"IDAT", zlib.compress(b"\x00abcd" * 2)),
        chunk(b"IEND", b""), PLACE,
    ))  # fmt: skip


def webp(way: int = 6) -> bytes:
    """Return a WebP whose head says that it has Exif and XMP."""

    def part(name: bytes, body: bytes) -> bytes:
        return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)

    body = b"".join((
        part(b"VP8X", b"\x2c" + bytes(9)), part(b"ICCP", b"colours"),
        part(b"VP8 ", DRAWN[:101]), part(b"EXIF", b"Exif\x00\x00" + exif(way)),
        part(b"XMP ", PLACE), part(b"note", PLACE),
    ))  # fmt: skip
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body + PLACE


def box(name: bytes, body: bytes) -> bytes:
    """Return a box of a HEIC."""
    return struct.pack(">I", len(body) + 8) + name + body


def heic(method: int = 0) -> bytes:
    """Return a HEIC with a picture, Exif and XMP as items, and a film in a box."""
    told = bytes(4) + exif(1)
    names = (b"hvc1", b"Exif", b"mime")
    entries = [
        box(b"infe", b"\x02\x00\x00\x00" + struct.pack(">HH", n, 0) + name + b"\x00")
        for n, name in enumerate(names, 1)
    ]
    kinds = box(b"iinf", bytes(4) + struct.pack(">H", 3) + b"".join(entries))
    parts = (DRAWN[:300], told, PLACE)
    head = box(b"ftyp", b"heic\x00\x00\x00\x00mif1")

    def whole(start: int) -> bytes:
        rows, at = b"", start
        for n, part in enumerate(parts, 1):
            rows += struct.pack(
                ">HHHHII", n, method if n > 1 else 0, 0, 1, at, len(part)
            )
            at += len(part)
        places = b"\x01\x00\x00\x00" + struct.pack(">HH", 0x4400, 3) + rows
        inside = bytes(4) + box(b"hdlr", bytes(20)) + kinds + box(b"iloc", places)
        inside += box(b"iprp", box(b"irot", b"\x03")) + box(b"uuid", PLACE)
        return head + box(b"meta", inside)

    start = len(whole(0)) + 8
    film = box(b"mpvd", b"film" + PLACE)
    return whole(start) + box(b"mdat", b"".join(parts)) + film
