"""A week: what is planned, what is due, and what is proposed for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.accounts.terms import SizeClass
from kam.core.clock import LATEST_DAY, today
from kam.people.queries import settings_of
from kam.visits.pages.words import STATE_TONES, due_words, state_words, title_of
from kam.visits.queries.week import (
    MOST_DUE,
    due_accounts,
    held_rows,
    whose_week,
)
from kam.visits.rules.week import (
    DAYS_OF_WEEK,
    MOST_A_DAY,
    Slot,
    Wanted,
    Why,
    days_left,
    in_order,
    monday_of,
    propose,
    week_of,
)
from kam.visits.terms import VisitState
from kam.web.templatetags.ui_dates import day_words, days_words, weekday_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kam.people.models import User
    from kam.visits.forms.week import AskedWeek
    from kam.visits.queries.week import DueAccount, HeldRow
    from kam.visits.rules.week import Proposal


@dataclass(frozen=True)
class Choice:
    """A day that something can be put on, as a button sends it."""

    value: str
    label: str
    day: str


@dataclass(frozen=True)
class PersonChoice:
    """A colleague whose week one may look at."""

    id: int
    name: str
    current: bool


@dataclass(frozen=True)
class VisitCard:
    """A visit on its day; where it may be moved, the days to choose from."""

    id: int
    url: str
    account: str
    people: str
    time: str
    city: str
    objective: str
    carried: bool
    state: str
    tone: str
    day: str
    move_url: str
    moves: tuple[Choice, ...]


@dataclass(frozen=True)
class DueLine:
    """An account that is due; proposed for a day, or waiting for one."""

    id: int
    url: str
    account: str
    size: str
    city: str
    last: str
    goal: str
    late: str
    tone: str
    objective: str
    ahead: str
    proposed: str
    proposed_words: str
    why: str
    pick: str
    days: tuple[Choice, ...]


@dataclass(frozen=True)
class DayColumn:
    """A day with its visits and what is proposed for it."""

    iso: str
    name: str
    date: str
    is_today: bool
    is_open: bool
    is_weekend: bool
    visits: tuple[VisitCard, ...]
    proposed: tuple[DueLine, ...]
    full: bool
    load: str


@dataclass(frozen=True)
class WeekPage:
    """A week of somebody."""

    title: str
    monday: str
    url: str
    previous_url: str
    next_url: str
    this_url: str
    person: str
    is_own: bool
    people: tuple[PersonChoice, ...]
    days: tuple[DayColumn, ...]
    due: tuple[DueLine, ...]
    due_count: str
    late: int
    most: int
    picks: tuple[str, ...] = field(default_factory=tuple)
    left: int = 0

    @property
    def is_over(self) -> bool:
        """Whether no working day of the week is left."""
        return not any(day.is_open and not day.is_weekend for day in self.days)


@dataclass(frozen=True)
class _Week:
    """What the lines of a page are written from."""

    now: date
    days: tuple[date, ...]
    is_own: bool
    most: int
    proposals: Mapping[int, Proposal]

    def choices(self, prefix: str = "") -> tuple[Choice, ...]:
        """Return the days that are not over, as buttons."""
        if not self.is_own:
            return ()
        return tuple(
            Choice(f"{prefix}{day}", _short(day), f"{day}")
            for day in self.days
            if day >= self.now
        )


def _short(day: date) -> str:
    return f"{weekday_name(day)} {day.day}"


def week_page(user: User, asked: AskedWeek) -> WeekPage:
    """Build the page of a week in five statements at most."""
    now = today(user.time_zone)
    monday = monday_of(asked.monday or now)
    person, people = whose_week(user, asked.person)
    most = int(settings_of(MOST_A_DAY.key)[MOST_A_DAY.key])
    days = week_of(monday)
    held = held_rows(user, person, days[0], days[-1])
    due = due_accounts(user, person, now, days[-1])
    waiting = _waiting(due, held, now)
    proposals = _proposals(waiting, held, days_left(monday, now), most, now)
    week = _Week(now, days, person.pk == user.pk, most, proposals)
    lines = [_due_line(week, row) for row in waiting]
    return WeekPage(
        title=_span(days),
        monday=f"{monday}",
        url=_address(monday, person, user),
        previous_url=_address(_shifted(monday, -1), person, user),
        next_url=_address(_shifted(monday, 1), person, user),
        this_url="" if monday == monday_of(now) else _address(None, person, user),
        person=person.name,
        is_own=week.is_own,
        people=tuple(PersonChoice(p.pk, p.name, p.pk == person.pk) for p in people),
        days=tuple(_column(week, day, held, lines) for day in days),
        due=tuple(lines),
        due_count=f"{len(due)}+" if len(due) >= MOST_DUE else f"{len(lines)}",
        late=sum(line.tone == "bad" for line in lines),
        most=most,
        picks=tuple(line.pick for line in lines if line.pick),
        left=sum(not line.pick and not line.ahead for line in lines),
    )


def _shifted(monday: date, weeks: int) -> date:
    ordinal = monday.toordinal() + weeks * DAYS_OF_WEEK
    return monday_of(type(monday).fromordinal(min(ordinal, LATEST_DAY.toordinal())))


def _address(monday: date | None, person: User, user: User) -> str:
    parts = [f"monday={monday}"] if monday else []
    parts += [f"person={person.pk}"] if person.pk != user.pk else []
    return f"{reverse('visits:week')}?{'&'.join(parts)}".rstrip("?")


def _span(days: Sequence[date]) -> str:
    words = {"first": day_words(days[0]), "last": day_words(days[-1])}
    return gettext("%(first)s – %(last)s") % words


def _waiting(
    due: Iterable[DueAccount], held: Iterable[HeldRow], now: date
) -> list[DueAccount]:
    """Leave out what this week already holds; order the rest as the rules do."""
    planned = {row.visit.account_id for row in held if row.visit.day >= now}
    rows = {row.id: row for row in due if row.id not in planned}
    ordered = in_order([_wanted(row) for row in rows.values()], now)
    return [rows[one.account_id] for one in ordered]


def _wanted(row: DueAccount) -> Wanted:
    return Wanted(row.id, row.due_on, row.elapsed, row.interval, row.size, row.city)


def _proposals(
    waiting: Iterable[DueAccount],
    held: Sequence[HeldRow],
    days: Sequence[date],
    most: int,
    now: date,
) -> dict[int, Proposal]:
    slots = [
        Slot(day, tuple(row.city for row in held if row.visit.day == day))
        for day in days
    ]
    wanted = [_wanted(row) for row in waiting if row.ahead is None]
    found = propose(wanted, slots, most=most, today=now)
    return {proposal.account_id: proposal for proposal in found}


def _column(
    week: _Week, day: date, held: Iterable[HeldRow], lines: Iterable[DueLine]
) -> DayColumn:
    visits = tuple(_card(week, row) for row in held if row.visit.day == day)
    return DayColumn(
        iso=f"{day}",
        name=weekday_name(day),
        date=day_words(day),
        is_today=day == week.now,
        is_open=day >= week.now,
        is_weekend=day not in days_left(day, day),
        visits=visits,
        proposed=tuple(line for line in lines if line.proposed == f"{day}"),
        full=len(visits) >= week.most,
        load=f"{len(visits)}/{week.most}",
    )


def _card(week: _Week, row: HeldRow) -> VisitCard:
    visit = row.visit
    movable = visit.state == VisitState.PLANNED
    return VisitCard(
        id=visit.id,
        url=reverse("visits:detail", args=[visit.id]),
        account=visit.account_name,
        people=title_of(visit.people),
        time=f"{visit.start_time:%H:%M}" if visit.start_time else "",
        city=row.city,
        objective=visit.objective,
        carried=visit.is_carried,
        state="" if movable else state_words(visit.state),
        tone=STATE_TONES[visit.state],  # type: ignore[index]
        day=f"{visit.day}",
        move_url=reverse("visits:move", args=[visit.id]),
        moves=tuple(c for c in week.choices() if c.value != f"{visit.day}")
        if movable
        else (),
    )


def _due_line(week: _Week, row: DueAccount) -> DueLine:
    proposal = week.proposals.get(row.id)
    late, tone = due_words(row.due_on, week.now)
    every = ngettext("每 %(n)s 天", "每 %(n)s 天", row.interval) % {"n": row.interval}
    return DueLine(
        id=row.id,
        url=reverse("desk:account", args=[row.id]),
        account=row.name,
        size=str(SizeClass(row.size).label) if row.size else gettext("未定"),
        city=row.city,
        last=_last_words(row, week.now),
        goal=every,
        late=late if tone != "mute" else gettext("%(day)s 到期") % {"day": late},
        tone=tone,
        objective=row.objective,
        ahead=day_words(row.ahead, weekday=True) if row.ahead else "",
        proposed=f"{proposal.day}" if proposal else "",
        proposed_words=_short(proposal.day) if proposal else "",
        why=_why_words(proposal.why, row.city) if proposal else "",
        pick=f"{row.id}:{proposal.day}" if proposal else "",
        days=week.choices(f"{row.id}:"),
    )


def _last_words(row: DueAccount, now: date) -> str:
    if row.last_day is None:
        return gettext("还没有拜访过")
    ago = days_words((row.last_day - now).days)
    return gettext("上次 %(when)s") % {"when": ago}


def _why_words(why: Why, city: str) -> str:
    if why is Why.TOGETHER:
        return gettext("这天也在%(city)s") % {"city": city}
    if why is Why.FREE:
        return gettext("这天不去别的城市，最空")
    return gettext("各天都有别的城市，这天最空")
