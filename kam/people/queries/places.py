"""Teams, territories, and who works where."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Count, QuerySet, Subquery

from kam.core.clock import today
from kam.core.text import clean_text
from kam.people.grants import MANAGER, REPRESENTATIVE
from kam.people.models import Team, Territory, TerritoryAssignment, User
from kam.people.rules import path_ids

if TYPE_CHECKING:
    from collections.abc import Collection

    from kam.people.querysets import TerritoryQuerySet

MOST_HOLDERS = 500
Rows = TypeVar("Rows", bound=QuerySet)


def teams_for(user: User) -> list[Team]:
    """Return the teams somebody sees, each after its parent, siblings by name."""
    seen = {team.pk: team for team in Team.objects.visible_to(user)}
    names = {pk: team.name for pk, team in seen.items()}

    def place(team: Team) -> list[tuple[str, int]]:
        return [(names.get(pk, ""), pk) for pk in path_ids(team.path)]

    return sorted(seen.values(), key=place)


def within_team(rows: Rows, team_id: int) -> Rows:
    """Return the rows of a team and of every team below it."""
    top = Team.objects.filter(pk=team_id).values("path")[:1]
    below = Team.objects.filter(path__startswith=Subquery(top))
    return rows.filter(team__in=below.values("pk"))


def people_by_team(team_ids: Collection[int]) -> dict[int, int]:
    """Count the active people of each team itself."""
    rows = User.objects.active().filter(team__in=team_ids).order_by()
    return dict(rows.values_list("team").annotate(n=Count("pk")))


def territories_by_team(team_ids: Collection[int]) -> dict[int, int]:
    """Count the territories of each team itself."""
    rows = Territory.objects.filter(team__in=team_ids).order_by()
    return dict(rows.values_list("team").annotate(n=Count("pk")))


def territories_for(user: User) -> list[Territory]:
    """Return the territories somebody sees, by code."""
    return list(Territory.objects.visible_to(user).select_related("team"))


def territory_rows(
    user: User, *, code: str | None = None, team_id: int | None = None
) -> TerritoryQuerySet:
    """Return the territories in sight with their teams, by code and team."""
    rows = Territory.objects.visible_to(user).select_related("team")
    if code is not None:
        rows = rows.filter(code=clean_text(code))
    return rows if team_id is None else within_team(rows, team_id)


def parents_of(territory: Territory, user: User) -> list[Territory]:
    """Return the visible territories above one, the highest first."""
    seen = {row.pk: row for row in territories_for(user)}
    above: list[Territory] = []
    pk = territory.parent_id
    while pk is not None and pk in seen and seen[pk] not in above:
        above.insert(0, seen[pk])
        pk = seen[pk].parent_id
    return above


def holders_for(user: User, territory: Territory) -> list[User]:
    """Return who could work a territory: its team first, then others in sight."""
    sells = User.objects.visible_to(user).active()
    sells = sells.filter(role__in=(REPRESENTATIVE, MANAGER)).select_related("team")
    near = sells.filter(team=territory.team_id).order_by("name", "pk")
    others = sells.exclude(team=territory.team_id).order_by("team__path", "name", "pk")
    return [*near[:MOST_HOLDERS], *others[:MOST_HOLDERS]]


def holders_now(
    territory_ids: Collection[int], user: User
) -> dict[int, TerritoryAssignment]:
    """Return who works each territory today, where the asking person is."""
    rows = TerritoryAssignment.objects.on(today(user.time_zone))
    held = rows.filter(territory__in=territory_ids).select_related("user")
    return {row.territory_id: row for row in held}
