"""Text as a search index keeps it: Chinese in pairs of characters, others in words.

Each character of a Chinese run is kept with the one after it, the last one alone:
华为技术 gives 华为, 为技, 技术, 术. So a word of two characters is one entry of the
index, a longer one is the pairs it is made of, and one character is a beginning.
Both databases fold and split in the same way; `kam_words` is this module's twin.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_WORD = 60
MOST_SOUGHT = 24
MARKS = (0x300, 0x36F)
CJK = (
    (0x3040, 0x30FA),
    (0x30FC, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
LETTERS = (
    (0x30, 0x39),
    (0x61, 0x7A),
    (0xAA, 0xAA),
    (0xB5, 0xB5),
    (0xBA, 0xBA),
    (0xC0, 0xD6),
    (0xD8, 0xF6),
    (0xF8, 0x1FFF),
    (0x2C00, 0x2DFF),
    (0xA640, 0xABFF),
    (0xFB00, 0xFDFF),
    (0xFE70, 0xFEFE),
)
# One character to one, so that no database needs to know a language for it.
_CASED = [chr(c) for c in range(0x41, 0x2500)]
CAPITALS = "".join(c for c in _CASED if c.lower() != c and len(c.lower()) == 1)
SMALL = "".join(c.lower() for c in CAPITALS)


def character_class(ranges: tuple[tuple[int, int], ...]) -> str:
    """Return ranges of code points as the inside of a regular expression's [ ]."""
    return "".join(
        chr(first) if first == last else f"{chr(first)}-{chr(last)}"
        for first, last in ranges
    )


_MARKS = re.compile(f"[{character_class((MARKS,))}]+")
_RUN = re.compile(f"[{character_class(CJK)}]+|[{character_class(LETTERS)}]+")
_IS_CJK = re.compile(f"[{character_class(CJK)}]")
_LOWER = str.maketrans(CAPITALS, SMALL)


def folded(text: str) -> str:
    """Return text without case, accents and full-width forms."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFKC", bare).translate(_LOWER)


def words(text: str | None) -> list[str]:
    """Return what an index keeps of a text, each entry once."""
    found: dict[str, None] = {}
    for run in _RUN.findall(folded(text or "")):
        if _IS_CJK.match(run):
            found.update(dict.fromkeys(run[i : i + 2] for i in range(len(run))))
        else:
            found[run[:LONGEST_WORD]] = None
    return list(found)


def indexed(*texts: str | None) -> str:
    """Return the index entries of some texts, separated by spaces."""
    return " ".join(dict.fromkeys(word for text in texts for word in words(text)))


@dataclass(frozen=True)
class Sought:
    """What a question asks an index for: entries, and beginnings of entries."""

    whole: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.whole or self.beginnings)

    @property
    def is_short(self) -> bool:
        """Whether only single characters are asked for."""
        return not self.whole and all(len(word) == 1 for word in self.beginnings)


def sought(question: str) -> Sought:
    """Read a question: everything in it must be found; all of it is plain text."""
    whole: dict[str, None] = {}
    beginnings: dict[str, None] = {}
    for run in _RUN.findall(folded(question)):
        if len(run) > 1 and _IS_CJK.match(run):
            whole.update(dict.fromkeys(run[i : i + 2] for i in range(len(run) - 1)))
        else:
            beginnings[run[:LONGEST_WORD]] = None
    return Sought(tuple(whole)[:MOST_SOUGHT], tuple(beginnings)[:MOST_SOUGHT])
