"""Today, for who visits customers and for who leads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kam.blueprints.pages.waiting import DecideCard, decide_card
from kam.blueprints.queries.beside import to_decide_beside, waiting_from
from kam.core.clock import today
from kam.desk.pages.today.visiting import VisitCard, cards_of
from kam.desk.pages.today.waiting import (
    NoteLine,
    PaceLine,
    ahead_line,
    arrived_line,
    late_line,
    note_line,
    pace_line,
)
from kam.desk.queries.scope import accounts_beside
from kam.handover.pages import Reminder, reminders
from kam.people.scopes import may
from kam.plans.pages.glance import due_line
from kam.plans.queries import beside as steps_beside
from kam.resources.pages.cards import DueCard, due_card
from kam.resources.queries import beside as bookings_beside
from kam.visits.queries import (
    below_frequency,
    next_days,
    notes_to_write,
    overdue_rows,
    today_rows,
)
from kam.visits.queries.day import MOST_ROWS, is_own_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kam.core.paging import CappedCount
    from kam.people.models import User
    from kam.visits.queries import Coming, DayCount, DueRow, RhythmRow, VisitRow

AHEAD = timedelta(days=13)
LONG_DAY = 20


@dataclass(frozen=True)
class Stat:
    """A count at the head of the page that leads to its block."""

    label: str
    value: str
    note: str
    tone: str
    url: str
    key: str


@dataclass(frozen=True)
class Day:
    """A day of the coming two weeks, with a link to its visits."""

    date: date
    visits: int
    due: int
    is_today: bool
    url: str


@dataclass(frozen=True)
class Block:
    """The first lines of something, how many there are, and whether more wait."""

    lines: list[Any]
    total: str
    more: bool

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.lines)


@dataclass(frozen=True)
class TodayPage:
    """The day: what stands first is what is next."""

    day: date
    is_team: bool
    is_first_day: bool
    may_plan: bool
    may_import: bool
    stats: list[Stat]
    visits: Block
    late: Block
    notes: Block
    steps: Block
    days: list[Day]
    ahead: Block
    pace: Block
    handovers: list[Reminder]
    arrived: list[NoteLine]
    resources: DueCard
    blueprints: DecideCard

    @property
    def first_pace(self) -> list[PaceLine]:
        """The three most pressing accounts, for a day without visits."""
        return [line for line in self.pace.lines if not line.next][:3]


def today_page(user: User) -> TodayPage:
    """Build the day in twelve statements."""
    day = today(user.time_zone)
    rows = today_rows(user, day)
    cards = cards_of(user, rows)
    late = overdue_rows(user, day)
    ended = [row for row, card in zip(rows, cards, strict=True) if card.is_over]
    unwritten, arrived = notes_to_write(user, day)
    notes = [*reversed(ended), *unwritten]
    coming = next_days(user, day, day + AHEAD)
    pace = below_frequency(user, day, limit=MOST_ROWS)
    accounts, beside = accounts_beside(
        user,
        steps=steps_beside.due_beside(user, day),
        bookings=bookings_beside.due_beside(user, day),
        blueprints=to_decide_beside(user),
    )
    steps = steps_beside.due_from(beside["steps"])
    ahead = [row for row in coming.visits if row.day > day]
    is_team = not is_own_day(user)
    return TodayPage(
        day=day,
        is_team=is_team,
        is_first_day=not accounts.n,
        may_plan=may(user, "visit", "create"),
        may_import=may(user, "import", "create"),
        stats=_stats(day, cards, late, notes, coming, pace, accounts),
        visits=_block(_still_first(cards), LONG_DAY, lambda card: card),
        late=_block(late, 6, lambda row: late_line(user, row, day)),
        notes=_block(notes, 6, lambda row: note_line(user, row, day)),
        days=[_day(count, day) for count in coming.days],
        steps=_block(steps, 6, lambda one: due_line(user, one, day)),
        ahead=_block(ahead, 6, lambda row: ahead_line(user, row)),
        handovers=reminders(user),
        arrived=[arrived_line(row, day) for row in arrived],
        resources=due_card(bookings_beside.briefs_from(user, beside["bookings"])),
        blueprints=decide_card(waiting_from(beside["blueprints"])),
        pace=_block(pace, 8, lambda row: pace_line(row, day, is_team=is_team)),
    )


def _stats(
    day: date,
    cards: list[VisitCard],
    late: list[DueRow],
    notes: list[VisitRow],
    coming: Coming,
    pace: list[RhythmRow],
    accounts: CappedCount,
) -> list[Stat]:
    return [
        _visit_stat(cards),
        _late_stat(late, day),
        _note_stat(notes, day),
        _ahead_stat(coming),
        _pace_stat(pace, accounts),
    ]


def _block(rows: Sequence[Any], shown: int, line: Callable[[Any], Any]) -> Block:
    lines = [line(row) for row in rows[:shown]]
    return Block(lines, _counted(len(rows)), len(rows) > shown)


def _still_first(cards: list[VisitCard]) -> list[VisitCard]:
    """Of a long day keep what is still to come before what is over."""
    if len(cards) <= LONG_DAY:
        return cards
    return sorted(cards, key=lambda card: not card.is_open)


def _day(count: DayCount, today_: date) -> Day:
    url = f"{reverse('visits:list')}?first={count.date}&last={count.date}"
    return Day(count.date, count.visits, count.due, count.date == today_, url)


def _visit_stat(cards: list[VisitCard]) -> Stat:
    over = sum(1 for card in cards if card.is_over)
    done = sum(1 for card in cards if not card.is_open) - over
    parts = [_("已记录 %(n)s") % {"n": done}] if done else []
    parts += [_("没写记录 %(n)s") % {"n": over}] if over else []
    parts += [_("下一次 %(time)s") % {"time": c.time} for c in cards if c.is_next]
    note = " · ".join(parts)
    return Stat(_("今日拜访"), _counted(len(cards)), note, "", "#visits", "1")


def _late_stat(late: list[DueRow], day: date) -> Stat:
    note = _longest(late[0].due_on, day) if late else _("没有逾期")
    tone = "bad" if late else ""
    return Stat(_("逾期"), _counted(len(late)), note, tone, "#late", "2")


def _note_stat(notes: list[VisitRow], day: date) -> Stat:
    note = _longest(notes[-1].day, day) if notes else _("都写好了")
    tone = "warn" if notes else ""
    return Stat(_("待写记录"), _counted(len(notes)), note, tone, "#notes", "3")


def _counted(n: int) -> str:
    """Write a count; the questions stop at fifty rows, and the page says so."""
    return f"{MOST_ROWS}+" if n >= MOST_ROWS else str(n)


def _longest(first: date, day: date) -> str:
    n = (day - first).days
    if not n:
        return _("今天的")
    return ngettext("最久 %(n)s 天", "最久 %(n)s 天", n) % {"n": n}


def _ahead_stat(coming: Coming) -> Stat:
    visits = sum(count.visits for count in coming.days)
    due = sum(count.due for count in coming.days)
    told = [
        ngettext("%(n)s 次拜访", "%(n)s 次拜访", visits) % {"n": visits},
        ngettext("%(n)s 件到期", "%(n)s 件到期", due) % {"n": due},
    ]
    label = _("14 天内")
    return Stat(label, str(visits + due), " · ".join(told), "", "#ahead", "4")


def _pace_stat(pace: list[RhythmRow], accounts: CappedCount) -> Stat:
    note = _("共 %(n)s 家") % {"n": accounts}
    tone = "warn" if pace else ""
    return Stat(_("低于频率"), _counted(len(pace)), note, tone, "#pace", "5")
