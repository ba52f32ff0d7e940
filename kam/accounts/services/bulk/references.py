"""What the rows of a file may name, read once for the whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from kam.accounts.queries.places import held_territories, units_above
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.models import Team, Territory, User

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from django.db.models import QuerySet

R = TypeVar("R")
TERRITORY = "territory_id"


class Loaded:
    """People, teams, territories and parents in sight, by what a file calls them."""

    def __init__(self, actor: User | None) -> None:
        self.teams = {team.pk: team for team in _sight(Team, actor)}
        people = _sight(User, actor).select_related("team")
        self.people = {user.pk: user for user in people}
        self.usernames = {user.username: user for user in self.people.values()}
        self.team_names = _team_names(self.teams)
        self.territories = {t.pk: t for t in _sight(Territory, actor)}
        self.codes: dict[str, list[Territory]] = {}
        for territory in self.territories.values():
            self.codes.setdefault(territory.code, []).append(territory)
        self.work = held_territories(self.people)
        self.paths: dict[int, list[int]] = {}
        self.moved: dict[int, int | None] = {}

    # what a cell calls it

    def owner_named(self, username: str) -> User:
        """Return the person with a sign-in name."""
        return _found(self.usernames.get(username), "owner_id")

    def team_named(self, text: str) -> Team:
        """Return the team with a name, or with a path such as 华东区/华东一组."""
        names = [part.strip() for part in text.replace(">", "/").split("/")]
        rows = self.team_names.get("/".join(names), [])
        if len(rows) > 1:
            raise Invalid(
                fields={"team_id": [mark("有 %(n)s 个同名团队，请写上级/团队")]},
                n=len(rows),
            )
        return _found(rows[0] if rows else None, "team_id")

    def territory_coded(self, code: str, team_id: int | None) -> Territory:
        """Return the territory with a code; where teams share it, that of the team."""
        rows = self.codes.get(code, [])
        if len(rows) > 1:
            rows = [t for t in rows if t.team_id == team_id] or rows
        if len(rows) > 1:
            raise Invalid(
                fields={TERRITORY: [mark("有 %(n)s 个团队用这个区域代码，请写明团队")]},
                n=len(rows),
            )
        return _found(rows[0] if rows else None, TERRITORY)

    # what placing asks (`References`)

    def owner(self, pk: object) -> User:
        """Return a person in sight."""
        return _found(self.people.get(_number(pk)), "owner_id")

    def team(self, pk: object) -> Team:
        """Return a team in sight."""
        return _found(self.teams.get(_number(pk)), "team_id")

    def territory(self, pk: object) -> Territory:
        """Return a territory in sight."""
        return _found(self.territories.get(_number(pk)), TERRITORY)

    def parent(self, pk: object) -> int:
        """Return the id of one of the batch's parents."""
        wanted = _number(pk)
        return _found(wanted if wanted in self.paths else None, "parent_id")

    def held(self, owner_id: int) -> Sequence[Territory]:
        """Return the territories that somebody works today."""
        return self.work.get(owner_id, [])

    def above(self, parent_id: int) -> Sequence[int]:
        """Return the units above, rows of this batch that moved included."""
        path: list[int] = []
        rest = list(self.paths.get(parent_id, [parent_id]))
        while rest:
            unit = rest.pop(0)
            if unit in path:
                break
            path.append(unit)
            if unit in self.moved:
                onward = self.moved[unit]
                rest = [] if onward is None else list(self.paths.get(onward, [onward]))
        return path

    def gather(self, parent_ids: Collection[int]) -> None:
        """Read what lies above the parents that a batch names."""
        self.paths = units_above(parent_ids) if parent_ids else {}
        self.moved = {}


def _sight(model: type[Any], actor: User | None) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.all()
    return rows if actor is None else model.objects.visible_to(actor)


def _team_names(teams: Mapping[int, Team]) -> dict[str, list[Team]]:
    """Return each team by its name and by every path that ends in it."""
    named: dict[str, list[Team]] = {}
    for team in teams.values():
        label, unit = team.name, teams.get(team.parent_id or 0)
        named.setdefault(label, []).append(team)
        while unit is not None:
            label = f"{unit.name}/{label}"
            named.setdefault(label, []).append(team)
            unit = teams.get(unit.parent_id or 0)
    return named


def _number(pk: object) -> int:
    return pk if isinstance(pk, int) else 0


def _found(row: R | None, field: str) -> R:
    if row is None:
        raise Invalid(fields={field: [mark("没有找到，或者您无权查看")]})
    return row
