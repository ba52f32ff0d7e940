"""HEIC: boxes in boxes whose places are numbers, so what goes is filled with zeros.

Which way up a picture is stands in a property of its own and stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.visits.rules.photos import exif
from kam.visits.rules.photos.pieces import (
    Blank,
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

_TOP = frozenset((b"ftyp", b"meta", b"mdat", b"free", b"skip"))
_META = frozenset(b"hdlr dinf pitm iinf iloc iprp iref idat ipro grpl free".split())
_TOLD = frozenset((b"Exif", b"mime", b"uri "))
_IN_FILE, _IN_DATA = 0, 1


@dataclass(frozen=True)
class Box:
    """A box: its name, where it begins, where its content begins, where it ends."""

    name: bytes
    first: int
    body: int
    end: int


def pieces(view: View) -> list[Piece]:
    """Return the whole file with what is told beside the picture blanked."""
    top = list(_boxes(view, 0, len(view)))
    meta = next((box for box in top if box.name == b"meta"), None)
    if meta is None or any(box.name == b"moov" for box in top):
        raise UnreadableError
    inner = {box.name: box for box in _boxes(view, meta.body + 4, meta.end)}
    if not {b"iinf", b"iloc"} <= inner.keys():
        raise UnreadableError
    telling = set(_telling(view, inner[b"iinf"]))
    blanks = [(box, _TOP) for box in top]
    blanks += [(box, _META) for box in inner.values()]
    gone = [(b.body, b.end, b.first + 4) for b, known in blanks if b.name not in known]
    places = Places(view, inner[b"iloc"], inner.get(b"idat"))
    gone += [(first, end, 0) for first, end in places.of(telling)]
    return _without(view, gone)


def _boxes(view: View, at: int, end: int) -> Iterator[Box]:
    """Return the boxes between two places."""
    count = 0
    while at < end:
        refuse_many(count := count + 1)
        (size,) = numbers("I", view, at)
        name, body = part(view, at + 4, 4), at + 8
        if size == 1:
            (size,) = numbers("Q", view, body)
            body += 8
        after = end if size == 0 else at + size
        if not body <= after <= end:
            raise UnreadableError
        yield Box(name, at, body, after)
        at = after


def _telling(view: View, box: Box) -> Iterator[int]:
    """Return the items that tell of the picture instead of drawing it."""
    (version,) = numbers("B", view, box.body)
    start = box.body + 4 + (2 if version == 0 else 4)
    for entry in _boxes(view, start, box.end):
        (kind,) = numbers("B", view, entry.body)
        if entry.name != b"infe" or kind not in (2, 3):
            raise UnreadableError
        form = "H" if kind == 2 else "I"  # noqa: PLR2004 - the version of the entry
        (item,) = numbers(form, view, entry.body + 4)
        name = part(view, entry.body + (8 if form == "H" else 10), 4)
        if name in _TOLD:
            yield item


class Places:
    """Where the items of a file lie; read from left to right."""

    def __init__(self, view: View, box: Box, inside: Box | None) -> None:
        self.view, self.box, self.inside, self.at = view, box, inside, box.body + 4
        (self.version,) = numbers("B", view, box.body)
        (sizes,) = numbers("H", view, self.at)
        self.offset, self.length, self.base, self.index = (
            sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15,
        )  # fmt: skip
        self.at += 2
        self.count = 0
        self.wide = 2 if self.version < 2 else 4  # noqa: PLR2004 - of the box

    def of(self, items: set[int]) -> list[tuple[int, int]]:
        """Return from where to where some items lie."""
        if self.version > 2:  # noqa: PLR2004 - no later version is known
            raise UnreadableError
        found, left = [], set(items)
        for number in range(self._read(self.wide)):
            refuse_many(number)
            item = self._read(self.wide)
            way = self._read(2) & 15 if self.version else _IN_FILE
            elsewhere = self._read(2)
            extents = self._extents()
            if item in items:
                if elsewhere or way not in (_IN_FILE, _IN_DATA):
                    raise UnreadableError
                found += [self._inside(way, *extent) for extent in extents]
                left.discard(item)
        if left:
            raise UnreadableError
        return found

    def _extents(self) -> list[tuple[int, int]]:
        base = self._read(self.base)
        found = []
        for _extent in range(self._read(2)):
            refuse_many(self.count)
            self.count += 1
            if self.version:
                self._read(self.index)
            offset = base + self._read(self.offset)
            found.append((offset, self._read(self.length)))
        return found

    def _inside(self, way: int, offset: int, length: int) -> tuple[int, int]:
        if way == _IN_DATA:
            if self.inside is None:
                raise UnreadableError
            offset += self.inside.body
        if not (length and offset > 0 and offset + length <= len(self.view)):
            raise UnreadableError
        return offset, offset + length

    def _read(self, size: int) -> int:
        if self.at + size > self.box.end:
            raise UnreadableError
        told = int.from_bytes(part(self.view, self.at, size), "big")
        self.at += size
        return told


def _without(view: View, gone: list[tuple[int, int, int]]) -> list[Piece]:
    """Blank some stretches: a box that goes becomes free, an item bare Exif."""
    found: list[Piece] = []
    at = 0
    for first, end, named in sorted(gone):
        start = named or first
        if start < at:
            raise UnreadableError
        found.append(Stretch(at, start))
        if named:
            found += [b"free", Stretch(named + 4, first), Blank(end - first)]
        else:
            told = (bytes(4) + exif.small(exif.UPRIGHT))[: end - first]
            found += [told, Blank(end - first - len(told))]
        at = end
    return [*found, Stretch(at, len(view))]
