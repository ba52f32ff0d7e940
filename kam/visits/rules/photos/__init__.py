"""Taking out of a photo where, when and with what it was taken.

Only what draws the picture stays, and which way up it is. Nothing is drawn anew, so the
picture itself stays as it was, byte for byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.visits.rules import files
from kam.visits.rules.photos import heic, jpeg, png, webp
from kam.visits.rules.photos.pieces import UnreadableError, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kam.visits.rules.photos.pieces import Piece, View

__all__ = ["PHOTOS", "UnreadableError", "pieces_of", "written"]

_BY_TYPE: Mapping[str, Callable[[View], list[Piece]]] = {
    files.JPEG: jpeg.pieces,
    files.PNG: png.pieces,
    files.WEBP: webp.pieces,
    files.HEIC: heic.pieces,
}
PHOTOS = frozenset(_BY_TYPE)


def pieces_of(view: View, media_type: str) -> list[Piece]:
    """Return what stays of a photo, or say that it is not built as its type says."""
    return _BY_TYPE[media_type](view)
