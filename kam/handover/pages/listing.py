"""The list of hand-overs, and what Today says of those that wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.core.clock import now, today
from kam.handover.queries import handovers_of, handovers_waiting

if TYPE_CHECKING:
    from datetime import datetime

    from kam.handover.models import Handover
    from kam.handover.queries.handovers import HandoverRow
    from kam.people.models import User


@dataclass(frozen=True)
class HandoverLine:
    """A hand-over in the list; without sight of the account it leads nowhere."""

    account: str
    url: str
    former: str
    receiver: str
    day: datetime
    state: str
    tone: str
    confirmed_at: datetime | None
    note: str


@dataclass(frozen=True)
class ListPage:
    """A page of the hand-overs of a person or a team, the unconfirmed first."""

    lines: tuple[HandoverLine, ...]
    next: str
    previous: str


@dataclass(frozen=True)
class Reminder:
    """A hand-over that waits, as Today says it."""

    account: str
    url: str
    note: str
    own: bool


def list_page(user: User, cursor: str) -> ListPage:
    """Build a page of the list in two statements."""
    found = handovers_of(user, cursor)
    lines = tuple(_line(row) for row in found.rows)
    return ListPage(lines, found.next, found.previous)


def _line(row: HandoverRow) -> HandoverLine:
    state, tone = state_words(
        confirmed=row.confirmed_at is not None, overtaken=row.is_overtaken
    )
    return HandoverLine(
        account=row.account,
        url=reverse("handover:passport", args=[row.id]) if row.in_sight else "",
        former=row.former,
        receiver=row.receiver,
        day=row.day,
        state=state,
        tone=tone,
        confirmed_at=row.confirmed_at,
        note=row.note,
    )


def state_words(*, confirmed: bool, overtaken: bool) -> tuple[str, str]:
    """Say whether a hand-over was confirmed, and how pressing that is."""
    if confirmed:
        return gettext("已确认"), "good"
    if overtaken:
        return gettext("被新的交接取代"), "mute"
    return gettext("还没确认"), "warn"


def reminders(user: User) -> list[Reminder]:
    """Return what waits for a person or in a team; one statement."""
    return [_reminder(user, row) for row in handovers_waiting(user)]


def _reminder(user: User, row: Handover) -> Reminder:
    own = row.receiver_id == user.pk
    who = gettext("%(former)s 交给 %(receiver)s") % {
        "former": row.former.name,
        "receiver": row.receiver.name,
    }
    if own:
        who = gettext("%(former)s 交给您") % {"former": row.former.name}
    return Reminder(
        account=row.account.name,
        url=reverse("handover:passport", args=[row.pk]),
        note=gettext(" · ").join((who, _waited(user, row))),
        own=own,
    )


def _waited(user: User, row: Handover) -> str:
    n = (now() - row.opened_at).days
    if n < 1 or today(user.time_zone) == row.opened_at.date():
        return gettext("今天的")
    return ngettext("等了 %(n)s 天", "等了 %(n)s 天", n) % {"n": n}
