"""Comparing texts: does an insight only repeat the fact, does an objective derive.

Texts are compared by pairs of neighbouring words, where each CJK character is a
word. What counts is the share of one text's pairs that stand in the other.
"""

from __future__ import annotations

import itertools
import re
import unicodedata

_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+")

COPIED = 0.6
DERIVED = 0.6
REPEATED, ALIKE = 0.75, 0.5


def words_of(text: str) -> list[str]:
    """Split into words, one for each CJK character; case and width do not count."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _pairs(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    if len(words) == 1:
        return {(words[0],)}
    return set(itertools.pairwise(words))


def share_found(text: str, source: str) -> float:
    """Return which share of the word pairs of `text` stands in `source`."""
    wanted = _pairs(text)
    if not wanted:
        return 0.0
    found = _pairs(source)
    if len(wanted) == 1 and len(next(iter(wanted))) == 1:
        found = {(word,) for word in words_of(source)}
    return len(wanted & found) / len(wanted)


def copies_fact(insight: str, fact: str) -> bool:
    """Say whether an insight mostly repeats the words of the fact."""
    return share_found(insight, fact) >= COPIED


def derives(objective: str, source: str) -> bool:
    """Say whether an objective follows from the next objective of a record."""
    mine, theirs = words_of(objective), words_of(source)
    if not mine or not theirs:
        return False
    if mine == theirs:
        return True
    return max(share_found(objective, source), share_found(source, objective)) >= (
        DERIVED
    )


def repeats(question: str, known: str) -> bool:
    """Say whether a question asks again, in nearly the same words, what is known."""
    return (
        share_found(question, known) >= REPEATED
        and share_found(known, question) >= ALIKE
    )
