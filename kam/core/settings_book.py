"""The book of settings: what may be set, its default, its bounds and its source.

Rooms declare their settings beside the rule that uses them; `kam.people` stores
what a company chose. A default that the deck does not give is not `verified`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from kam.core.errors import Invalid
from kam.core.marking import mark

Value = int | float | bool


@dataclass(frozen=True)
class Entry:
    """One setting; `label`, `group` and `about` are marked texts."""

    key: str
    group: str
    label: str
    about: str
    default: Value
    low: float = 0
    high: float = 1_000_000
    unit: str = ""
    verified: bool = False


_BOOK: dict[str, Entry] = {}


def declare(entry: Entry) -> Entry:
    """Put a setting into the book; declaring the same again changes nothing."""
    known = _BOOK.setdefault(entry.key, entry)
    if known != entry:
        message = f"two settings share the key {entry.key}"
        raise ValueError(message)
    return entry


def entries() -> list[Entry]:
    """Return every setting, in the order of declaration."""
    return list(_BOOK.values())


def entry_of(key: str) -> Entry:
    """Return one setting."""
    return _BOOK[key]


def read(entry: Entry, typed: object) -> object:
    """Return what a typed text means for a setting; what is no number stays a text."""
    if not isinstance(typed, str):
        return typed
    text = typed.strip()
    if isinstance(entry.default, bool):
        return text not in ("", "0")
    try:
        number = float(text)
    except ValueError:
        return text
    whole = isinstance(entry.default, int) and number.is_integer()
    return int(number) if whole else number


def checked(entry: Entry, value: object) -> Value:
    """Return a value that fits the setting, or say its bounds."""
    kind = type(entry.default)
    if not _fits(entry, value):
        raise Invalid(
            fields={entry.key: [mark("请填 %(low)s 到 %(high)s 之间的数")]},
            low=f"{entry.low:g}",
            high=f"{entry.high:g}",
        )
    return kind(cast("float", value))


def _fits(entry: Entry, value: object) -> bool:
    if isinstance(entry.default, bool) or isinstance(value, bool):
        return isinstance(entry.default, bool) and isinstance(value, bool)
    if not isinstance(value, int | float) or not entry.low <= value <= entry.high:
        return False
    return isinstance(entry.default, float) or value == int(value)
