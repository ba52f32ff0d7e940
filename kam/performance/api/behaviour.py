"""Behaviour over the API: read only, and only what one opened today."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from kam.core.errors import Forbidden
from kam.core.text import mark
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import entered
from kam.performance.pages.behaviour.rows import person_figures, team_figures
from kam.performance.queries.behaviour import (
    crew_of,
    opened_today,
    person_seen,
    stands_open,
    team_seen,
    teams_with_people,
)
from kam.performance.schemas.behaviour import (
    BehaviourList,
    BehaviourOut,
    BehaviourQuery,
    PersonQuery,
    behaviours_out,
)
from kam.performance.schemas.frontier import Id
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["behaviour"])


@router.get("", response=BehaviourList)
@surface("behaviour", "see")
def list_behaviour(request: HttpRequest, asked: Query[BehaviourQuery]) -> Any:
    """Return one's own behaviour, or a team's and that of its people opened today.

    An analyst reads codes, and nothing of a team too small for codes to hide anybody.
    """
    user = entered(request.user, "behaviour")
    teams = teams_with_people(user)
    if not teams:
        items = _own(user, asked.period)
        return BehaviourList(items=items, closed=0)
    crew = crew_of(team_seen(teams, user, asked.team).pk)
    opened = opened_today(user)
    people = [one for one in crew.people if one.id in opened]
    figures = team_figures(user, crew, people, asked.period or "")
    closed = len(crew.people) - len(people)
    return BehaviourList(items=behaviours_out(figures), closed=closed)


def _own(user: User, period: str | None) -> list[BehaviourOut]:
    crew = crew_of(user.team_id)
    return behaviours_out(person_figures(user, user, crew, period or ""))


@router.get("/{pk}", response=BehaviourOut)
@surface("habit", "see")
def read_behaviour(
    request: HttpRequest, pk: Path[Id], asked: Query[PersonQuery]
) -> Any:
    """Return one person's behaviour; another's only once the page was opened today."""
    user = entered(request.user, "habit")
    person = person_seen(user, pk)
    if not stands_open(user, person):
        raise Forbidden(
            mark("先说为什么看"),
            todo=mark("请在页面上写明目的，对方会看到；当天之内接口也读得到"),
        )
    crew = crew_of(person.team_id)
    return behaviours_out(person_figures(user, person, crew, asked.period or ""))[0]
