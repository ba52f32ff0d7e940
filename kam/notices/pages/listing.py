"""What waits for a person, in groups from the most pressing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kam.core.clock import today
from kam.notices.queries import everything
from kam.notices.rules.pressing import GROUPS
from kam.notices.sources import sources
from kam.notices.terms import Cadence, Group
from kam.web.templatetags.ui_dates import day_words, days_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.notices.queries import Everything, Waiting
    from kam.notices.sources import Source
    from kam.people.models import User

TONES = {Group.LATE: "bad", Group.TODAY: "warn", Group.ASKS: "info", Group.SOON: "mute"}


@dataclass(frozen=True)
class NoticeLine:
    """One notice as the page and the letter write it."""

    key: str
    title: str
    note: str
    url: str
    when: str
    kind: str
    label: str
    icon: str
    is_new: bool
    is_read: bool
    until: str


@dataclass(frozen=True)
class NoticeGroup:
    """Notices that are equally pressing."""

    key: str
    title: str
    tone: str
    lines: Sequence[NoticeLine]


@dataclass(frozen=True)
class Chip:
    """A day to put a notice off to."""

    value: str
    label: str


@dataclass(frozen=True)
class NoticesPage:
    """What waits, what is put off, and which kinds are silent."""

    groups: Sequence[NoticeGroup]
    put_off: Sequence[NoticeLine]
    muted: Sequence[Source]
    teaches: str
    days: Sequence[Chip]
    new: int
    has_more: bool
    has_digest: bool


def notices_page(user: User) -> NoticesPage:
    """Build the page; as many statements as there are kinds, and one."""
    day = today(user.time_zone)
    found = everything(user, day)
    return NoticesPage(
        groups=groups_of(found, day),
        put_off=[line_of(row, day) for row in found.waiting if row.is_put_off],
        muted=found.muted,
        teaches=_teaches(user),
        days=days_to_choose(day),
        new=found.new,
        has_more=found.has_more,
        has_digest=found.cadence != Cadence.NEVER,
    )


def _teaches(user: User) -> str:
    """Say what can appear here, for a page on which nothing does."""
    kinds = _("、").join(str(source.label) for source in sources(user))
    words = _("这些到时会出现在这里：%(kinds)s。处理完自己消失。") % {"kinds": kinds}
    return words if kinds else ""


def groups_of(
    found: Everything, day: date, groups: Sequence[Group] = GROUPS
) -> list[NoticeGroup]:
    """Return the groups that hold anything that is not put off."""
    shown = [row for row in found.waiting if not row.is_put_off]
    told = [
        NoticeGroup(
            key=group.value,
            title=str(group.label),
            tone=TONES[group],
            lines=[line_of(row, day) for row in shown if row.group == group],
        )
        for group in groups
    ]
    return [group for group in told if group.lines]


def line_of(row: Waiting, day: date) -> NoticeLine:
    """Write one notice."""
    notice = row.notice
    return NoticeLine(
        key=notice.key,
        title=notice.title,
        note=notice.note,
        url=notice.url,
        when=_when(notice.due_on, day),
        kind=row.source.kind,
        label=str(row.source.label),
        icon=row.source.icon,
        is_new=row.is_new,
        is_read=row.is_read,
        until=day_words(row.until) if row.until else "",
    )


def _when(due_on: date | None, day: date) -> str:
    if due_on is None:
        return ""
    n = (day - due_on).days
    if n > 0:
        return ngettext("逾期 %(n)s 天", "逾期 %(n)s 天", n) % {"n": n}
    return days_words(-n)


def days_to_choose(day: date) -> list[Chip]:
    """Return tomorrow, next Monday and in a month, each once."""
    monday = day + timedelta(days=7 - day.weekday())
    known = {
        day + timedelta(days=1): _("明天再提醒"),
        monday: _("下周一再提醒"),
        day + timedelta(days=28): _("四周后再提醒"),
    }
    if monday == day + timedelta(days=1):
        known[monday] = _("明天再提醒")
    return [Chip(when.isoformat(), label) for when, label in known.items()]
