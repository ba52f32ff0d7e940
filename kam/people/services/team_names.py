"""Finding a team by what people write: a name, or a path of names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.models import Team
from kam.people.policies import may_arrange_teams
from kam.people.rules import path_ids, path_parts
from kam.people.services.teams import create_team

if TYPE_CHECKING:
    from kam.people.models import User

Names = tuple[str, ...]


class TeamNames:
    """The teams somebody sees, by the ends of their paths; read once a batch."""

    def __init__(self, actor: User | None) -> None:
        self.actor = actor
        self.all = {team.pk: team for team in Team.objects.order_by("path")}
        seen = Team.objects.none() if actor is None else Team.objects.visible_to(actor)
        self.seen = set(seen.values_list("pk", flat=True)) if actor else set(self.all)
        self._ends: dict[Names, list[Team]] = defaultdict(list)
        for pk in sorted(self.seen):
            self._learn(self.all[pk])

    def _learn(self, team: Team) -> None:
        self.all[team.pk] = team
        self.seen.add(team.pk)
        names = tuple(self.all[pk].name for pk in path_ids(team.path))
        for start in range(len(names)):
            self._ends[names[start:]].append(team)

    def find(self, text: str) -> Team | None:
        """Return the one team that a name or the end of a path means, if any."""
        return self._find(tuple(path_parts(text)))

    def _find(self, names: Names) -> Team | None:
        found = self._ends.get(names, [])
        whole = [team for team in found if len(path_ids(team.path)) == len(names)]
        if len(found) > 1 and len(whole) != 1:
            raise Invalid(
                fields={"team": [mark("有几个团队叫“%(team)s”，请写成 上级团队/团队")]},
                team="/".join(names),
            )
        return next(iter(whole or found), None)

    def find_or_make(self, text: str) -> Team:
        """Return the team meant; who arranges teams may name one that is not there.

        What is missing is made below the part of the path that exists, or below
        the company.
        """
        names = tuple(path_parts(text))
        if found := self._find(names) if names else None:
            return found
        if not names or not may_arrange_teams(self.actor, "create"):
            raise Invalid(fields={"team": [mark("没有找到团队“%(team)s”")]}, team=text)
        known = len(names) - 1
        while known and self._find(names[:known]) is None:
            known -= 1
        parent = self._find(names[:known]) if known else self._company()
        for name in names[known:]:
            parent = create_team(actor=self.actor, name=name, parent=parent)
            self._learn(parent)
        return parent  # type: ignore[return-value]  # names is not empty

    def _company(self) -> Team | None:
        if self.actor is not None:
            return self.all[path_ids(self.all[self.actor.team_id].path)[0]]
        tops = [team for team in self.all.values() if team.parent_id is None]
        if len(tops) > 1:
            raise Invalid(
                fields={"team": [mark("有几家公司，请写成 公司/团队")]},
            )
        return tops[0] if tops else None
