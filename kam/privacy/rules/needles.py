"""Finding a name in text and bytes, and writing something else in its place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 2
ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


@dataclass(frozen=True)
class Needles:
    """The words to look for, the longest first, and what replaces them."""

    words: tuple[str, ...]
    instead: str

    @classmethod
    def of(cls, words: Iterable[str], instead: str) -> Needles:
        """Keep what is long enough to mean one person."""
        fine = {word.strip() for word in words if len(word.strip()) >= SHORTEST}
        return cls(tuple(sorted(fine, key=lambda word: (-len(word), word))), instead)

    def within(self, text: str) -> bool:
        """Say whether a text holds one of the words, in whatever case."""
        folded = text.casefold()
        return any(word.casefold() in folded for word in self.words)

    def replaced(self, text: str) -> str:
        """Return the text with every word replaced."""
        for word in self.words:
            text = _without(text, word, self.instead)
        return text

    def in_json(self, value: Any) -> Any:
        """Return plain JSON with every word in its texts replaced."""
        if isinstance(value, str):
            return self.replaced(value)
        if isinstance(value, list):
            return [self.in_json(item) for item in value]
        if isinstance(value, dict):
            return {self.replaced(k): self.in_json(v) for k, v in value.items()}
        return value

    def in_values(self, value: Any) -> Any:
        """Return plain JSON with every word replaced; its keys are ours, and stay."""
        if isinstance(value, list):
            return [self.in_values(item) for item in value]
        if isinstance(value, dict):
            return {key: self.in_values(item) for key, item in value.items()}
        return self.in_json(value)

    def told_in(self, value: Any) -> bool:
        """Say whether a text of plain JSON holds one of the words."""
        if isinstance(value, str):
            return self.within(value)
        if isinstance(value, dict):
            return any(self.told_in(item) for pair in value.items() for item in pair)
        return isinstance(value, list | tuple) and any(map(self.told_in, value))

    def patterns(self) -> list[bytes]:
        """Return the bytes that the words may be written as in a file."""
        found: list[bytes] = []
        for word in self.words:
            for encoding in ENCODINGS:
                try:
                    found.append(word.encode(encoding))
                except UnicodeEncodeError:
                    continue
            found.append(json.dumps(word)[1:-1].encode())
        return list(dict.fromkeys(found))


def in_a_text(word: str) -> str:
    """Return a word as it stands inside the text of JSON."""
    return json.dumps(word, ensure_ascii=False)[1:-1]


def _without(text: str, word: str, instead: str) -> str:
    folded, sought = text.casefold(), word.casefold()
    if len(folded) != len(text) or len(sought) != len(word):
        return text.replace(word, instead)
    parts, start = [], 0
    while (at := folded.find(sought, start)) >= 0:
        parts += [text[start:at], instead]
        start = at + len(word)
    return "".join(parts) + text[start:]
