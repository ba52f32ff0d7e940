"""The lines of a week: its days, its visits, and the accounts that are due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.accounts.terms import SizeClass
from kam.visits.pages.week.shapes import Choice, DayColumn, DueLine, VisitCard
from kam.visits.pages.words import STATE_TONES, due_words, state_words, title_of
from kam.visits.rules.week import Why, days_left
from kam.visits.terms import VisitState
from kam.web.templatetags.ui_dates import day_words, days_words, weekday_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kam.visits.queries.week import DueAccount, HeldRow
    from kam.visits.rules.week import Proposal


@dataclass(frozen=True)
class Week:
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
            Choice(f"{prefix}{day}", short(day), f"{day}")
            for day in self.days
            if day >= self.now
        )


def short(day: date) -> str:
    """Write a day of the week on a button."""
    return f"{weekday_name(day)} {day.day}"


def column(
    week: Week, day: date, held: Iterable[HeldRow], lines: Iterable[DueLine]
) -> DayColumn:
    """Write a day with its visits and what is proposed for it."""
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


def _card(week: Week, row: HeldRow) -> VisitCard:
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


def due_line(week: Week, row: DueAccount) -> DueLine:
    """Write a line for an account that is due."""
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
        ahead=_ahead_words(row, week.now),
        proposed=f"{proposal.day}" if proposal else "",
        proposed_words=short(proposal.day) if proposal else "",
        why=_why_words(proposal.why, row.city) if proposal else "",
        pick=f"{row.id}:{proposal.day}" if proposal else "",
        days=week.choices(f"{row.id}:"),
    )


def _last_words(row: DueAccount, now: date) -> str:
    if row.last_day is None:
        return gettext("还没有拜访过")
    ago = days_words((row.last_day - now).days)
    return gettext("上次 %(when)s") % {"when": ago}


def _ahead_words(row: DueAccount, now: date) -> str:
    """Say that a visit is planned already, or that one waits for its record."""
    if row.ahead is None:
        return ""
    day = {"day": day_words(row.ahead, weekday=True)}
    if row.ahead < now:
        return gettext("%(day)s 的记录还没写") % day
    return gettext("已约 %(day)s") % day


def _why_words(why: Why, city: str) -> str:
    if why is Why.TOGETHER:
        return gettext("这天也在%(city)s") % {"city": city}
    if why is Why.FREE:
        return gettext("这天不去别的城市，最空")
    return gettext("各天都有别的城市，这天最空")
