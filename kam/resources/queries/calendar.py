"""What is booked of resources, and what is left, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kam.resources.models import Booking
from kam.resources.rules.capacity import period_of, taken_by, used_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kam.people.models import User
    from kam.resources.models import Resource

Taken = tuple[date, date, int]


@dataclass(frozen=True)
class DayLeft:
    """One day of a resource; `free` None is unlimited, below nought is too much."""

    day: date
    taken: int
    free: int | None


def holding_from(
    resources: Sequence[Resource], first: date, last: date
) -> QuerySet[Booking]:
    """Return what holds these resources in days, and in the periods they lie in."""
    since = min([first, *(period_of(one.span, first) for one in resources)])
    rows = Booking.objects.holding().filter(resource__in=resources)
    found: QuerySet[Booking] = rows.touching(since, last).order_by("first_day", "pk")
    return found


def taken_by_resource(
    resources: Sequence[Resource], first: date, last: date
) -> dict[int, list[Taken]]:
    """Return days and quantities of what holds resources, naming nobody.

    One statement. It counts every booking, also those the reader may not open: what
    is free is the same for all.
    """
    found: dict[int, list[Taken]] = {one.pk: [] for one in resources}
    rows = holding_from(resources, first, _until(resources, last))
    names = ("resource_id", "first_day", "last_day", "quantity")
    money = ("unit_minor", "actual_minor")
    purses = {one.pk for one in resources if one.is_purse}
    for pk, begins, ends, quantity, *spent in rows.values_list(*names, *money):
        taken = taken_by(quantity, *spent) if pk in purses else quantity
        found[pk].append((begins, ends, taken))
    return found


def _until(resources: Sequence[Resource], last: date) -> date:
    """Return the last day of the year: a later booking takes of the same period."""
    by_day = all(one.span == "day" for one in resources)
    return last if by_day else date(2100, 12, 31)


def free_days(_user: User, resource: Resource, first: date, days: int) -> list[DayLeft]:
    """Return what is left of one resource on each day; one statement."""
    last = first + timedelta(days - 1)
    rows = taken_by_resource([resource], first, last)[resource.pk]
    return [left_on(resource, rows, first + timedelta(n)) for n in range(days)]


def left_on(resource: Resource, rows: Sequence[Taken], day: date) -> DayLeft:
    """Return what is taken on a day, and what is left of its period."""
    taken, free = used_on(resource.room, rows, day)
    return DayLeft(day, taken, free)
