"""What other pages show of bookings: today, an account, a visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.core.money import Money
from kam.people.scopes import may
from kam.resources.pages.words import TONES, days_words
from kam.resources.queries.beside import MOST_DUE
from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from kam.people.models import User
    from kam.resources.queries.beside import Brief

MOST = 6
CNY = "CNY"


@dataclass(frozen=True)
class BriefLine:
    """One booking in a card."""

    name: str
    url: str
    note: str
    state: str
    tone: str
    waits: bool


@dataclass(frozen=True)
class DueCard:
    """Requests to decide about, and own bookings whose day has come."""

    lines: Sequence[BriefLine]
    count: str
    url: str

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.lines)


@dataclass(frozen=True)
class SpendCard:
    """What an account's resources cost this year, and what is coming."""

    spent: Money
    coming: Money
    lines: Sequence[BriefLine]
    more: int
    url: str
    ask_url: str


@dataclass(frozen=True)
class BringCard:
    """What is booked for a visit: resources to bring."""

    lines: Sequence[BriefLine]

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.lines)


def due_card(rows: Sequence[Brief]) -> DueCard:
    """Build the card of today; no statement."""
    waiting = [row for row in rows if row.state == BookingState.WAITING]
    due = [row for row in rows if row.state == BookingState.BOOKED]
    return DueCard(
        lines=[_line(row) for row in [*waiting, *due][:MOST]],
        count=f"{len(rows)}+" if len(rows) >= MOST_DUE else str(len(rows)),
        url=reverse("resources:requests"),
    )


def spend_card(
    user: User, account_id: int, rows: Sequence[Brief], day: date
) -> SpendCard:
    """Build the card of an account; no statement."""
    used = [row for row in rows if row.state == BookingState.USED]
    coming = [row for row in rows if row.state == BookingState.BOOKED]
    waiting = [row for row in rows if row.state == BookingState.WAITING]
    shown = [*coming, *(row for row in waiting if row.last_day >= day)]
    asks = may(user, "booking", "create")
    return SpendCard(
        spent=_sum(used),
        coming=_sum(coming),
        lines=[_line(row, names=False) for row in shown[:MOST]],
        more=max(0, len(shown) - MOST),
        url=f"{reverse('resources:requests')}?view=all&account={account_id}",
        ask_url=f"{reverse('desk:ask')}?account={account_id}" if asks else "",
    )


def _sum(rows: Iterable[Brief]) -> Money:
    """Add up what is in the first currency; others stay away."""
    known = list(rows)
    currency = known[0].cost.currency if known else CNY
    same = [row.cost.minor for row in known if row.cost.currency == currency]
    return Money(sum(same), currency)


def bring_card(rows: Iterable[Brief], day: date, steps: Collection[int]) -> BringCard:
    """Say what is booked for the day of a visit, or for the steps it carries."""
    wanted = [
        row
        for row in rows
        if row.first_day <= day <= row.last_day or row.step_id in steps
    ]
    return BringCard([_line(row, names=False) for row in wanted])


def _line(row: Brief, *, names: bool = True) -> BriefLine:
    days = days_words(row.first_day, row.last_day)
    whom = [row.account or row.team] if names else []
    return BriefLine(
        name=f"{row.resource} × {row.quantity:,} {row.unit}",
        url=reverse("resources:booking", args=[row.pk]),
        note=" · ".join([*whom, days]),
        state=str(BookingState(row.state).label),
        tone=TONES[BookingState(row.state)],
        waits=row.state == BookingState.WAITING,
    )
