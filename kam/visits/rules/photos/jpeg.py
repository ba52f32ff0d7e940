"""JPEG: a row of segments; only those that draw the picture stay.

What comes after the picture goes too: a second picture, a film of two seconds or notes
of the maker, each of which may hold a place.
"""

from __future__ import annotations

import re
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
    from collections.abc import Iterator

    from kam.visits.rules.photos.pieces import View

START, END, SCAN = 0xD8, 0xD9, 0xDA
_APP0, _APP1, _APP2, _ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
# Frames (not C8, which is no picture), tables, the interval of restarts, lines.
_DRAWS = {*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD, SCAN} - {0xC8}
_JFIF, _COLOURS = b"JFIF\x00", b"ICC_PROFILE\x00"
_NEXT = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_FILLED = re.compile(rb"\xff{1,64}(?=[^\xff])")
_JFIF_LENGTH = 14


def pieces(view: View) -> list[Piece]:
    """Return what stays of a JPEG; one that ends too early is ended."""
    if numbers("BB", view, 0) != (0xFF, START):
        raise UnreadableError
    found: list[Piece] = [Stretch(0, 2)]
    has_picture = is_turned = False
    for mark, begin, end in _segments(view):
        body = b"" if mark == SCAN else part(view, begin + 4, end - begin - 4)
        kept = _kept(mark, body, Stretch(begin, end), is_turned=is_turned)
        is_turned = is_turned or (mark == _APP1 and bool(kept))
        has_picture = has_picture or mark == SCAN
        found += kept
    if not has_picture:
        raise UnreadableError
    return [*found, bytes((0xFF, END))]


def _segments(view: View) -> Iterator[tuple[int, int, int]]:
    """Return each segment's mark, beginning and end; drawn lines go with theirs."""
    at, count = 2, 0
    while at < len(view):
        refuse_many(count := count + 1)
        mark, begin = _mark(view, at)
        if mark == END:
            return
        (length,) = numbers("H", view, begin + 2)
        at = begin + 2 + length
        if mark == SCAN:
            after = _NEXT.search(view, at)
            at = after.start() if after else len(view)
        yield mark, begin, at


def _mark(view: View, at: int) -> tuple[int, int]:
    """Return the next mark and where it begins; fill bytes before it are left out."""
    filled = _FILLED.match(view, at)
    if filled is None:
        raise UnreadableError
    return view[filled.end()], filled.end() - 1


def _kept(mark: int, body: bytes, whole: Stretch, *, is_turned: bool) -> list[Piece]:
    """Return what stays of one segment."""
    if mark == _APP0 and body.startswith(_JFIF) and len(body) >= _JFIF_LENGTH:
        # Without the small picture, which may show what was cut away.
        return [_segment(_APP0, body[: _JFIF_LENGTH - 2] + bytes(2))]
    if mark == _APP1 and body.startswith(exif.HEAD) and not is_turned:
        way = exif.orientation(body)
        told = exif.HEAD + exif.small(way)
        return [_segment(_APP1, told)] if way != exif.UPRIGHT else []
    is_colours = mark == _APP2 and body.startswith(_COLOURS)
    is_adobe = mark == _ADOBE and body.startswith(b"Adobe")
    return [whole] if mark in _DRAWS or is_colours or is_adobe else []


def _segment(mark: int, body: bytes) -> bytes:
    return bytes((0xFF, mark)) + (len(body) + 2).to_bytes(2, "big") + body
