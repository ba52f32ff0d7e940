"""What somebody's visits brought in a year: figures with n and interval, by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.clock import today
from kam.visits.pages.week.shapes import PersonChoice
from kam.visits.pages.words import outcome_words
from kam.visits.queries.returns import held_visits
from kam.visits.queries.week import whose_week
from kam.visits.rules.returns import (
    OUTCOMES,
    by_month,
    months_back,
    note_time,
    rates,
    visit_return,
)
from kam.web.figures import Stat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.people.models import User
    from kam.visits.rules.continuity import Rate
    from kam.visits.rules.returns import Held, Mean, Rates

COLUMN, GAP, HEIGHT = 60, 14, 160
GOAL_SECONDS = 60


@dataclass(frozen=True)
class Block:
    """One outcome in the column of a month."""

    outcome: str
    x: int
    y: float
    height: float


@dataclass(frozen=True)
class MonthRow:
    """A month with its counts, and where its name stands below the picture."""

    label: str
    short: str
    at: float
    counts: Sequence[int]
    total: int


@dataclass(frozen=True)
class ReturnsPage:
    """The figures, the picture, and the same as a table."""

    person: str
    is_own: bool
    people: Sequence[PersonChoice]
    period: str
    stats: Sequence[Stat]
    outcomes: Sequence[tuple[str, str]]
    months: Sequence[MonthRow]
    blocks: Sequence[Block]
    width: int
    height: int
    here: str


def returns_page(user: User, person_id: int | None) -> ReturnsPage:
    """Build the page; cost: two statements."""
    person, people = whose_week(user, person_id)
    day = today(user.time_zone)
    months = months_back(day)
    held = held_visits(user, person, months[0], day)
    counts = by_month(held, months)
    return ReturnsPage(
        person=person.name,
        is_own=person.pk == user.pk,
        people=[PersonChoice(p.pk, p.name, p.pk == person.pk) for p in people],
        period=_period(months),
        stats=[
            *_stats(visit_return([one.outcome for one in held]), rates(held)),
            *([_note_time(held)] if person.pk == user.pk else []),
        ],
        outcomes=[(outcome, outcome_words(outcome)) for outcome in OUTCOMES],
        months=[
            _month(n, m, c) for n, (m, c) in enumerate(zip(months, counts, strict=True))
        ],
        blocks=_blocks(counts),
        width=len(months) * COLUMN,
        height=HEIGHT,
        here=reverse("performance:returns"),
    )


def _period(months: Sequence[date]) -> str:
    told = {"first": f"{months[0]:%Y-%m}", "last": f"{months[-1]:%Y-%m}"}
    return gettext("%(first)s 至 %(last)s") % told


def _month(number: int, month: date, counts: Mapping[str, int]) -> MonthRow:
    return MonthRow(
        label=f"{month:%Y-%m}",
        short=f"{month:%m}",
        at=number * COLUMN + COLUMN / 2,
        counts=[counts[outcome] for outcome in OUTCOMES],
        total=sum(counts.values()),
    )


def _stats(worth: Mean, told: Rates) -> list[Stat]:
    return [
        Stat(gettext("拜访回报"), _signed(worth.value), _mean_note(worth)),
        _share(gettext("有明确请求"), told.ask),
        _share(gettext("成交或推进"), told.forward),
        _share(gettext("承接上次目标"), told.carried),
        _share(gettext("访前回看"), told.reviewed),
    ]


def _note_time(held: Sequence[Held]) -> Stat:
    """Say how long a note takes; only its owner is told."""
    n, middle = note_time(held)
    label, told = gettext("写一条记录"), {"n": n, "goal": GOAL_SECONDS}
    if middle is None:
        return Stat(label, "—", gettext("从下一条记录起计时，只给您自己看"))
    note = gettext("中位数，n=%(n)s；目标 %(goal)s 秒以内，只给您自己看") % told
    tone = "good" if middle <= GOAL_SECONDS else ""
    return Stat(label, gettext("%(n)s 秒") % {"n": round(middle)}, note, tone)


def _signed(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"


def _mean_note(worth: Mean) -> str:
    if worth.low is None or worth.high is None:
        return gettext("n=%(n)s") % {"n": worth.n}
    told = {"n": worth.n, "low": f"{worth.low:.2f}", "high": f"{worth.high:.2f}"}
    return gettext("n=%(n)s，95%% 区间 %(low)s 至 %(high)s") % told


def _share(label: str, rate: Rate) -> Stat:
    if rate.share is None:
        return Stat(label, "—", gettext("n=%(n)s") % {"n": 0})
    told = {
        "k": rate.k,
        "n": rate.n,
        "low": round(rate.low * 100),
        "high": round(rate.high * 100),
    }
    note = gettext("%(k)s / %(n)s，95%% 区间 %(low)s–%(high)s%%") % told
    return Stat(label, f"{rate.share * 100:.0f}%", note)


def _blocks(counts: Sequence[Mapping[str, int]]) -> list[Block]:
    """Stack the outcomes of each month, refusals at the top; the tallest fills it."""
    most = max((sum(month.values()) for month in counts), default=0)
    found = []
    for number, month in enumerate(counts):
        y = float(HEIGHT)
        for outcome in OUTCOMES:
            height = month[outcome] / most * HEIGHT if most else 0.0
            if height:
                y -= height
                x = number * COLUMN + GAP // 2
                found.append(Block(outcome, x, round(y, 2), round(height, 2)))
    return found
