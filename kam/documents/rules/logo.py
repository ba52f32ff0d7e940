"""A company's logo: looked at, drawn anew, and nothing else of the file is kept."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image

from kam.core.errors import Invalid
from kam.core.marking import mark

LARGEST_FILE = 1_000_000
MOST_PIXELS = 16_000_000
SMALLEST = 16
WIDEST, HIGHEST = 1_200, 400
READ = ("PNG", "JPEG")
# What a file raises that is no such picture, or one that unfolds to too much.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombWarning,
    Image.DecompressionBombError,
)


@dataclass(frozen=True)
class Logo:
    """A picture as PNG, with its size in pixels."""

    content: bytes
    width: int
    height: int


def drawn_anew(content: bytes) -> Logo:
    """Return a picture drawn anew as PNG, without whatever else the file carried.

    Only PNG and JPEG are read; what kind a file is, its content says, not its name.
    """
    if len(content) > LARGEST_FILE:
        raise _refused(mark("标志文件太大：最多 1 MB"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _drawn(content)
    except UNREADABLE as error:
        raise _refused(mark("读不了这个图片：请用 PNG 或 JPEG，不支持 SVG")) from error


def _drawn(content: bytes) -> Logo:
    with Image.open(io.BytesIO(content), formats=READ) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise _refused(mark("图片像素太多：最多 1600 万像素"))
        if min(width, height) < SMALLEST:
            raise _refused(mark("图片太小：至少 16 × 16 像素"))
        plain = picture.convert("RGBA")
    plain.thumbnail((WIDEST, HIGHEST))
    clean = Image.frombytes("RGBA", plain.size, plain.tobytes())
    written = io.BytesIO()
    clean.save(written, "PNG", optimize=True)
    return Logo(written.getvalue(), *clean.size)


def _refused(text: str) -> Invalid:
    return Invalid(fields={"picture": [text]})
