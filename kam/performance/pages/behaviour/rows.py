"""Every metric of some people as plain values: what a file and the API hand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.core.clock import today
from kam.core.sheets import Sheet
from kam.performance.pages.behaviour.codes import (
    in_order,
    is_too_small,
    name_of,
    reads_codes,
)
from kam.performance.pages.behaviour.lines import all_measured
from kam.performance.pages.behaviour.words import note
from kam.performance.queries.behaviour import asked_of, tallies
from kam.performance.rules.behaviour import (
    BY_KEY,
    METRICS,
    Count,
    measure,
    span_of,
    usual_period,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User
    from kam.performance.queries.behaviour import Crew, Somebody, Tallies
    from kam.performance.rules.behaviour import Measured, Span


@dataclass(frozen=True)
class FigureRow:
    """One metric of one person, or of a team together (then nobody is named).

    For whoever reads codes `person_id` stays empty.
    """

    person_id: int | None
    name: str
    one: Measured
    before: Measured | None


@dataclass(frozen=True)
class Figures:
    """What some people's records say of a period."""

    span: Span
    fewest: int
    rows: Sequence[FigureRow]


def person_figures(user: User, person: User, crew: Crew, period: str) -> Figures:
    """Return every metric of a person beside the period before; six statements."""
    day = today(user.time_zone)
    span, fewest = span_of(period or usual_period(day)), crew.limits.fewest
    asked = asked_of({person.pk: person.time_zone}, span, day, person.pk)
    found = tallies(asked, crew.high)
    before = all_measured(found.of(person.pk, "before"), fewest)
    now = all_measured(found.of(person.pk), fewest)
    rows = [FigureRow(person.pk, person.name, now[key], before[key]) for key in BY_KEY]
    return Figures(span, fewest, rows)


def team_figures(
    user: User, crew: Crew, people: Sequence[Somebody], period: str
) -> Figures:
    """Return every metric of a team together and of some of its people.

    Of too few people whoever reads codes is told nothing.
    """
    day = today(user.time_zone)
    span = span_of(period or usual_period(day))
    found = tallies(asked_of(crew.zones, span, day), crew.high)
    rows = []
    if not is_too_small(user, crew, found):
        rows = [*_together(crew, found)]
        for one in in_order(user, people):
            rows += _of_one(user, crew, found, one)
    return Figures(span, crew.limits.fewest, rows)


def _of_one(user: User, crew: Crew, found: Tallies, one: Somebody) -> list[FigureRow]:
    measured = all_measured(found.of(one.id), crew.limits.fewest)
    pk = None if reads_codes(user) else one.id
    name = name_of(user, one.id, one.name)
    return [FigureRow(pk, name, measured[key], None) for key in BY_KEY]


def _together(crew: Crew, found: Tallies) -> Iterator[FigureRow]:
    ids = [one.id for one in crew.people]
    for metric in METRICS:
        count: Count = found.whole(ids, metric.key)
        yield FigureRow(None, "", measure(metric, count, crew.limits.fewest), None)


def sheet_of(figures: Figures) -> Sheet:
    """Return the figures as a table with exact counts."""
    columns = [
        gettext("谁"),
        gettext("期间"),
        gettext("量什么"),
        gettext("分子"),
        gettext("分母"),
        "k",
        "n",
        gettext("值"),
        gettext("区间下限"),
        gettext("区间上限"),
        gettext("说明"),
        gettext("上期 k"),
        gettext("上期 n"),
        gettext("方法出处"),
        gettext("课程观察"),
    ]
    rows = (_cells(figures, row) for row in figures.rows)
    return Sheet(title=gettext("行为"), columns=columns, rows=rows)


def _cells(figures: Figures, row: FigureRow) -> list[object]:
    one, metric = row.one, row.one.metric
    waits = bool(metric.missing)
    return [
        row.name or gettext("团队合计"),
        figures.span.name,
        gettext(metric.label),
        gettext(metric.numerator),
        gettext(metric.denominator),
        None if waits else one.count.k,
        None if waits else one.count.n,
        one.value,
        one.low,
        finite(one.high),
        "" if one.is_known else note(one, figures.fewest),
        row.before.count.k if row.before and not (waits or metric.is_standing) else "",
        row.before.count.n if row.before and not (waits or metric.is_standing) else "",
        metric.source,
        metric.ratio,
    ]


def finite(value: float | None) -> float | None:
    """Return a bound, or nothing where there is none."""
    return None if value == float("inf") else value
