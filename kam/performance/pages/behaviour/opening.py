"""What stands before somebody else's behaviour: say what for, then read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.performance.pages.behaviour.words import name_of
from kam.performance.terms import Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import Team, User
    from kam.performance.queries.behaviour import Somebody


@dataclass(frozen=True)
class OpeningPage:
    """Whose behaviour is to be opened, and the purposes to choose from."""

    title: str
    names: str
    purposes: Sequence[tuple[str, str]]
    look_url: str
    period: str
    team: int | None
    here: str


def person_opening(user: User, person: User, period: str) -> OpeningPage:
    """Ask what for before a person's page; no statement."""
    name = name_of(user, person.pk, person.name)
    return OpeningPage(
        title=name,
        names=name,
        purposes=[(one.value, str(one.label)) for one in Purpose],
        look_url=reverse("performance:behaviour-look", args=[person.pk]),
        period=period,
        team=None,
        here=reverse("performance:behaviour-person", args=[person.pk]),
    )


def team_opening(
    user: User, team: Team, people: Sequence[Somebody], period: str
) -> OpeningPage:
    """Ask what for before a team's page; no statement."""
    names = [name_of(user, one.id, one.name) for one in people if one.id != user.pk]
    return OpeningPage(
        title=team.name,
        names=gettext("、").join(names),
        purposes=[(one.value, str(one.label)) for one in Purpose],
        look_url=reverse("performance:behaviour-team-look"),
        period=period,
        team=team.pk,
        here=reverse("performance:behaviour-team"),
    )
