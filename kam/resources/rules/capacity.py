"""How much of a resource is left, when, and from which day on it is enough again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kam.core.clock import EARLIEST_DAY, LATEST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DAY, MONTH, YEAR, TOTAL = "day", "month", "year", "total"
MOST_DAYS = 31
AHEAD_DAYS = 366


@dataclass(frozen=True)
class Room:
    """A resource as capacity sees it; `most` is None where nothing limits it."""

    span: str
    most: int | None
    starts_on: date | None = None
    ends_on: date | None = None

    def is_open(self, first: date, last: date) -> bool:
        """Whether it is there at all on these days."""
        begins, ends = self.starts_on or EARLIEST_DAY, self.ends_on or LATEST_DAY
        return begins <= first and last <= ends


@dataclass(frozen=True)
class Lack:
    """A period in which not enough is left."""

    period: date
    free: int


def period_of(span: str, day: date) -> date:
    """Return the first day of the period of capacity that a day lies in."""
    if span == DAY:
        return day
    if span == MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if span == YEAR else EARLIEST_DAY


def days_of(first: date, last: date) -> list[date]:
    """Return the days from first to last."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def periods_of(span: str, first: date, last: date) -> list[date]:
    """Return the periods of capacity that days touch, the earliest first.

    A capacity by day is taken on each of the days, another one once.
    """
    if span == DAY:
        return days_of(first, last)
    return sorted({period_of(span, first), period_of(span, last)})


def free_in(most: int | None, taken: int) -> int | None:
    """Return what is left, None where nothing limits; less than nought is too much."""
    return None if most is None else most - taken


def lacks(
    room: Room, taken: Mapping[date, int], periods: Iterable[date], quantity: int
) -> list[Lack]:
    """Return the periods in which a quantity does not fit beside what is taken."""
    if room.most is None:
        return []
    left = [Lack(at, max(0, room.most - taken.get(at, 0))) for at in periods]
    return [one for one in left if one.free < quantity]


def next_free(
    room: Room, taken: Mapping[date, int], first: date, length: int, quantity: int
) -> date | None:
    """Return the next first day on which a quantity fits for so many days.

    It looks a year ahead, and not beyond the days the resource is there.
    """
    if room.most is not None and quantity > room.most:
        return None
    for ahead in range(1, AHEAD_DAYS + 1):
        begins = first + timedelta(ahead)
        ends = begins + timedelta(length - 1)
        if not room.is_open(begins, ends):
            continue
        periods = periods_of(room.span, begins, ends)
        one = room.span == DAY or len(periods) == 1
        if one and not lacks(room, taken, periods, quantity):
            return begins
    return None


def cost_of(unit_minor: int, span: str, first: date, last: date, quantity: int) -> int:
    """Return what a booking costs: by day where its capacity is by day."""
    days = (last - first).days + 1 if span == DAY else 1
    return unit_minor * quantity * days


def taken_by(quantity: int, unit_minor: int, actual_minor: int | None) -> int:
    """Return what a booking of a budget takes: once used, what it really cost.

    In whole units, rounded up; without a price, or while it is only booked, it takes
    its quantity.
    """
    if actual_minor is None or not unit_minor:
        return quantity
    return -(-actual_minor // unit_minor)


def used_on(
    room: Room, rows: Sequence[tuple[date, date, int]], day: date
) -> tuple[int, int | None]:
    """Return what bookings take on a day, and what is left of its period."""
    here = sum(n for first, last, n in rows if first <= day <= last)
    at = period_of(room.span, day)
    if room.span == DAY:
        return here, free_in(room.most, here)
    taken = sum(n for first, _last, n in rows if period_of(room.span, first) == at)
    return here, free_in(room.most, taken)
