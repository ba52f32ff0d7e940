"""Many territories at once, with the rules of one by one."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from kam.audit.batches import change_many, check_row, create_many, differences
from kam.audit.changes import tidied
from kam.core.bulk import Fate, faults_of
from kam.core.errors import Invalid, KamError
from kam.core.text import mark
from kam.people.models import Territory
from kam.people.policies import may_change_territory, may_create_territory, require
from kam.people.services.batching import Plan, carry_out, key_text
from kam.people.services.team_names import TeamNames
from kam.people.services.territories import refuse_circle
from kam.people.services.users import refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.core.bulk import BulkRow, RowResult
    from kam.people.models import Team, User

COLUMNS = frozenset({"code", "name", "team", "parent"})
_COLUMN = {"team_id": "team", "parent_id": "parent"}


def bulk_territories(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Create or change territories; team and code say which one is meant.

    Without a `team` it is the importing person's own. `parent` is the code of a
    territory of the same team, or a code that only one visible territory has.
    """
    return carry_out(_Territories(actor), rows, dry_run=dry_run)


class _Territories:
    """Every territory and team the person sees; codes are few beside accounts."""

    def __init__(self, actor: User | None) -> None:
        self.actor = actor

    def makes(self, row: BulkRow) -> frozenset[Hashable]:
        code = key_text(row.values.get("code"))
        return frozenset({code, (key_text(row.values.get("team")), code)})

    def needs(self, row: BulkRow) -> frozenset[Hashable]:
        own = key_text(row.values.get("team")), key_text(row.values.get("code"))
        above = key_text(row.values.get("parent"))
        return frozenset({own, above} if above else {own})

    def open(self, rows: Sequence[BulkRow]) -> None:
        self.teams = TeamNames(self.actor)
        named = {
            key_text(row.values.get(c)) for row in rows for c in ("code", "parent")
        }
        tree = Territory.objects.select_for_update().order_by("pk")
        self.parents = dict(tree.values_list("pk", "parent_id"))
        seen = tree if self.actor is None else tree.visible_to(self.actor)
        self.known = {(t.team_id, t.code): t for t in seen.filter(code__in=named)}

    def plan(self, row: BulkRow) -> Plan[Territory]:
        try:
            refuse_unknown(row.values, COLUMNS)
            team = self._team(row)
            named = ("code", "name")
            given = {k: row.values[k] or "" for k in named if k in row.values}
            values = tidied(Territory(), given)
            values |= self._parent(row, team)
            known = self.known.get((team.pk, str(values.get("code", ""))))
            if known is None:
                return self._new(row, team, values)
            return self._changed(row, known, values)
        except KamError as error:
            faults = faults_of(error, _COLUMN)
            return Plan(row.number, Fate.FAILED, faults=faults)

    def _team(self, row: BulkRow) -> Team:
        text = key_text(row.values.get("team"))
        if "team" in row.values or self.actor is None:
            found = self.teams.find(text)
        else:
            found = self.teams.all[self.actor.team_id]
        if found is None:
            raise Invalid(fields={"team": [mark("没有找到团队“%(team)s”")]}, team=text)
        return found

    def _parent(self, row: BulkRow, team: Team) -> dict[str, object]:
        if "parent" not in row.values:
            return {}
        code = key_text(row.values["parent"])
        if not code:
            return {"parent_id": None}
        own = self.known.get((team.pk, code))
        others = [t for (_team, known), t in self.known.items() if known == code]
        found = own or (others[0] if len(others) == 1 else None)
        if found is None:
            raise Invalid(
                fields={"parent": [mark("没有找到上级区域“%(code)s”")]}, code=code
            )
        return {"parent_id": found.pk}

    def _new(
        self, row: BulkRow, team: Team, values: dict[str, object]
    ) -> Plan[Territory]:
        require(may_create_territory(self.actor, team))
        territory = Territory(team=team, **values)
        if error := check_row(territory):
            raise error
        return Plan(row.number, Fate.CREATED, record=territory)

    def _changed(
        self, row: BulkRow, territory: Territory, values: dict[str, object]
    ) -> Plan[Territory]:
        if not differences(territory, values):
            return Plan(row.number, Fate.SKIPPED, record=territory)
        require(may_change_territory(self.actor, territory))
        above = values.get("parent_id")
        if isinstance(above, int):
            parent = next(row for row in self.known.values() if row.pk == above)
            refuse_circle(territory, parent, self.parents)
        changed = copy.copy(territory)
        for name, value in values.items():
            setattr(changed, name, value)
        if error := check_row(changed):
            raise error
        self.parents[territory.pk] = changed.parent_id
        return Plan(row.number, Fate.UPDATED, record=territory, wanted=values)

    def store(self, plans: Sequence[Plan[Territory]]) -> None:
        made = [p.record for p in plans if p.fate is Fate.CREATED and p.record]
        create_many(actor=self.actor, rows=made, verb="territory.create")
        pairs = [
            (p.record, p.wanted) for p in plans if p.fate is Fate.UPDATED and p.record
        ]
        change_many(actor=self.actor, pairs=pairs, verb="territory.change")
