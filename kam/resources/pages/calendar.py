"""The calendar: resources by days, what is booked, free, and over."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.clock import EARLIEST_DAY, LATEST_DAY, today
from kam.people.queries import setting
from kam.people.scopes import may
from kam.resources.models import Booking, Resource
from kam.resources.pages.catalogue import free_words
from kam.resources.pages.words import (
    BookingLine,
    Tab,
    booking_line,
    capacity_words,
    tabs,
)
from kam.resources.queries.calendar import left_on, taken_by_resource
from kam.resources.queries.listing import waiting_for, with_names
from kam.resources.rules.limits import SAMPLES
from kam.resources.terms import ResourceKind
from kam.web.templatetags.ui_dates import day_words, weekday_letter, weekday_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.people.models import User
    from kam.resources.queries.calendar import Taken

WEEK, MONTH = "week", "month"
MOST_RESOURCES, MOST_BOOKINGS = 60, 400


@dataclass(frozen=True)
class Column:
    """One day at the head of the table."""

    name: str
    date: str
    is_today: bool
    is_weekend: bool


@dataclass(frozen=True)
class Cell:
    """One resource on one day."""

    text: str
    short: str
    tone: str
    is_off: bool
    is_weekend: bool
    bookings: Sequence[BookingLine]


@dataclass(frozen=True)
class Row:
    """One resource over the days."""

    name: str
    url: str
    capacity: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class DayList:
    """One day as a list, for a phone."""

    title: str
    is_today: bool
    lines: Sequence[BookingLine]
    full: Sequence[str]


@dataclass(frozen=True)
class Choice:
    """A link that changes what is shown."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class CalendarPage:
    """The days of a week or a month."""

    tabs: Sequence[Tab]
    title: str
    is_month: bool
    columns: Sequence[Column]
    rows: Sequence[Row]
    days: Sequence[DayList]
    views: Sequence[Choice]
    kinds: Sequence[Choice]
    previous_url: str
    next_url: str
    this_url: str
    more: bool
    may_create: bool


@dataclass(frozen=True)
class _Asked:
    view: str
    first: date
    last: date
    kind: str

    def url(self, **changes: Any) -> str:
        told = {"view": self.view, "day": self.first.isoformat(), "kind": self.kind}
        pairs = "&".join(f"{n}={v}" for n, v in {**told, **changes}.items() if v)
        return f"{reverse('resources:calendar')}?{pairs}"


def _asked(user: User, told: Mapping[str, Any]) -> _Asked:
    day = told.get("day") or today(user.time_zone)
    day = min(max(day, EARLIEST_DAY + timedelta(40)), LATEST_DAY - timedelta(40))
    view, kind = told.get("view") or WEEK, told.get("kind") or ""
    if view == MONTH:
        count = months.monthrange(day.year, day.month)[1]
        return _Asked(view, day.replace(day=1), day.replace(day=count), kind)
    monday = day - timedelta(day.weekday())
    return _Asked(view, monday, monday + timedelta(6), kind)


def calendar_page(user: User, told: Mapping[str, Any]) -> CalendarPage:
    """Read the resources, what is taken, and the bookings in sight."""
    asked, now = _asked(user, told), today(user.time_zone)
    samples = bool(setting(SAMPLES.key))
    rows = Resource.objects.visible_to(user).active().lawful(samples=samples)
    rows = rows.filter(kind=asked.kind) if asked.kind else rows
    found = list(rows.order_by("kind", "name")[: MOST_RESOURCES + 1])
    shown = found[:MOST_RESOURCES]
    days = [
        asked.first + timedelta(n) for n in range((asked.last - asked.first).days + 1)
    ]
    taken = taken_by_resource(shown, asked.first, asked.last)
    lines = _lines(user, shown, asked, now)
    return CalendarPage(
        tabs=tabs(user, "resources:calendar", waiting_for(user, now)),
        title=_title(asked),
        is_month=asked.view == MONTH,
        columns=[_column(day, now, asked) for day in days],
        rows=[_row(one, taken[one.pk], days, lines.get(one.pk, [])) for one in shown],
        days=[_day_list(day, now, shown, taken, lines) for day in days],
        views=_views(asked),
        kinds=_kinds(asked, samples=samples),
        previous_url=asked.url(day=(asked.first - timedelta(1)).isoformat()),
        next_url=asked.url(day=(asked.last + timedelta(1)).isoformat()),
        this_url="" if asked.first <= now <= asked.last else asked.url(day=""),
        more=len(found) > MOST_RESOURCES,
        may_create=may(user, "resource", "create"),
    )


