"""A person's own page: seven weapons, fourteen conclusions, the well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.clock import today
from kam.people.grants import Reach, reach_of
from kam.people.scopes import may
from kam.people.terms import Role
from kam.performance.pages.behaviour.lines import Line, reading_of
from kam.performance.pages.behaviour.mirror import Mirror, mirror_of
from kam.performance.queries.behaviour import (
    asked_of,
    crew_of,
    looks_at,
    rating_of,
    tallies,
)
from kam.performance.rules.behaviour import (
    CONCLUSIONS,
    HABITS,
    WEAPONS,
    choices,
    span_of,
    usual_period,
)
from kam.performance.terms import Purpose
from kam.web.figures import Stat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from kam.people.models import User
    from kam.performance.models import SelfRating
    from kam.performance.pages.behaviour.lines import Reading
    from kam.performance.queries.behaviour import Looked
    from kam.performance.rules.behaviour import Limits, Span


LEADING = tuple(dict.fromkeys((*HABITS, *(weapon.metric for weapon in WEAPONS))))


@dataclass(frozen=True)
class WeaponRow:
    """One of the seven weapons with its line, and what else tells of it."""

    number: int
    name: str
    line: Line
    beside: Sequence[Line]
    advice: str
    url: str


@dataclass(frozen=True)
class ConclusionRow:
    """One of the fourteen conclusions with its line."""

    number: int
    name: str
    line: Line


@dataclass(frozen=True)
class Well:
    """The well-digging ratio against its aim, in a picture 100 wide."""

    line: Line
    aim: str
    least: float
    width: float


@dataclass(frozen=True)
class LookLine:
    """Who opened this page, when and what for."""

    name: str
    role: str
    at: datetime
    purpose: str


@dataclass(frozen=True)
class PersonPage:
    """Everything the page shows of one person."""

    id: int
    name: str
    is_own: bool
    period: str
    before: str
    periods: Sequence[str]
    visits: int
    lead: str
    stats: Sequence[Stat]
    weapons: Sequence[WeaponRow]
    conclusions: Sequence[ConclusionRow]
    well: Well
    fewest: int
    is_beside: bool
    has_band: bool
    beside_url: str
    looks: Sequence[LookLine]
    mirror: Mirror
    here: str
    returns_url: str
    team_url: str


@dataclass(frozen=True)
class Sources:
    """What the page is made of, as it was read."""

    span: Span
    day: date
    reading: Reading
    visits: int
    rating: SelfRating | None
    looks: Sequence[Looked]
    beside: bool


def person_page(
    user: User, person: User, period: str, *, beside: bool = False
) -> PersonPage:
    """Build the page; cost: nine statements.

    `beside` counts the whole team too, for its middle halves.
    """
    told = sources_of(user, person, period, beside=beside)
    reading, is_own = told.reading, person.pk == user.pk
    here, period = _place(person), told.span.name
    return PersonPage(
        id=person.pk,
        name=person.name,
        is_own=is_own,
        period=period,
        before=told.span.before.name,
        periods=_periods(told.span, choices(told.day)),
        visits=told.visits,
        lead=reading.lead(LEADING, told.span.before.name),
        stats=[_stat(reading.line(key)) for key in HABITS],
        weapons=_weapons(reading),
        conclusions=_conclusions(reading),
        well=well_of(reading.line("digging"), reading.limits),
        fewest=reading.limits.fewest,
        is_beside=beside,
        has_band=bool(reading.bands),
        beside_url=f"{here}?period={period}&beside=team",
        looks=[_look(one) for one in told.looks],
        mirror=mirror_of(user, told.rating, reading, period, own=is_own),
        here=here,
        returns_url=_returns_url(user, person),
        team_url=_team_url(user, person, told.span),
    )


def sources_of(user: User, person: User, period: str, *, beside: bool) -> Sources:
    """Read what the page is made of."""
    day = today(user.time_zone)
    span, crew = span_of(period or usual_period(day)), crew_of(person.team_id)
    zones = {**(crew.zones if beside else {}), person.pk: person.time_zone}
    found = tallies(asked_of(zones, span, day, person.pk), crew.high)
    counted = found.of(person.pk).get("ask")
    return Sources(
        span=span,
        day=day,
        reading=reading_of(crew, found, person.pk),
        visits=counted.n if counted else 0,
        rating=rating_of(user, person, span.name),
        looks=looks_at(user, person) if person.pk == user.pk else (),
        beside=beside,
    )


def _place(person: User) -> str:
    return reverse("performance:behaviour-person", args=[person.pk])


def _returns_url(user: User, person: User) -> str:
    """Lead to the visit return of whoever may read it."""
    if not may(user, "visit", "create"):
        return ""
    return f"{reverse('performance:returns')}?person={person.pk}"


def _team_url(user: User, person: User, span: Span) -> str:
    """Lead back to the team of whoever reads teams."""
    if reach_of(user.role, "behaviour", "see") is not Reach.TEAM:
        return ""
    asked = f"team={person.team_id}&period={span.name}"
    return f"{reverse('performance:behaviour-team')}?{asked}"


def _look(one: Looked) -> LookLine:
    role, purpose = str(Role(one.role).label), str(Purpose(one.purpose).label)
    return LookLine(one.reader, role, one.at, purpose)


def _periods(span: Span, known: Sequence[str]) -> list[str]:
    return [*known] if span.name in known else [span.name, *known]


def _stat(line: Line) -> Stat:
    return Stat(line.label, line.figure, line.note)


def _weapons(reading: Reading) -> list[WeaponRow]:
    return [
        WeaponRow(
            number=weapon.number,
            name=gettext(weapon.name),
            line=reading.line(weapon.metric),
            beside=[reading.line(key) for key in weapon.beside],
            advice=gettext(weapon.advice),
            url=reverse(weapon.place),
        )
        for weapon in WEAPONS
    ]


def _conclusions(reading: Reading) -> list[ConclusionRow]:
    return [
        ConclusionRow(one.number, gettext(one.name), reading.line(one.metric))
        for one in CONCLUSIONS
    ]


def well_of(line: Line, limits: Limits) -> Well:
    """Hold the well-digging ratio against its aim."""
    least, most = limits.well_least, max(limits.well_least, limits.well_most)
    told = {"least": f"{least * 100:.0f}", "most": f"{most * 100:.0f}"}
    return Well(
        line=line,
        aim=gettext("目标 %(least)s–%(most)s%%") % told,
        least=round(least * 100, 1),
        width=round((most - least) * 100, 1),
    )
