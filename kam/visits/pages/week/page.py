"""A week: what is planned, what is due, and what is proposed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.clock import LATEST_DAY, today
from kam.people.queries import settings_of
from kam.visits.pages.week.lines import Week, column, due_line
from kam.visits.pages.week.shapes import PersonChoice, WeekPage
from kam.visits.queries.week import MOST_DUE, due_accounts, held_rows, whose_week
from kam.visits.rules.week import (
    DAYS_OF_WEEK,
    MOST_A_DAY,
    Slot,
    Wanted,
    days_left,
    in_order,
    monday_of,
    propose,
    week_of,
)
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kam.people.models import User
    from kam.visits.forms.week import AskedWeek
    from kam.visits.queries.week import DueAccount, HeldRow
    from kam.visits.rules.week import Proposal


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
    week = Week(now, days, person.pk == user.pk, most, proposals)
    lines = [due_line(week, row) for row in waiting]
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
        days=tuple(column(week, day, held, lines) for day in days),
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
    planned = {row.visit.account_id for row in held}
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
