"""Trees from a file: each row is the path from a concept down to its node."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from kam.audit import changes
from kam.audit.batches import (
    by_batches,
    change_many,
    check_row,
    create_many,
    differences,
)
from kam.core.bulk import Fate, RowResult, faults_of
from kam.core.cells import day_of, read_cells, text_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid, KamError
from kam.core.text import mark, name_key
from kam.needs.models import Problem
from kam.needs.policies import may_write
from kam.needs.rules.tree import METHOD, MOST_NODES, STEPS
from kam.needs.services.bulk.naming import Named, only, people_named
from kam.needs.terms import Fit
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kam.accounts.models import Stakeholder
    from kam.core.bulk import BulkRow
    from kam.core.cells import Reader
    from kam.people.models import User

# The columns of the path, in the order of the steps.
PATH = ("concept", "category", "method")
COLUMNS = {
    name: name for name in ("account", "person", *PATH, "product", "fit", "note", "day")
}
CELLS = {"product_id": "product"}
READERS: dict[str, Reader] = {
    "fit": lambda v: read_choice(Fit, v, "fit"),
    "day": day_of,
}
# A person, the keys of the names down to the node, and the product of a method.
Key = tuple[int, tuple[str, ...], "int | None"]


def bulk_problems(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Grow trees: nodes on the way are made where they are missing.

    The path and the product are the key; note, fit and day are changed where the
    file gives them. Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, "need", "create"))
    return by_batches(rows, _Import(actor, dry_run=dry_run).store)


@dataclass
class _Forest:
    """The trees a batch is about, by path, and the nodes that are still to store."""

    nodes: dict[Key, Problem] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    new: list[tuple[Problem, Problem | None]] = field(default_factory=list)

    def learn(self, rows: Iterable[Problem]) -> None:
        """Put stored nodes under their paths, parents first."""
        paths: dict[int, tuple[str, ...]] = {}
        for row in sorted(rows, key=lambda row: STEPS.index(row.kind)):
            above = paths.get(row.parent_id, ()) if row.parent_id else ()
            paths[row.pk] = (*above, row.name_key)
            key = (row.stakeholder_id, paths[row.pk], row.product_id)
            self.nodes.setdefault(key, row)
            person = row.stakeholder_id
            self.counts[person] = self.counts.get(person, 0) + 1


@dataclass(frozen=True)
class _Step:
    number: int
    node: Problem
    wanted: dict[str, object]
    fate: Fate


class _Import:
    """One file on its way into the database."""

    def __init__(self, actor: User | None, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.today = today_of(actor)
        self.named = Named(actor)
        self.pretended: dict[Key, Problem] = {}

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        named = {row.number: self._who(row) for row in rows}
        wanted = [told for told in named.values() if isinstance(told, tuple)]
        people = people_named(wanted)
        forest = self._forest([p for found in people.values() for p in found])
        results: dict[int, RowResult] = {}
        steps: list[_Step] = []
        for row in rows:
            try:
                who = named[row.number]
                if isinstance(who, Invalid):
                    raise who
                steps.append(self._step(row, only(people.get(who, [])), forest))
            except KamError as error:
                faults = faults_of(error, CELLS)
                results[row.number] = RowResult(row.number, Fate.FAILED, faults=faults)
        self._write(steps, forest)
        results |= {
            s.number: RowResult(s.number, s.fate, object_id=s.node.pk) for s in steps
        }
        return [results[row.number] for row in rows]

    def _who(self, row: BulkRow) -> tuple[int, str] | Invalid:
        try:
            person = name_key(text_of(row.values.get("person")))[:120]
            return self.named.account(row), person
        except Invalid as error:
            return error

    def _forest(self, people: Sequence[Stakeholder]) -> _Forest:
        rows = Problem.objects.active().filter(stakeholder__in=people)
        forest = _Forest()
        forest.learn(rows.select_for_update())
        forest.nodes |= self.pretended
        return forest

    def _step(self, row: BulkRow, who: Stakeholder, forest: _Forest) -> _Step:
        require(may_write(self.actor, who.account, "create"))
        values = self._values(row)
        names = _path(values)
        product_id = cast("int | None", values.pop("product_id", None))
        key = _key(who.pk, names, product_id)
        node = forest.nodes.get(key)
        if node is None:
            return self._grown(row, who, forest, (names, product_id, values))
        after = _after(node, values)
        wanted = {name: getattr(after, name) for name in values}
        fate = Fate.UPDATED if differences(node, wanted) else Fate.SKIPPED
        if node.pk is None:
            for name, value in wanted.items():
                setattr(node, name, value)
            wanted = {}
        return _Step(row.number, node, wanted, fate)

    def _values(self, row: BulkRow) -> dict[str, object]:
        reading = read_cells(row.values, COLUMNS, READERS)
        if reading.faults:
            raise Invalid(fields={f.column: [f.message] for f in reading.faults})
        left = ("account", "person")
        values = {n: v for n, v in reading.values.items() if n not in left}
        values["product_id"] = self.named.product(values.pop("product", ""))
        for name in ("day", "fit"):
            if not values.get(name, ...):
                del values[name]
        require_past(values.get("day"), self.today)
        return values

    def _grown(
        self,
        row: BulkRow,
        who: Stakeholder,
        forest: _Forest,
        told: tuple[list[str], int | None, dict[str, object]],
    ) -> _Step:
        """Make a node and what is missing on the way to it; all of it, or nothing."""
        names, product_id, values = told
        fresh: list[tuple[Key, Problem, Problem | None]] = []
        parent: Problem | None = None
        for depth in range(1, len(names) + 1):
            is_last = depth == len(names)
            key = _key(who.pk, names[:depth], product_id if is_last else None)
            node = forest.nodes.get(key)
            if node is None:
                node = self._node(who, names[:depth], key[2], values if is_last else {})
                fresh.append((key, node, parent))
            parent = node
        if forest.counts.get(who.pk, 0) + len(fresh) > MOST_NODES:
            said = mark("一个人的思路树最多 %(most)s 项")
            raise Invalid(fields={"concept": [said]}, most=MOST_NODES)
        for key, node, above in fresh:
            forest.nodes[key] = node
            forest.new.append((node, above))
        forest.counts[who.pk] = forest.counts.get(who.pk, 0) + len(fresh)
        return _Step(row.number, fresh[-1][1], {}, Fate.CREATED)

    def _node(
        self,
        who: Stakeholder,
        names: Sequence[str],
        product_id: int | None,
        values: dict[str, object],
    ) -> Problem:
        kind = STEPS[len(names) - 1]
        node = Problem(
            account=who.account,
            stakeholder=who,
            kind=kind,
            name=names[-1],
            product_id=product_id,
            fit=Fit.UNKNOWN if kind == METHOD else "",
            day=self.today,
            author=self.actor,
        )
        return _after(node, values)

    def _write(self, steps: Sequence[_Step], forest: _Forest) -> None:
        if self.dry_run:
            stored = {id(node) for node, _above in forest.new}
            self.pretended |= {k: n for k, n in forest.nodes.items() if id(n) in stored}
            return
        for kind in STEPS:
            new = [(node, above) for node, above in forest.new if node.kind == kind]
            for node, above in new:
                node.parent_id = above.pk if above else None
            rows = [node for node, _above in new]
            create_many(actor=self.actor, rows=rows, verb="problem.create")
        pairs: dict[int, tuple[Problem, dict[str, object]]] = {}
        for step in steps:
            if step.wanted:
                told = pairs.get(step.node.pk, (step.node, {}))[1]
                pairs[step.node.pk] = (step.node, told | step.wanted)
        change_many(actor=self.actor, pairs=list(pairs.values()), verb="problem.edit")


def _path(values: dict[str, object]) -> list[str]:
    """Take the names of the path out of a row; no step may be left out."""
    told = [text_of(values.pop(column, "")) for column in PATH]
    names = [name for name in told if name_key(name)]
    if not names or told[: len(names)] != names:
        column = PATH[next(i for i, name in enumerate(told) if not name_key(name))]
        raise Invalid(fields={column: [mark("路径要从概念写起，中间不能空")]})
    return names


def _key(person: int, names: Sequence[str], product_id: int | None) -> Key:
    return person, tuple(name_key(name)[:120] for name in names), product_id


def _after(node: Problem, values: dict[str, object]) -> Problem:
    """Return the node as it will be, checked."""
    after = copy.copy(node)
    for name, value in changes.tidied(node, values).items():
        setattr(after, name, value)
    if fault := check_row(after):
        raise fault
    return after
