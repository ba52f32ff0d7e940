"""The tree of teams, and one team."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.people.pages.tabs import Tab, settings_tabs
from kam.people.policies import may_arrange_teams
from kam.people.queries import people_by_team, teams_for, territories_by_team

if TYPE_CHECKING:
    from kam.people.models import Team, User


@dataclass(frozen=True)
class TeamNode:
    """A team with what stands below it."""

    team: Team
    people: int
    territories: int
    children: list[TeamNode] = field(default_factory=list)


@dataclass(frozen=True)
class TeamsPage:
    """The tree of teams somebody sees."""

    tabs: list[Tab]
    tops: list[TeamNode]
    may_create: bool
    may_change: bool


def teams_page(user: User) -> TeamsPage:
    """Return the tree in three statements, whatever its size."""
    teams = teams_for(user)
    ids = [team.pk for team in teams]
    people, territories = people_by_team(ids), territories_by_team(ids)
    nodes = {
        team.pk: TeamNode(team, people.get(team.pk, 0), territories.get(team.pk, 0))
        for team in teams
    }
    tops: list[TeamNode] = []
    for team in teams:
        above = nodes.get(team.parent_id) if team.parent_id else None
        (above.children if above else tops).append(nodes[team.pk])
    return TeamsPage(
        tabs=settings_tabs(user, "teams"),
        tops=tops,
        may_create=may_arrange_teams(user, "create"),
        may_change=may_arrange_teams(user, "change"),
    )


@dataclass(frozen=True)
class TeamPage:
    """The form of one team, new or known."""

    tabs: list[Tab]
    team: Team | None


def team_page(user: User, team: Team | None) -> TeamPage:
    """Return the page of a team's form."""
    return TeamPage(tabs=settings_tabs(user, "teams"), team=team)
