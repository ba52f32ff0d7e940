"""One's own choices about digests, with what tomorrow's would say; and all letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone

from kam.core.clock import now, today
from kam.notices.pages.digest import digest_of
from kam.notices.queries import (
    choice_of,
    counts_lately,
    is_refused,
    letters_of,
    own_letters,
)
from kam.notices.rules.hours import next_due
from kam.notices.sources import sources
from kam.notices.terms import Cadence, LetterState
from kam.people.pages.tabs import settings_tabs
from kam.people.queries import mail_is_set_up

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kam.notices.models import DigestChoice, Letter
    from kam.notices.pages.digest import Digest
    from kam.people.models import User
    from kam.people.pages.tabs import Tab

SHOWN = 7
TONES = {
    LetterState.SENT: "good",
    LetterState.EMPTY: "mute",
    LetterState.SKIPPED: "mute",
    LetterState.CLAIMED: "info",
    LetterState.SENDING: "info",
    LetterState.WAITING: "warn",
    LetterState.UNCERTAIN: "warn",
    LetterState.REFUSED: "bad",
    LetterState.FAILED: "bad",
}
AGAIN = (LetterState.WAITING, LetterState.REFUSED, LetterState.FAILED)


@dataclass(frozen=True)
class LetterLine:
    """What became of one letter."""

    pk: int
    name: str
    day: object
    state: str
    tone: str
    notices: int
    tries: int
    fault: str
    again_at: datetime | None
    may_again: bool


@dataclass(frozen=True)
class Kind:
    """A kind of notices, heard or silent."""

    kind: str
    label: str
    is_muted: bool


@dataclass(frozen=True)
class PreferencesPage:
    """One's digest: when, where to, what it would say, and what became of the last."""

    tabs: Sequence[Tab]
    address: str
    is_refused: bool
    mail_is_set_up: bool
    next_at: datetime | None
    zone: str
    kinds: Sequence[Kind]
    preview: Digest
    letters: Sequence[LetterLine]
    choice: DigestChoice


def preferences_page(user: User) -> PreferencesPage:
    """Build the page; the preview tells what is due tomorrow as things stand."""
    choice = choice_of(user)
    cadence = choice.cadence if choice.cadence != Cadence.NEVER else Cadence.DAILY
    due = next_due(choice.timetable(user.time_zone), now())
    tomorrow = today(user.time_zone) + timedelta(days=1)
    return PreferencesPage(
        tabs=settings_tabs(user, "digest"),
        address=user.email,
        is_refused=is_refused(choice, user.email),
        mail_is_set_up=mail_is_set_up(),
        next_at=due.moment.astimezone(ZoneInfo(user.time_zone)) if due else None,
        zone=user.time_zone,
        kinds=[
            Kind(source.kind, str(source.label), source.kind in choice.muted)
            for source in sources(user)
        ],
        preview=digest_of(user, due.day if due else tomorrow, cadence),
        letters=[_line(row) for row in _letters_of(user, choice)],
        choice=choice,
    )


def _letters_of(user: User, choice: DigestChoice) -> list[Letter]:
    """Return the latest letters; who never asked for any has none."""
    return own_letters(user, SHOWN) if choice.pk else []


@dataclass(frozen=True)
class LettersPage:
    """What became of everybody's digests."""

    tabs: Sequence[Tab]
    lines: Sequence[LetterLine]
    next: str
    previous: str
    troubled: int
    only_troubled: bool
    mail_is_set_up: bool
    counts: Sequence[tuple[str, int, str]]


def letters_page(user: User, *, troubled: bool, cursor: str) -> LettersPage:
    """Build a page of the letters that an administrator looks at."""
    page = letters_of(user, troubled=troubled, cursor=cursor)
    counts = counts_lately(user)
    return LettersPage(
        tabs=settings_tabs(user, "letters"),
        lines=[_line(row, named=True) for row in page.rows],
        next=page.next,
        previous=page.previous,
        troubled=counts.troubled,
        only_troubled=troubled,
        mail_is_set_up=mail_is_set_up(),
        counts=[
            (str(state.label), counts.by_state[state], TONES[state])
            for state in LetterState
            if state in counts.by_state
        ],
    )


def _line(row: Letter, *, named: bool = False) -> LetterLine:
    state = LetterState(row.state)
    return LetterLine(
        pk=row.pk,
        name=row.user.name if named else "",
        day=row.day,
        state=str(state.label),
        tone=TONES[state],
        notices=row.notices,
        tries=row.tries,
        fault=row.fault,
        again_at=timezone.localtime(row.due_again_at) if row.due_again_at else None,
        may_again=named and state in AGAIN,
    )
