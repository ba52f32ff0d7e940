"""WebP: chunks in a RIFF; those of Exif and XMP go, and the head says so."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from kam.visits.rules.photos import exif
from kam.visits.rules.photos.pieces import (
    Piece,
    Stretch,
    UnreadableError,
    part,
    refuse_many,
    size_of,
)

if TYPE_CHECKING:
    from kam.visits.rules.photos.pieces import View

_HEAD = 12
_FEATURES, _EXIF = b"VP8X", b"EXIF"
_DRAWS = frozenset((b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_HAS_EXIF, _HAS_XMP, _FLAGS = 0x08, 0x04, 8


def pieces(view: View) -> list[Piece]:
    """Return what stays of a WebP; whatever lies behind it goes."""
    riff, size, kind = struct.unpack("<4sI4s", part(view, 0, _HEAD))
    end = size + 8
    if (riff, kind) != (b"RIFF", b"WEBP") or end > len(view):
        raise UnreadableError
    found: list[Piece] = []
    at, count = _HEAD, 0
    while at < end:
        refuse_many(count := count + 1)
        name, length = struct.unpack("<4sI", part(view, at, 8))
        after = at + 8 + length + length % 2
        if after > end:
            raise UnreadableError
        if name in _DRAWS:
            found.append(Stretch(at, after))
        elif name == _FEATURES:
            found.append(_chunk(name, part(view, at + 8, length)))
        elif name == _EXIF:
            found += _turned(part(view, at + 8, length))
        at = after
    return _whole(found)


def _turned(told: bytes) -> list[Piece]:
    way = exif.orientation(told)
    return [_chunk(_EXIF, exif.small(way))] if way != exif.UPRIGHT else []


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def _whole(found: list[Piece]) -> list[Piece]:
    """Set the head: how long all is, and what the file has."""
    if not any(isinstance(piece, Stretch) for piece in found):
        raise UnreadableError
    has_exif = any(isinstance(p, bytes) and p.startswith(_EXIF) for p in found)
    told = [
        _flagged(p, has_exif=has_exif) if isinstance(p, bytes) else p for p in found
    ]
    length = sum(map(size_of, told))
    return [b"RIFF" + struct.pack("<I", length + 4) + b"WEBP", *told]


def _flagged(piece: bytes, *, has_exif: bool) -> bytes:
    if not piece.startswith(_FEATURES) or len(piece) <= _FLAGS:
        return piece
    flags = piece[_FLAGS] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if has_exif else 0)
    return piece[:_FLAGS] + bytes((flags,)) + piece[_FLAGS + 1 :]
