"""The timeline of an account: visits and changes in one order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kam.accounts.queries.room import account_of
from kam.desk.pages.history import deed_words, field_words, value_words
from kam.desk.queries.records import RECORDS
from kam.desk.queries.timeline import Place, changes_of, place_from
from kam.desk.terms import Veil
from kam.visits.pages.panels import TimelineEntry, timeline_entry
from kam.visits.queries.history import earlier_visits
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.desk.queries.history import Told
    from kam.people.models import User

SIZE = 12
TEXT = "text"
MOST_FIELDS = 6
EDITS = ("edit", "change")
ICONS = {"accountshare": "share", "stakeholder": "user", "amendment": "chat"}


@dataclass(frozen=True)
class Line:
    """A change, as the timeline draws it."""

    id: int
    day: date
    when: str
    icon: str
    tone: str
    title: str
    url: str
    chip: str
    chip_tone: str
    quote: str
    text: str


@dataclass(frozen=True)
class Timeline:
    """One page of what happened, and where the next begins."""

    lines: list[Line | TimelineEntry]
    next: str


@dataclass(frozen=True)
class TimelinePage:
    """Further pages of an account's timeline."""

    name: str
    url: str
    timeline: Timeline


def timeline_page(user: User, pk: int, cursor: str) -> TimelinePage:
    """Return one page of the timeline of an account in sight."""
    account = account_of(user, pk)
    place = place_from(cursor) if cursor else Place()
    before = (place.day, place.visit_id)
    visits = earlier_visits(user, account, before, SIZE + 1)
    entries = [timeline_entry(visit) for visit in visits]
    return TimelinePage(
        name=account.name,
        url=reverse("desk:account", args=[pk]),
        timeline=timeline_of(user, account, entries, place),
    )


def timeline_of(
    user: User,
    account: Account,
    visits: Sequence[TimelineEntry],
    place: Place,
    size: int = SIZE,
) -> Timeline:
    """Merge loaded visits with the changes, the newest day first."""
    changes = changes_of(user, account, place.entry_id, size + 1)
    lines: list[Line | TimelineEntry] = [*map(_line, changes), *visits]
    lines.sort(key=lambda line: line.day, reverse=True)
    shown = lines[:size]
    visit = next((v for v in reversed(shown) if isinstance(v, TimelineEntry)), None)
    change = next((c for c in reversed(shown) if isinstance(c, Line)), None)
    last = Place(
        day=visit.day if visit else place.day,
        visit_id=visit.id if visit else place.visit_id,
        entry_id=change.id if change else place.entry_id,
    )
    return Timeline(shown, str(last) if len(lines) > size else "")


def _day_of(change: Told) -> date:
    return timezone.localtime(change.at).date()


def _line(change: Told) -> Line:
    day = _day_of(change)
    return Line(
        id=change.id,
        day=day,
        when=day_words(day),
        icon=ICONS.get(change.noun, "edit"),
        tone="",
        title=deed_words(change),
        url=_history_url(change),
        chip="",
        chip_tone="",
        quote=_quote(change),
        text=" · ".join(part for part in (_fields(change), change.who) if part),
    )


def _history_url(change: Told) -> str:
    if change.noun not in RECORDS:
        return ""
    return reverse("desk:history", args=[change.noun, change.object_id])


def _quote(change: Told) -> str:
    """Return the words of a promise, an action or an addition."""
    for one in change.changes:
        if one.field == TEXT and not isinstance(one.became, Veil):
            return value_words(change.noun, TEXT, one.became)
    return change.words


def _fields(change: Told) -> str:
    """Return which fields a change touched; only an edit is worth listing."""
    if change.verb.rpartition(".")[2] not in EDITS:
        return ""
    names = [field_words(one.noun, one.field) for one in change.changes]
    more = "…" if len(names) > MOST_FIELDS else ""
    return _("、").join(dict.fromkeys(names[:MOST_FIELDS])) + more
