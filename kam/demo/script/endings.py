"""How each account's diary ends, so that Today has something of everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kam.demo.script.customers import Customer, customers
from kam.demo.script.figures import vacancy
from kam.demo.script.staff import staff

if TYPE_CHECKING:
    from random import Random

SATURDAY = 5
HOLIDAYS = {(1, 1), (5, 1), (5, 2), (5, 3), *((10, day) for day in range(1, 8))}
AT_LEAST, LATE_BY, APART = 3, 3, 6
# By the place of an account in its territory; troubles have an ending of their own.
USUAL = ("today", "ahead", "unwritten", "ahead", "late", "ahead")
CAREFUL = ("today", "ahead", "ahead", "ahead", "today", "ahead")
# What rep101 finds in the morning.
OF_101 = ("today", "unwritten", "draft", "today", "ahead", "today")
OF_TROUBLE = {"single": "unplanned", "neglected": "neglected"}
NEGLECTED = (523, 431, 318, 203, 87)


@dataclass(frozen=True)
class Ending:
    """The last day that was written up, and the visit that stands open after it."""

    written_until: date
    open_on: date | None = None
    state: str = "planned"


def is_working(day: date) -> bool:
    """Say whether customers are at work on a day."""
    return day.weekday() < SATURDAY and (day.month, day.day) not in HOLIDAYS


def working_day_before(day: date) -> date:
    """Return the last working day before a day."""
    earlier = day - timedelta(days=1)
    while not is_working(earlier):
        earlier -= timedelta(days=1)
    return earlier


def working_day_from(day: date) -> date:
    """Return the day itself, or the first working day after it."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def kind_of_ending(customer: Customer) -> str:
    """Return how the diary of an account ends."""
    if customer.trouble:
        return OF_TROUBLE.get(customer.trouble, "ahead")
    patch = staff().patch(customer.code)
    mine = [c.name for c in customers() if c.code == patch.code and not c.trouble]
    place = mine.index(customer.name)
    if any(c.trouble == "single" for c in customers() if c.code == patch.code):
        return OF_101[place]
    return (USUAL if patch.skill < 0.65 else CAREFUL)[place]  # noqa: PLR2004


def ending(customer: Customer, today: date, chance: Random) -> Ending:
    """Return the ending of an account's diary on a day."""
    kind, interval = kind_of_ending(customer), customer.interval
    rest = timedelta(days=max(AT_LEAST, int(interval * 0.6)))
    yesterday = today - timedelta(days=1)
    if kind == "late":
        gap = int(interval * chance.uniform(1.35, 2.1))
        return Ending(today - timedelta(days=gap))
    if kind == "unplanned":
        return Ending(today - timedelta(days=interval + LATE_BY))
    if kind == "today":
        return Ending(today - rest, open_on=today)
    if kind in ("unwritten", "draft"):
        day = working_day_before(today)
        state = "draft" if kind == "draft" else "planned"
        return Ending(day - rest, open_on=day, state=state)
    ahead = working_day_from(today + timedelta(days=chance.randint(1, 12)))
    return Ending(min(yesterday, ahead - rest), open_on=ahead)


def is_vacant(customer: Customer, day: date, today: date) -> bool:
    """Say whether nobody held the customer's territory on a day."""
    first, last = vacancy(today)
    return customer.code == staff().vacant and first <= day < last


def visit_days(
    customer: Customer, today: date, skill: float, chance: Random
) -> tuple[list[date], Ending]:
    """Return the days an account was visited on, and how the row ends."""
    if customer.trouble == "neglected":
        days = [working_day_before(today - timedelta(days=n)) for n in NEGLECTED]
        return days, Ending(days[-1])
    end = ending(customer, today, chance)
    day = today - timedelta(days=548 - chance.randrange(customer.interval))
    days = []
    while (day := working_day_from(day)) <= end.written_until:
        if not is_vacant(customer, day, today):
            days.append(day)
        stretch = chance.uniform(0.8, 1.2) + (1 - skill) * 0.2
        day += timedelta(days=max(2, round(customer.interval * stretch)))
        if day.weekday() >= SATURDAY:
            day += timedelta(days=chance.choice((-1, -1, 0, 1, 2)))
    return _closed(customer, days, end), end


def _closed(customer: Customer, days: list[date], end: Ending) -> list[date]:
    """Let the row end where it should: not far below its frequency, unless it must."""
    if customer.trouble == "single":
        last = working_day_before(end.written_until)
        return [*(day for day in days if (last - day).days > APART), last]
    if end.open_on is None:
        return days
    day = working_day_before(end.open_on - timedelta(days=int(customer.interval * 0.7)))
    return [*days, day] if days[-1] < day <= end.written_until else days
