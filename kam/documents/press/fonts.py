"""The fonts of the house, the same on every machine, and what they can write."""

from __future__ import annotations

import functools
import struct
from importlib.resources import files
from pathlib import Path

import noto_cjk_sans_jp_bold
import noto_cjk_sans_otc

REGULAR = "Noto Sans CJK SC"
# The bold file names itself after Japan; told the language, it draws Chinese forms.
BOLD = "Noto Sans CJK JP"
UNWRITTEN = chr(0x3013)
"""Stands for what the fonts do not have, as among printers."""

OFFICE_LATIN = "Arial"
OFFICE_CHINESE = "Microsoft YaHei"
"""Fonts that office programs have; they are named in files, never embedded."""

_GROUPS = 12
_WHOLE = (3, 10)
# What is laid out but not drawn.
_SILENT = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, 0xFE0E, 0xFE0F})


def folders() -> list[Path]:
    """Return where the font files lie."""
    return [path.parent for path in font_files()]


def font_files() -> tuple[Path, Path]:
    """Return the regular and the bold font."""
    regular = files(noto_cjk_sans_otc) / "NotoSansCJK-Regular.ttc"
    bold = files(noto_cjk_sans_jp_bold) / noto_cjk_sans_jp_bold.FONT_FILE
    return Path(str(regular)), Path(str(bold))


def written(text: str) -> str:
    """Return a text in which what the fonts cannot write is one agreed sign.

    Signs that only dress the character before them go.
    """
    if text.isascii():
        return text
    known = coverage()
    return "".join(
        one if ord(one) in known or ord(one) in _SILENT else UNWRITTEN
        for one in text
        if ord(one) not in (0xFE0E, 0xFE0F, 0x200D)
    )


@functools.cache
def coverage() -> frozenset[int]:
    """Return the characters that both fonts can write."""
    regular, bold = font_files()
    return covered(regular) & covered(bold)


def covered(path: Path) -> frozenset[int]:
    """Return the characters of a font file, from its table of characters.

    Of a collection the first font is read: all of one share that table's reach.
    """
    content = path.read_bytes()
    start = struct.unpack_from(">I", content, 12)[0] if content[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", content, start + 4)
    for number in range(count):
        tag, _, at, _ = struct.unpack_from(">4sIII", content, start + 12 + 16 * number)
        if tag == b"cmap":
            return _characters(content, at)
    return frozenset()


def _characters(content: bytes, table: int) -> frozenset[int]:
    (count,) = struct.unpack_from(">H", content, table + 2)
    for number in range(count):
        *kind, offset = struct.unpack_from(">HHI", content, table + 4 + 8 * number)
        at = table + offset
        if tuple(kind) == _WHOLE and content[at : at + 2] == _GROUPS.to_bytes(2, "big"):
            (groups,) = struct.unpack_from(">I", content, at + 12)
            ranges = struct.iter_unpack(
                ">III", content[at + 16 : at + 16 + groups * 12]
            )
            return frozenset(
                one for first, last, _ in ranges for one in range(first, last + 1)
            )
    return frozenset()