_Known = dict[int, list[tuple[Booking, BookingLine]]]


def _lines(user: User, shown: Sequence[Resource], asked: _Asked, now: date) -> _Known:
    found: _Known = {}
    if not may(user, "booking", "see"):
        return found
    rows = Booking.objects.visible_to(user).living().filter(resource__in=shown)
    rows = rows.touching(asked.first, asked.last).order_by("first_day", "pk")
    for row in with_names(rows)[:MOST_BOOKINGS]:
        if not row.is_expired(now):
            line = booking_line(user, row, now)
            found.setdefault(row.resource_id, []).append((row, line))
    return found


def _on(known: Sequence[tuple[Booking, BookingLine]], day: date) -> list[BookingLine]:
    return [line for row, line in known if row.first_day <= day <= row.last_day]


def _title(asked: _Asked) -> str:
    if asked.view == MONTH:
        told = {"year": asked.first.year, "month": asked.first.month}
        return gettext("%(year)s 年 %(month)s 月") % told
    return f"{day_words(asked.first)} – {day_words(asked.last)}"


def _column(day: date, now: date, asked: _Asked) -> Column:
    is_month = asked.view == MONTH
    return Column(
        name=weekday_letter(day) if is_month else weekday_name(day),
        date=str(day.day) if is_month else day_words(day),
        is_today=day == now,
        is_weekend=day.weekday() >= months.SATURDAY,
    )


def _row(
    resource: Resource,
    taken: Sequence[Taken],
    days: Sequence[date],
    known: Sequence[tuple[Booking, BookingLine]],
) -> Row:
    return Row(
        name=resource.name,
        url=reverse("resources:resource", args=[resource.pk]),
        capacity=capacity_words(resource),
        cells=[_cell(resource, taken, day, known) for day in days],
    )


def brief(count: int) -> str:
    """Write a number in the room of one day of a month: 1.8k."""
    for size, letter in ((10**6, "M"), (10**3, "k")):
        if count >= size:
            share = count / size
            return f"{share:.{int(share < 10)}f}".removesuffix(".0") + letter  # noqa: PLR2004
    return str(count)


def _cell(
    resource: Resource,
    taken: Sequence[Taken],
    day: date,
    known: Sequence[tuple[Booking, BookingLine]],
) -> Cell:
    left = left_on(resource, taken, day)
    text, tone = free_words(left.free, resource.unit)
    is_off = not resource.room.is_open(day, day)
    if not left.taken and tone in ("good", "mute"):
        tone = ""
    return Cell(
        text=gettext("不可用") if is_off else text,
        short=brief(left.taken) if left.taken else "",
        tone="off" if is_off else tone,
        is_off=is_off,
        is_weekend=day.weekday() >= months.SATURDAY,
        bookings=_on(known, day),
    )


def _day_list(
    day: date,
    now: date,
    shown: Sequence[Resource],
    taken: Mapping[int, Sequence[Taken]],
    known: _Known,
) -> DayList:
    full = []
    for one in shown:
        left = left_on(one, taken[one.pk], day)
        if left.taken and left.free is not None and left.free <= 0:
            full.append(f"{one.name} {free_words(left.free, one.unit)[0]}")
    lines = [line for rows in known.values() for line in _on(rows, day)]
    return DayList(f"{weekday_name(day)} {day_words(day)}", day == now, lines, full)


def _views(asked: _Asked) -> list[Choice]:
    named = {WEEK: gettext("周"), MONTH: gettext("月")}
    return [
        Choice(label, asked.url(view=view), view == asked.view)
        for view, label in named.items()
    ]


def _kinds(asked: _Asked, *, samples: bool) -> list[Choice]:
    named = [("", gettext("全部")), *ResourceKind.choices]
    return [
        Choice(str(label), asked.url(kind=value), value == asked.kind)
        for value, label in named
        if samples or value != ResourceKind.SAMPLE
    ]
