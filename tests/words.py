"""Words that occur nowhere else: where one turns up, its record was told."""

from __future__ import annotations

START = "Qz"


def word(holding: str, noun: str, field: str) -> str:
    """Return the word that stands in one field of one holding's record."""
    return f"{START}{holding}{noun.title()}{field.title().replace('_', '')}"


def words(holding: str, noun: str, *fields: str) -> dict[str, str]:
    """Return the words of some fields."""
    return {field: word(holding, noun, field) for field in fields}
