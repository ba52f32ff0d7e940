"""Which way up a photo is: the one thing that is kept of what a camera notes."""

from __future__ import annotations

import struct

HEAD = b"Exif\x00\x00"
UPRIGHT = 1
TURNED = range(2, 9)
_ORIENTATION, _SHORT, _ENTRY = 0x0112, 3, 12


def orientation(told: bytes) -> int:
    """Return the orientation in a block of Exif; what cannot be read is upright."""
    tiff = told.removeprefix(HEAD)
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(tiff[:4])
    if order is None:
        return UPRIGHT
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for at in range(start + 2, start + 2 + count * _ENTRY, _ENTRY):
            tag, kind, n, value = struct.unpack_from(f"{order}HHIH", tiff, at)
            if (tag, kind, n) == (_ORIENTATION, _SHORT, 1):
                return value if value in TURNED else UPRIGHT
    except struct.error:
        return UPRIGHT
    return UPRIGHT


def small(way: int) -> bytes:
    """Return a block that says which way up, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, way, 0)
    return b"MM\x00*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
