"""Whose behaviour a page tells: a team, or a person with their team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from kam.core.errors import NotFound
from kam.people.grants import MANAGER, REPRESENTATIVE
from kam.people.models import Team, User
from kam.people.queries import settings_beside, settings_from
from kam.people.scopes import hidden_fields, reaches
from kam.performance.rules.behaviour import BEHAVIOUR_KEYS, Limits, limits_from
from kam.relations.rules.map import HIGH_KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_PEOPLE = 60
KEYS = (*BEHAVIOUR_KEYS, HIGH_KEY)
SELLS = Q(role__in=(REPRESENTATIVE, MANAGER))


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


def person_seen(user: User, pk: int) -> User:
    """Return one of us whose behaviour the user may read by name, or NotFound."""
    person = user if pk == user.pk else _somebody(pk)
    seen = person is not None and reaches(
        user, "behaviour", "see", owner_id=person.pk, team_id=person.team_id
    )
    if person is None or not seen or "name" in hidden_fields(user, "behaviour"):
        raise NotFound
    return person


def _somebody(pk: int) -> User | None:
    found: User | None = User.objects.active().filter(SELLS, pk=pk).first()
    return found


def teams_with_people(user: User) -> list[Team]:
    """Return the teams in somebody's sight in which anybody sells, by their place."""
    sells = Count("people", filter=Q(people__is_active=True) & _sells_in("people"))
    rows = Team.objects.filter(pk__in=user.team_ids).annotate(sellers=sells)
    return list(rows.filter(sellers__gt=0).order_by("path"))


def _sells_in(path: str) -> Q:
    return Q((f"{path}__role__in", (REPRESENTATIVE, MANAGER)))
