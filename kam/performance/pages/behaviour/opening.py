"""What stands before somebody else's behaviour: say what for, then read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.performance.pages.behaviour.codes import reads_codes
from kam.performance.pages.behaviour.team import team_choices
from kam.performance.terms import Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import Team, User
    from kam.performance.pages.behaviour.team import TeamChoice
    from kam.performance.queries.behaviour import Crew


OPENING = "performance/behaviour/opening.html"
RETURNS = "returns"


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
    back: str = ""
    teams: Sequence[TeamChoice] = ()


def person_opening(person: User, period: str = "", back: str = "") -> OpeningPage:
    """Ask what for before a person's page; `back` says which; no statement."""
    return OpeningPage(
        title=person.name,
        names=person.name,
        purposes=[(one.value, str(one.label)) for one in Purpose],
        look_url=reverse("performance:behaviour-look", args=[person.pk]),
        period=period,
        team=None,
        here=reverse("performance:behaviour-person", args=[person.pk]),
        back=back,
    )


def team_opening(
    user: User, team: Team, teams: Sequence[Team], crew: Crew, period: str
) -> OpeningPage:
    """Ask what for before a team's page; no statement."""
    names = [one.name for one in crew.people if one.id != user.pk]
    if reads_codes(user):
        names = [gettext("团队里的每个人")]
    return OpeningPage(
        title=team.name,
        names=gettext("、").join(names),
        purposes=[(one.value, str(one.label)) for one in Purpose],
        look_url=reverse("performance:behaviour-team-look"),
        period=period,
        team=team.pk,
        here=reverse("performance:behaviour-team"),
        teams=team_choices(teams, team) if len(teams) > 1 else (),
    )
