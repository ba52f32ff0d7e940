"""A team's page: each habit of the team with its interval, and of each person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.clock import today
from kam.performance.pages.behaviour.codes import (
    in_order,
    is_too_small,
    name_of,
    reads_codes,
)
from kam.performance.pages.behaviour.lines import Bar, all_measured, bands_of, bar_of
from kam.performance.pages.behaviour.words import (
    band_words,
    figure,
    interval,
    note,
)
from kam.performance.queries.behaviour import asked_of, tallies
from kam.performance.rules.behaviour import (
    BY_KEY,
    HABITS,
    WEAPONS,
    Count,
    apart,
    choices,
    measure,
    span_of,
    usual_period,
)
from kam.web.figures import Stat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.people.models import Team, User
    from kam.performance.queries.behaviour import Crew, Somebody, Tallies
    from kam.performance.rules.behaviour import Band, Measured


@dataclass(frozen=True)
class Cell:
    """One habit of one person, and whether it stands apart from everybody else's."""

    label: str
    figure: str
    note: str
    bar: Bar | None
    apart: str
    tone: str


@dataclass(frozen=True)
class PersonRow:
    """A person with their habits; no place in any order but that of names."""

    name: str
    url: str
    is_own: bool
    visits: int
    cells: Sequence[Cell]


@dataclass(frozen=True)
class TeamWeapon:
    """A weapon of the whole team, and its middle half."""

    number: int
    name: str
    figure: str
    note: str
    state: str
    bar: Bar | None
    band: str


@dataclass(frozen=True)
class TeamChoice:
    """A team one may look at."""

    id: int
    name: str
    current: bool


@dataclass(frozen=True)
class TeamPage:
    """Everything the page shows of a team."""

    name: str
    team_id: int
    teams: Sequence[TeamChoice]
    period: str
    before: str
    periods: Sequence[str]
    fewest: int
    stats: Sequence[Stat]
    heads: Sequence[str]
    rows: Sequence[PersonRow]
    left_out: bool
    fewest_coded: int
    is_coded: bool
    weapons: Sequence[TeamWeapon]
    has_band: bool
    here: str


def team_page(
    user: User, team: Team, teams: Sequence[Team], crew: Crew, period: str
) -> TeamPage:
    """Build the page; cost: six statements."""
    day = today(user.time_zone)
    span = span_of(period or usual_period(day))
    found = tallies(asked_of(crew.zones, span, day), crew.high)
    told = told_of(crew, found)
    left_out = is_too_small(user, crew, found)
    here, known = reverse("performance:behaviour-team"), choices(day)
    return TeamPage(
        name=team.name,
        team_id=team.pk,
        teams=team_choices(teams, team),
        period=span.name,
        before="",
        periods=[*known] if span.name in known else [span.name, *known],
        fewest=crew.limits.fewest,
        stats=[] if left_out else [_stat(told.team[key], told) for key in HABITS],
        heads=[gettext(BY_KEY[key].label) for key in HABITS],
        rows=[] if left_out else _rows(user, told),
        left_out=left_out,
        fewest_coded=crew.limits.fewest_coded,
        is_coded=reads_codes(user),
        weapons=[] if left_out else _weapons(told),
        has_band=bool(told.bands),
        here=here,
    )


@dataclass(frozen=True)
class Told:
    """A team as it was measured: together, each person, and everybody but one."""

    crew: Crew
    found: Tallies
    team: Mapping[str, Measured]
    people: Mapping[int, Mapping[str, Measured]]
    bands: Mapping[str, Band]

    def others(self, person: int, key: str) -> Measured:
        """Return a metric of everybody but one."""
        rest = [one.id for one in self.crew.people if one.id != person]
        count = self.found.whole(rest, key)
        return measure(BY_KEY[key], count, self.crew.limits.fewest)


def told_of(crew: Crew, found: Tallies) -> Told:
    """Measure a team."""
    fewest, ids = crew.limits.fewest, [one.id for one in crew.people]
    whole: dict[str, Count] = {key: found.whole(ids, key) for key in BY_KEY}
    people = {pk: all_measured(found.of(pk), fewest) for pk in ids}
    bands = bands_of([*people.values()])
    return Told(crew, found, all_measured(whole, fewest), people, bands)


def _stat(one: Measured, told: Told) -> Stat:
    words = note(one, told.crew.limits.fewest)
    return Stat(gettext(one.metric.label), figure(one), words)


def team_choices(teams: Sequence[Team], chosen: Team) -> list[TeamChoice]:
    """Return the teams one may look at."""
    return [TeamChoice(t.pk, t.name, t.pk == chosen.pk) for t in teams]


def _rows(user: User, told: Told) -> list[PersonRow]:
    return [_row(user, told, one) for one in in_order(user, told.crew.people)]


def _row(user: User, told: Told, one: Somebody) -> PersonRow:
    measured = told.people[one.id]
    return PersonRow(
        name=name_of(user, one.id, one.name),
        url="" if reads_codes(user) else _place(one),
        is_own=one.id == user.pk,
        visits=measured["same_day"].count.n,
        cells=[_cell(told, one.id, key) for key in HABITS],
    )


def _place(one: Somebody) -> str:
    return reverse("performance:behaviour-person", args=[one.id])


def _cell(told: Told, person: int, key: str) -> Cell:
    one = told.people[person][key]
    standing = apart(one, told.others(person, key))
    words = {
        "higher": (gettext("高于其余人"), "good"),
        "lower": (gettext("低于其余人"), "warn"),
        "": ("", ""),
    }
    few = gettext("n=%(n)s") % {"n": one.count.n}
    return Cell(
        label=gettext(one.metric.label),
        figure=figure(one),
        note=interval(one) if one.is_known else few,
        bar=bar_of(one),
        apart=words[standing][0],
        tone=words[standing][1],
    )


def _weapons(told: Told) -> list[TeamWeapon]:
    found = []
    for weapon in WEAPONS:
        one = told.team[weapon.metric]
        middle = told.bands.get(weapon.metric)
        found.append(
            TeamWeapon(
                number=weapon.number,
                name=gettext(weapon.name),
                figure=figure(one),
                note=note(one, told.crew.limits.fewest),
                state=one.state,
                bar=bar_of(one, middle),
                band=band_words(one.metric, middle),
            )
        )
    return found
