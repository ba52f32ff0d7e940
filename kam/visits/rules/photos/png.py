"""PNG: a row of chunks; only those that draw the picture stay."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from kam.visits.rules.photos import exif
from kam.visits.rules.photos.pieces import (
    Piece,
    Stretch,
    UnreadableError,
    numbers,
    part,
    refuse_many,
)

if TYPE_CHECKING:
    from kam.visits.rules.photos.pieces import View

_HEAD = b"\x89PNG\r\n\x1a\n"
_AROUND, _NAME = 12, 8
_FIRST, _LAST, _EXIF = b"IHDR", b"IEND", b"eXIf"
_DRAWS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD hIST sPLT"
    b" pHYs acTL fcTL fdAT".split()
)


def pieces(view: View) -> list[Piece]:
    """Return what stays of a PNG; whatever comes after its end goes."""
    if part(view, 0, len(_HEAD)) != _HEAD:
        raise UnreadableError
    found: list[Piece] = [Stretch(0, len(_HEAD))]
    at, name, count = len(_HEAD), b"", 0
    while name != _LAST:
        refuse_many(count := count + 1)
        (length,) = numbers("I", view, at)
        name = part(view, at + 4, 4)
        if (at == len(_HEAD)) != (name == _FIRST):
            raise UnreadableError
        end = at + _AROUND + length
        part(view, end - 1, 1)
        if name in _DRAWS:
            found.append(Stretch(at, end))
        elif name == _EXIF:
            found += _turned(part(view, at + _NAME, length))
        at = end
    return found


def _turned(told: bytes) -> list[Piece]:
    way = exif.orientation(told)
    if way == exif.UPRIGHT:
        return []
    body = exif.small(way)
    check = zlib.crc32(_EXIF + body).to_bytes(4, "big")
    return [len(body).to_bytes(4, "big") + _EXIF + body + check]
