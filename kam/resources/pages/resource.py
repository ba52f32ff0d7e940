"""One resource: what it is, what is free, what is booked; and the page of its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.core.clock import today
from kam.people.scopes import may
from kam.resources.pages.catalogue import free_words
from kam.resources.pages.words import (
    BookingLine,
    booking_line,
    capacity_words,
    days_words,
)
from kam.resources.policies import may_arrange
from kam.resources.queries.calendar import free_days
from kam.resources.queries.listing import bookings_ahead, held_ahead
from kam.web.templatetags.ui_dates import day_words, weekday_name
from kam.web.templatetags.ui_words import money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.people.models import User
    from kam.resources.models import Booking, Resource

DAYS, MOST = 14, 50


@dataclass(frozen=True)
class FormPage:
    """A form with its title, the draft it is kept under, and the way back."""

    title: str
    draft: str
    record: str
    back_url: str
    back_label: str
    note: str = ""


@dataclass(frozen=True)
class Fact:
    """One fact."""

    label: str
    value: Any
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class DayCell:
    """One day: how much is taken and left."""

    name: str
    date: str
    text: str
    tone: str
    taken: int
    ask_url: str


@dataclass(frozen=True)
class ResourcePage:
    """One resource."""

    pk: int
    title: str
    kind: str
    is_archived: bool
    facts: Sequence[Fact]
    notes: str
    days: Sequence[DayCell]
    lines: Sequence[BookingLine]
    hidden: int
    may_change: bool
    ask_url: str
    calendar_url: str


def form_page(title: str, record: str = "") -> FormPage:
    """Return the page around the form of a resource."""
    return FormPage(
        title=title,
        draft="resource",
        record=record,
        back_url=reverse("resources:list"),
        back_label=gettext("资源目录"),
    )


def resource_page(user: User, row: Resource) -> ResourcePage:
    """Read one resource in a fixed number of statements."""
    day = today(user.time_zone)
    ahead = bookings_ahead(user, row, day)
    shown = list(ahead[:MOST]) if may(user, "booking", "see") else []
    asks = may(user, "booking", "create") and not row.is_archived
    ask_url = f"{reverse('desk:ask')}?resource={row.pk}" if asks else ""
    return ResourcePage(
        pk=row.pk,
        title=row.name,
        kind=row.get_kind_display(),
        is_archived=row.is_archived,
        facts=_facts(row),
        notes=row.notes,
        days=[_cell(row, one, ask_url) for one in free_days(user, row, day, DAYS)],
        lines=[booking_line(user, one, day) for one in shown],
        hidden=max(0, held_ahead(row, day) - sum(_holds(one) for one in shown)),
        may_change=may_arrange(user, "change", row.team_id),
        ask_url=ask_url,
        calendar_url=f"{reverse('resources:calendar')}?kind={row.kind}",
    )


def _holds(row: Booking) -> bool:
    return row.state in ("booked", "used")


def _facts(row: Resource) -> list[Fact]:
    price = money(row.cost) if row.unit_minor else gettext("不另收费")
    needs = gettext("要批准") if row.needs_approval else gettext("申请即预订")
    found = [
        Fact(gettext("单价"), price, f"/ {row.unit}"),
        Fact(gettext("一共有多少"), capacity_words(row)),
        Fact(gettext("由哪个团队管"), row.team.name),
        Fact(gettext("怎么订"), needs),
    ]
    if row.starts_on or row.ends_on:
        first, last = row.starts_on or row.ends_on, row.ends_on or row.starts_on
        found.append(Fact(gettext("哪几天有"), _span_words(row, first, last)))
    return found


def _span_words(row: Resource, first: date | None, last: date | None) -> str:
    if row.starts_on and row.ends_on and first and last:
        return days_words(first, last)
    if row.starts_on:
        return pgettext("days", "%(day)s 起") % {"day": day_words(row.starts_on)}
    until = day_words(row.ends_on) if row.ends_on else ""
    return pgettext("days", "到 %(day)s 为止") % {"day": until}


def _cell(row: Resource, left: Any, ask_url: str) -> DayCell:
    text, tone = free_words(left.free, row.unit)
    there = row.room.is_open(left.day, left.day)
    asks = ask_url and there and (left.free is None or left.free > 0)
    return DayCell(
        name=weekday_name(left.day),
        date=day_words(left.day),
        text=text if there else gettext("不可用"),
        tone=tone if there else "mute",
        taken=left.taken,
        ask_url=f"{ask_url}&day={left.day.isoformat()}" if asks else "",
    )
