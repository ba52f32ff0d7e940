"""Joining two texts of a note, so that neither is lost."""

from __future__ import annotations


def joined(before: str, mine: str, theirs: str, stamp: str) -> str:
    """Return both texts: theirs, then under a line that says who and when, mine.

    What one of them holds of the other is not told twice.
    """
    if mine.strip() in theirs:
        return theirs
    if theirs.strip() in mine:
        return mine
    added = added_to(before, mine)
    return f"{theirs}\n—— {stamp} ——\n{added}" if added else theirs


def added_to(before: str, mine: str) -> str:
    """Return what somebody wrote behind what stood there; else the whole text."""
    if before and mine.startswith(before):
        return mine[len(before) :].strip()
    return mine


def pieces(text: str, size: int) -> list[str]:
    """Cut a text into pieces, at ends of lines where there are any."""
    found = []
    while len(text) > size:
        cut = text.rfind("\n", 1, size)
        cut = size if cut < 1 else cut
        found.append(text[:cut])
        text = text[cut:].lstrip("\n")
    return [*found, text] if text.strip() else found
