"""Whose behaviour a page tells: a team, or a person with their team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from kam.core.clock import today
from kam.core.errors import NotFound
from kam.people.grants import MANAGER, REPRESENTATIVE, Reach, reach_of
from kam.people.models import Team, User
from kam.people.queries import settings_beside, settings_from
from kam.performance.models import Look
from kam.performance.policies import reads_behaviour
from kam.performance.rules.behaviour import BEHAVIOUR_KEYS, Limits, limits_from
from kam.relations.rules.map import HIGH_KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_PEOPLE = 60
KEYS = (*BEHAVIOUR_KEYS, HIGH_KEY)
SELLING = (REPRESENTATIVE, MANAGER)
SELLS = Q(role__in=SELLING)


@dataclass(frozen=True)
class Somebody:
    """One of us whose behaviour can be told."""

    id: int
    name: str
    zone: str
    role: str


@dataclass(frozen=True)
class Crew:
    """The people of a team who sell, and what the company chose."""

    people: Sequence[Somebody]
    limits: Limits
    high: int

    @property
    def zones(self) -> dict[int, str]:
        """The time zone of each."""
        return {one.id: one.zone for one in self.people}

    def one(self, pk: int) -> Somebody:
        """Return one of them."""
        return next(one for one in self.people if one.id == pk)


def crew_of(team: int) -> Crew:
    """Return the people of a team whose reader has been checked; one statement."""
    rows = User.objects.active().filter(SELLS, team=team).order_by("name", "pk")
    told = rows.annotate(chosen=settings_beside(*KEYS)).values_list(
        "pk", "name", "time_zone", "role", "chosen"
    )
    found = list(told[:MOST_PEOPLE])
    chosen = settings_from(found[0][-1] if found else "", *KEYS)
    people = [Somebody(*row[:-1]) for row in found]
    return Crew(people, limits_from(chosen), int(chosen[HIGH_KEY]))


def person_seen(user: User, pk: int, verb: str = "see") -> User:
    """Return one of us whose behaviour the user may read, or NotFound."""
    person = user if pk == user.pk else _somebody(user, pk)
    if person is None or not _sells(person):
        raise NotFound
    if not reads_behaviour(user, verb, person.pk, person.team_id):
        raise NotFound
    return person


def _sells(person: User) -> bool:
    return person.role in SELLING


def _somebody(user: User, pk: int) -> User | None:
    looks = Look.objects.visible_to(user).of_day(user, today(user.time_zone))
    is_opened = Exists(looks.filter(subject=OuterRef("pk")).order_by())
    rows = User.objects.active().filter(pk=pk).annotate(is_opened=is_opened)
    found: User | None = rows.first()
    return found


def stands_open(user: User, person: User) -> bool:
    """Say whether a person's behaviour was opened today; one's own always is.

    The person comes from `person_seen`, which asked for it.
    """
    return person.pk == user.pk or bool(getattr(person, "is_opened", False))


def people_of(team: Team) -> list[User]:
    """Return the people of a team who sell; one statement."""
    rows = User.objects.active().filter(SELLS, team=team).order_by("name", "pk")
    return list(rows[:MOST_PEOPLE])


def teams_with_people(user: User) -> list[Team]:
    """Return the teams in somebody's reach that have representatives; one statement."""
    if reach_of(user.role, "behaviour", "see") is not Reach.TEAM:
        return []
    selling = Q(people__is_active=True, people__role=REPRESENTATIVE)
    rows = Team.objects.filter(pk__in=user.team_ids)
    told = rows.annotate(sellers=Count("people", filter=selling))
    return list(told.filter(sellers__gt=0).order_by("path"))


def _sellers(team: Team) -> int:
    """How many representatives a team of `teams_with_people` has."""
    return int(getattr(team, "sellers", 0))


def team_seen(teams: Sequence[Team], user: User, pk: int | None) -> Team:
    """Return the team that is asked for: usually one's own, or the largest one sees."""
    wanted = user.team_id if pk is None else pk
    for team in teams:
        if team.pk == wanted:
            return team
    if pk is None and teams:
        return max(teams, key=_sellers)
    raise NotFound
