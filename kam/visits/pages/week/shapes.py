"""What the page of a week shows."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Choice:
    """A day that something can be put on, as a button sends it."""

    value: str
    label: str
    day: str


@dataclass(frozen=True)
class PersonChoice:
    """A colleague whose week one may look at."""

    id: int
    name: str
    current: bool


@dataclass(frozen=True)
class VisitCard:
    """A visit on its day; where it may be moved, the days to choose from."""

    id: int
    url: str
    account: str
    people: str
    time: str
    city: str
    objective: str
    carried: bool
    state: str
    tone: str
    day: str
    move_url: str
    moves: tuple[Choice, ...]


@dataclass(frozen=True)
class DueLine:
    """An account that is due; proposed for a day, or waiting for one."""

    id: int
    url: str
    account: str
    size: str
    city: str
    last: str
    goal: str
    late: str
    tone: str
    objective: str
    ahead: str
    proposed: str
    proposed_words: str
    why: str
    pick: str
    days: tuple[Choice, ...]


@dataclass(frozen=True)
class DayColumn:
    """A day with its visits and what is proposed for it."""

    iso: str
    name: str
    date: str
    is_today: bool
    is_open: bool
    is_weekend: bool
    visits: tuple[VisitCard, ...]
    proposed: tuple[DueLine, ...]
    full: bool
    load: str


@dataclass(frozen=True)
class WeekPage:
    """A week of somebody."""

    title: str
    monday: str
    url: str
    previous_url: str
    next_url: str
    this_url: str
    person: str
    is_own: bool
    people: tuple[PersonChoice, ...]
    days: tuple[DayColumn, ...]
    due: tuple[DueLine, ...]
    due_count: str
    late: int
    most: int
    picks: tuple[str, ...] = field(default_factory=tuple)
    left: int = 0

    @property
    def is_over(self) -> bool:
        """Whether no working day of the week is left."""
        return not any(day.is_open and not day.is_weekend for day in self.days)
