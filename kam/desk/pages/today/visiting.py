"""The visits of a day as cards: the next one open, those that are over grey.

A second visit to the same account does not repeat what the first one tells of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kam.core.clock import now
from kam.visits.pages.words import (
    OUTCOME_TONES,
    DueLine,
    due_line,
    outcome_words,
    title_of,
    visit_url,
)
from kam.visits.terms import Outcome, VisitState
from kam.web.templatetags.ui_dates import day_words, days_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.visits.queries import VisitRow

OVER, NEXT, LATER, DONE = "past", "next", "later", "done"
USUAL_MINUTES = 60
MOST_PROMISES = 4


@dataclass(frozen=True)
class VisitCard:
    """One visit of today."""

    state: str
    time: str
    time_note: str
    title: str
    url: str
    account: str
    account_url: str
    owner: str
    record_url: str
    outcome: str
    outcome_tone: str
    last_words: str
    fact: str
    insight: str
    promises: tuple[DueLine, ...]
    further_promises: int
    is_told: bool
    objective: str
    objective_note: str
    handed: str
    carry_url: str

    @property
    def is_over(self) -> bool:
        """Whether it ended without a record."""
        return self.state == OVER

    @property
    def is_next(self) -> bool:
        """Whether it is the next one."""
        return self.state == NEXT

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held."""
        return self.state in (NEXT, LATER)


def cards_of(user: User, rows: Sequence[VisitRow]) -> list[VisitCard]:
    """Return the cards of a day in the order of its hours."""
    states = states_of(rows)
    told: set[int] = set()
    cards = []
    for row in rows:
        is_told = row.account_id in told
        if states[row.id] in (NEXT, LATER):
            told.add(row.account_id)
        cards.append(_card(user, row, states[row.id], is_told=is_told))
    return cards


def states_of(rows: Sequence[VisitRow]) -> dict[int, str]:
    """Say of each visit whether it is recorded, over, the next or later."""
    moment = timezone.localtime(now()).replace(tzinfo=None)
    states: dict[int, str] = {}
    for row in rows:
        end = ends_at(row)
        if row.state == VisitState.SUBMITTED:
            states[row.id] = DONE
        elif end is not None and end <= moment:
            states[row.id] = OVER
        else:
            states[row.id] = LATER if NEXT in states.values() else NEXT
    return states


def ends_at(row: VisitRow) -> datetime | None:
    """Return when a visit ends at the reader's place; without an hour, nobody knows."""
    if row.start_time is None:
        return None
    length = timedelta(minutes=row.minutes or USUAL_MINUTES)
    return datetime.combine(row.day, row.start_time) + length


def _card(user: User, row: VisitRow, state: str, *, is_told: bool) -> VisitCard:
    promises = tuple(due_line(user, promise) for promise in row.promises)
    is_open = state in (NEXT, LATER)
    may_write = row.owner_id == user.pk
    could_carry = is_open and may_write and row.could_carry
    return VisitCard(
        state=state,
        time=f"{row.start_time:%H:%M}" if row.start_time else pgettext("time", "未定"),
        time_note=_time_note(row, state),
        title=title_of(row.people),
        url=visit_url(row.id),
        account=row.account_name,
        account_url=reverse("desk:account", args=[row.account_id]),
        owner=with_whom(user, row),
        record_url=reverse("visits:record", args=[row.id]) if may_write else "",
        outcome=outcome_words(row.outcome) if state == DONE else "",
        outcome_tone=OUTCOME_TONES.get(Outcome(row.outcome), "") if row.outcome else "",
        last_words=_last_words(row, timezone.localtime(now()).date()),
        fact=row.last.fact if row.last else "",
        insight=row.last.insight if row.last else "",
        promises=promises[:MOST_PROMISES],
        further_promises=max(len(promises) - MOST_PROMISES, 0),
        is_told=is_told,
        objective=row.objective,
        objective_note=_carried_words(row),
        handed=row.last.next_objective if row.last and could_carry else "",
        carry_url=reverse("visits:carry", args=[row.id]) if could_carry else "",
    )


def with_whom(user: User, row: VisitRow) -> str:
    """Say whose visit it is where it is not one's own, and who comes along."""
    others = [p.name for p in row.company if p.id != user.pk]
    own = row.owner_id == user.pk
    parts = ["" if own else row.owner_name]
    if others:
        told = {"who": _("、").join(others)}
        parts.append(_("协同 %(who)s") % told)
    elif len(row.company) > len(others):
        parts.append(_("您协同"))
    return " · ".join(part for part in parts if part)


def _time_note(row: VisitRow, state: str) -> str:
    if state == DONE:
        return _("已记录")
    if state == OVER:
        return _("已结束")
    return _left_words(row)


def _left_words(row: VisitRow) -> str:
    """Say how long it is until a visit begins: 还有 2:40."""
    if row.start_time is None:
        return ""
    moment = timezone.localtime(now()).replace(tzinfo=None)
    left = datetime.combine(row.day, row.start_time) - moment
    minutes = int(left.total_seconds() // 60)
    if minutes <= 0:
        return _("进行中")
    return _("还有 %(left)s") % {"left": f"{minutes // 60}:{minutes % 60:02d}"}


def _last_words(row: VisitRow, today: date) -> str:
    """Say when the last record was, by whom, and what came of it."""
    if row.last is None:
        return ""
    ago = days_words((row.last.day - today).days)
    parts = [day_words(row.last.day), ago, row.last.owner_name]
    return " · ".join([*parts, outcome_words(row.last.outcome)]).rstrip(" ·")


def _carried_words(row: VisitRow) -> str:
    if row.carried_day is None:
        return ""
    return _("承接%(day)s的记录") % {"day": day_words(row.carried_day)}
