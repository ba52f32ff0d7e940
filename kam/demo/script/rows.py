"""What the script says happened, or is to happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, time


@dataclass(frozen=True)
class Duty:
    """An action of ours: who of ours, what, until when, and when it was done."""

    text: str
    due: date
    closed: date | None = None
    state: str = "open"


@dataclass(frozen=True)
class Word:
    """A promise, ours or theirs."""

    text: str
    due: date
    ours: bool
    person: str
    closed: date | None = None
    state: str = "open"


@dataclass
class Meeting:
    """A visit from its plan to its record."""

    account: str
    owner: str
    day: date
    people: tuple[str, ...]
    state: str = "submitted"
    start: time | None = None
    minutes: int | None = None
    objective: str = ""
    ask: str = ""
    fallback: str = ""
    fact: str = ""
    insight: str = ""
    kind: str = ""
    outcome: str = ""
    following: str = ""
    next_day: date | None = None
    reason: str = ""
    duties: list[Duty] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
