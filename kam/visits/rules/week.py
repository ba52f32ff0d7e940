"""Which accounts to visit in a week, and on which day: a proposal that says why.

The deck asks for the right frequency and says nothing of how a week is filled; the
number of visits a day is the company's setting and carries no source.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kam.core.clock import EARLIEST_DAY, LATEST_DAY
from kam.core.marking import mark
from kam.core.settings_book import Entry, declare
from kam.visits.rules.rhythm import SATURDAY, pressing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_A_DAY = declare(
    Entry(
        "visit.most_a_day",
        mark("拜访"),
        mark("一天最多几次拜访"),
        mark("排周计划时，一天排到这么多就不再建议。"),
        4,
        1,
        12,
        mark("次"),
    )
)
# A trip to a city is worth two visits before another day is opened for it.
PAIR = 2
CLASSES = ("large", "middle", "small", "")
DAYS_OF_WEEK = 7


class Why(StrEnum):
    """Why a visit is proposed for its day."""

    TOGETHER = "together"
    FREE = "free"
    ROOM = "room"


@dataclass(frozen=True)
class Wanted:
    """An account that is due: since when, how often, how large, and where it is."""

    account_id: int
    due_on: date
    elapsed: int
    interval: int
    size: str = ""
    city: str = ""


@dataclass(frozen=True)
class Slot:
    """A working day with the cities of the visits it already holds."""

    day: date
    cities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """An account, the day proposed for it, and why that day."""

    account_id: int
    day: date
    why: Why


@dataclass
class _Day:
    day: date
    cities: list[str] = field(default_factory=list)

    @property
    def load(self) -> int:
        return len(self.cities)

    def holds(self, city: str) -> bool:
        return bool(city) and city in self.cities

    def holds_another(self, city: str) -> bool:
        return any(known and known != city for known in self.cities)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week, as far as our calendar reaches."""
    return max(day - timedelta(days=day.weekday()), EARLIEST_DAY)


def week_of(monday: date) -> tuple[date, ...]:
    """Return the days of a week, Monday first, as far as our calendar reaches."""
    days = (monday + timedelta(days=n) for n in range(DAYS_OF_WEEK))
    return tuple(day for day in days if day <= LATEST_DAY)


def days_left(monday: date, today: date) -> tuple[date, ...]:
    """Return the working days of a week that are not over yet."""
    days = week_of(monday)
    return tuple(day for day in days if day >= today and day.weekday() < SATURDAY)


def in_order(wanted: Iterable[Wanted], today: date) -> list[Wanted]:
    """Order what is due: late first, the large first, then the longest waiting."""
    return sorted(wanted, key=lambda one: _pressing(one, today))


def _pressing(one: Wanted, today: date) -> tuple:
    waited = pressing(one.elapsed, one.interval)
    size = CLASSES.index(one.size) if one.size in CLASSES else len(CLASSES)
    return (one.due_on >= today, size, -waited, one.due_on, one.account_id)


def propose(
    wanted: Iterable[Wanted], slots: Sequence[Slot], *, most: int, today: date
) -> tuple[Proposal, ...]:
    """Spread due accounts over days, the same city together, no day above `most`.

    Whoever is most pressing chooses first. Cost: accounts × days.
    """
    days = [_Day(slot.day, list(slot.cities)) for slot in slots]
    ordered = in_order(wanted, today)
    share = _share(days, len(ordered))
    found = []
    for one in ordered:
        free = [day for day in days if day.load < most]
        if not free:
            break
        day, why = _choose(free, one.city, share)
        day.cities.append(one.city)
        found.append(Proposal(one.account_id, day.day, why))
    return tuple(found)


def _share(days: Sequence[_Day], wanted: int) -> int:
    """Return how much a day holds when the week is spread evenly, at least a pair."""
    held = sum(day.load for day in days)
    return max(PAIR, math.ceil((held + wanted) / max(len(days), 1)))


def _choose(free: Sequence[_Day], city: str, share: int) -> tuple[_Day, Why]:
    """Choose a day: that of the same city, one without another city, the emptiest."""
    together = [day for day in free if day.holds(city) and day.load < share]
    if together:
        return min(together, key=_emptiest), Why.TOGETHER
    apart = [day for day in free if not day.holds_another(city)]
    if apart:
        day = min(apart, key=_emptiest)
        return day, Why.TOGETHER if day.holds(city) else Why.FREE
    return min(free, key=_emptiest), Why.ROOM


def _emptiest(day: _Day) -> tuple[int, date]:
    return day.load, day.day
