"""A file as the pieces of it that stay, and short bytes written between them."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from mmap import mmap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

View = bytes | mmap
# No camera writes more; whoever does wants to keep the server busy.
MOST_PARTS = 50_000


class UnreadableError(Exception):
    """A photo is not built as its type says, so nothing of it can be taken out."""


@dataclass(frozen=True)
class Stretch:
    """Bytes of the file that stay as they are."""

    first: int
    end: int


@dataclass(frozen=True)
class Blank:
    """As many zeros, where what follows must not move."""

    length: int


Piece = Stretch | Blank | bytes


def size_of(piece: Piece) -> int:
    """Return how many bytes a piece is."""
    if isinstance(piece, bytes):
        return len(piece)
    return piece.length if isinstance(piece, Blank) else piece.end - piece.first


def refuse_many(number: int) -> None:
    """Refuse a file of far too many parts."""
    if number > MOST_PARTS:
        raise UnreadableError


def part(view: View, first: int, length: int) -> bytes:
    """Return some bytes, or say that the file ends too early."""
    told = view[first : first + length]
    if first < 0 or len(told) != length:
        raise UnreadableError
    return told


def numbers(form: str, view: View, first: int) -> tuple[int, ...]:
    """Read whole numbers, the largest byte first."""
    form = f">{form}"
    return struct.unpack(form, part(view, first, struct.calcsize(form)))


def written(view: View, pieces: Iterable[Piece], chunk: int) -> Iterator[bytes]:
    """Return the bytes of the pieces, never many at once."""
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
            continue
        first, end = (
            (piece.first, piece.end)
            if isinstance(piece, Stretch)
            else (0, piece.length)
        )
        for at in range(first, end, chunk):
            upto = min(at + chunk, end)
            yield view[at:upto] if isinstance(piece, Stretch) else bytes(upto - at)
