"""Resources from a file; the name is the key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.audit.adding import values_of
from kam.audit.keeping import Keeping
from kam.core.cells import count_of, day_of, minor_of, read_cells, text_of, yes_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.core.text import name_key
from kam.people.policies import require
from kam.people.queries import setting
from kam.people.services.team_names import TeamNames
from kam.resources.models import Resource
from kam.resources.policies import may_arrange, may_arrange_any
from kam.resources.rules.limits import SAMPLES
from kam.resources.rules.words import NO_SAMPLES
from kam.resources.terms import ResourceKind, Span

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

COLUMNS = {
    "name": "name",
    "kind": "kind",
    "unit": "unit",
    "cost": "unit_minor",
    "currency": "currency",
    "team": "team",
    "capacity": "capacity",
    "span": "span",
    "starts_on": "starts_on",
    "ends_on": "ends_on",
    "needs_approval": "needs_approval",
    "notes": "notes",
}
CELLS = {attribute: column for column, attribute in COLUMNS.items()} | {
    "team_id": "team"
}
READERS: dict[str, Reader] = {
    "kind": lambda v: read_choice(ResourceKind, v, "kind"),
    "cost": lambda v: minor_of(v) or 0,
    "currency": lambda v: text_of(v).upper() or "CNY",
    "capacity": count_of,
    "span": lambda v: read_choice(Span, v, "span") or Span.DAY.value,
    "starts_on": day_of,
    "ends_on": day_of,
    "needs_approval": lambda v: yes_of(v) if text_of(v) else True,
}


def bulk_resources(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Add and edit resources, known by their name.

    Columns a row does not have stay as they are. Cost: a fixed number of statements
    a batch.
    """
    require(may_arrange_any(actor, "create"))
    return _Resources(actor, dry_run=dry_run).take(rows)


class _Resources(Keeping[Resource]):
    """One file of resources."""

    noun = "resource"
    cells = CELLS

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.samples = bool(setting(SAMPLES.key))
        self.teams = TeamNames(actor)
        self.held: frozenset[int] = frozenset()

    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, Resource]:
        """Read the resources that a batch names, and which of them are booked."""
        keys = {_key(row) for row in rows}
        found = Resource.objects.filter(name_key__in=keys).select_for_update()
        stored: dict[Hashable, Resource] = {row.name_key: row for row in found}
        booked = Resource.objects.filter(pk__in=[row.pk for row in stored.values()])
        held = booked.filter(bookings__state__in=["booked", "used"]).distinct()
        self.held = frozenset(held.values_list("pk", flat=True))
        return stored

    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return the key of a row, and what it says."""
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        values = {n: v for n, v in given.items() if n != "team"}
        key = _key(row)
        held = self.known.get(key)
        if "team" in given or held is None:
            values["team_id"] = self._team(given.get("team"))
            require(may_arrange(self.actor, "create", values["team_id"]))  # type: ignore[arg-type]
        if held is not None:
            require(may_arrange(self.actor, "change", held.team_id))
            self._require_same_span(held, values)
        if values.get("kind") == ResourceKind.SAMPLE and not self.samples:
            raise Invalid(fields={"kind": [NO_SAMPLES]})
        return key, values

    def _team(self, cell: object) -> int | None:
        text = text_of(cell)
        if not text:
            return self.actor.team_id if self.actor is not None else None
        found = self.teams.find(text)
        if found is None:
            said = mark("没有找到团队“%(team)s”")
            raise Invalid(fields={"team": [said]}, team=text[:80])
        return found.pk

    def _require_same_span(self, held: Resource, values: dict[str, object]) -> None:
        changed = values.get("span", held.span) != held.span
        if changed and held.pk in self.held:
            said = mark("已有预订按原来的方式计算，不能改；请归档后另建一个")
            raise Invalid(fields={"span": [said]})

    def fresh(self, _row: BulkRow, _key: Hashable) -> Resource:
        """Return an empty resource."""
        return Resource()


def _key(row: BulkRow) -> str:
    name = text_of(row.values.get("name"))
    return name_key(name) or name
