"""The settings of one's calendar, and the visits as a calendar reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import icalendar
from django.urls import reverse
from django.utils.translation import gettext as _

from kam.core.clock import today
from kam.people.pages.tabs import settings_tabs
from kam.visits.pages.words import names
from kam.visits.queries.calendar import calendar_of, calendar_rows
from kam.visits.terms import VisitState

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.people.pages.tabs import Tab
    from kam.visits.models import Calendar
    from kam.visits.queries.calendar import CalendarRow

USUAL_MINUTES = 60
READ_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class CalendarPage:
    """One's calendar address as it stands, and a new one while it is shown."""

    tabs: list[Tab]
    pk: int | None
    tells: bool
    made_at: datetime | None
    read_at: datetime | None
    address: str = ""


def calendar_page(user: User, address: str = "") -> CalendarPage:
    """Return the page of one's calendar; the address is known only when just made."""
    found = calendar_of(user)
    return CalendarPage(
        tabs=settings_tabs(user, "calendar"),
        pk=found.pk if found else None,
        tells=bool(found and found.tells),
        made_at=found.created_at if found else None,
        read_at=found.read_at if found else None,
        address=address,
    )


def calendar_file(calendar: Calendar, site: str) -> bytes:
    """Return the visits of a calendar's owner by RFC 5545, at the owner's place.

    The same visits give the same bytes: times of events are those of the last change.
    """
    user = calendar.user
    rows = calendar_rows(user, today(user.time_zone))
    file = icalendar.Calendar()
    file.add("prodid", "-//Performance Frontier KAM//visits//")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", _("绩效先锋 · %(name)s") % {"name": user.name})
    file.add("refresh-interval", READ_EVERY, parameters={"VALUE": "DURATION"})
    for row in rows:
        file.add_component(_event(row, user, site, tells=calendar.tells))
    file.add_missing_timezones()
    return file.to_ical()


def _event(row: CalendarRow, user: User, site: str, *, tells: bool) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", str(row.uid))
    event.add("sequence", row.revision - 1)
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("summary", _summary(row, tells=tells))
    if tells and row.objective:
        event.add("description", row.objective)
    called_off = row.state == VisitState.CANCELLED
    event.add("status", "CANCELLED" if called_off else "CONFIRMED")
    event.add("url", f"{site}{reverse('visits:detail', args=[row.id])}")
    start, end = _span(row, user)
    event.add("dtstart", start)
    event.add("dtend", end)
    if row.start_time is None:
        event.add("transp", "TRANSPARENT")
    return event


def _summary(row: CalendarRow, *, tells: bool) -> str:
    if not tells or not row.people:
        return _("拜访 %(account)s") % {"account": row.account}
    told = {"account": row.account, "people": names(row.people)}
    return _("拜访 %(account)s：%(people)s") % told


def _span(row: CalendarRow, user: User) -> tuple:
    """Return when a visit begins and ends; without a time it takes the whole day."""
    if row.start_time is None:
        return row.day, row.day + timedelta(days=1)
    zone = ZoneInfo(user.time_zone)
    start = datetime.combine(row.day, row.start_time, zone)
    return start, start + timedelta(minutes=row.minutes or USUAL_MINUTES)
