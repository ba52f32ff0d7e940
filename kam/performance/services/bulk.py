"""Many figures at once, with the rules, policy and audit of one by one.

A batch costs the same few statements whatever it holds: one for the territories, one
for the stored figures, and the inserts and updates with their audit.
"""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kam.audit.batches import change_many, check_row, create_many, differences
from kam.core.bulk import BATCH, Fate, Fault, RowResult
from kam.core.text import mark
from kam.people.models import Territory
from kam.people.policies import may_create_territory, require
from kam.performance.models import Figure
from kam.performance.policies import may_write_figure
from kam.performance.queries import territories_by_code
from kam.performance.services.reading import Wish, read_row, suspicions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kam.core.bulk import BulkRow
    from kam.core.errors import Invalid
    from kam.people.models import User
    from kam.performance.models import ComparisonSet

UNKNOWN = Fault(
    "code",
    "unknown-territory",
    mark("没有这个区域代码；新区域只能由主管导入到自己团队的比较组时建立"),
)
AMBIGUOUS = Fault(
    "code",
    "ambiguous-territory",
    mark("下级团队里有几个区域用这个代码，无法判断是哪一个"),
)
FOREIGN = Fault("code", "forbidden", mark("您无权填写这个区域的数据"))
CONFLICT = Fault("", "conflict", mark("同时有人保存了同一个区域的数据，请再导入这一行"))


def bulk_figures(
    *,
    actor: User | None,
    comparison_set: ComparisonSet,
    period: str,
    rows: Sequence[BulkRow],
    dry_run: bool = False,
) -> list[RowResult]:
    """Create or update figures by territory code and period.

    Columns of a row: ``code``, ``potential``, ``sales``, ``further`` (a mapping of
    names to numbers), ``exclusion``, ``name`` (of a new territory) and ``period``,
    which goes before the period of the whole file.
    """
    team = comparison_set.team_id
    require(may_write_figure(actor, "create", comparison_set, team))
    keys = Counter(read_row(row, period).key for row in rows) if dry_run else {}
    task = _Task(
        actor=actor,
        comparison_set=comparison_set,
        dry_run=dry_run,
        repeated=frozenset(key for key, count in keys.items() if count > 1),
    )
    results: list[RowResult] = []
    for batch in _batches(read_row(row, period) for row in rows):
        results += task.carry_out(batch)
    return results


def _batches(wishes: Iterable[Wish]) -> Iterator[list[Wish]]:
    """Cut rows into batches in which no territory and period occurs twice."""
    batch: list[Wish] = []
    seen: set[tuple[str, str]] = set()
    for wish in wishes:
        if len(batch) == BATCH or wish.key in seen:
            yield batch
            batch, seen = [], set()
        batch.append(wish)
        if not wish.faults:
            seen.add(wish.key)
    if batch:
        yield batch


@dataclass
class _Plan:
    """What a batch comes to before anything is stored."""

    territories: dict[str, Territory] = field(default_factory=dict)
    new: list[Figure] = field(default_factory=list)
    changed: list[tuple[Figure, dict[str, object]]] = field(default_factory=list)
    outcomes: list[tuple[RowResult, Figure | None]] = field(default_factory=list)

    def add(self, result: RowResult, figure: Figure | None = None) -> None:
        """Note the fate of one row."""
        self.outcomes.append((result, figure))


@dataclass
class _Task:
    """One call: who, into which set.

    A dry run stores nothing, so it remembers the rows that a later row repeats.
    """

    actor: User | None
    comparison_set: ComparisonSet
    dry_run: bool
    repeated: frozenset[tuple[str, str]]
    imagined: dict[tuple[str, str], Figure] = field(default_factory=dict)

    def carry_out(self, batch: list[Wish]) -> list[RowResult]:
        """Store a batch; when the database refuses it, store it row by row."""
        if self.dry_run:
            return self._results(self._planned(batch))
        try:
            with transaction.atomic():
                plan = self._planned(batch)
                self._store(plan)
        except IntegrityError:
            if len(batch) == 1:
                number = batch[0].number
                return [RowResult(number, Fate.FAILED, faults=(CONFLICT,))]
            return [result for wish in batch for result in self.carry_out([wish])]
        return self._results(plan)

    def _results(self, plan: _Plan) -> list[RowResult]:
        return [
            replace(result, object_id=figure.pk) if figure is not None else result
            for result, figure in plan.outcomes
        ]

    def _store(self, plan: _Plan) -> None:
        actor = self.actor
        create_many(
            actor=actor, rows=list(plan.territories.values()), verb="territory.create"
        )
        for figure in plan.new:
            figure.territory_id = figure.territory.pk
        create_many(actor=actor, rows=plan.new, verb="figure.create")
        change_many(actor=actor, pairs=plan.changed, verb="figure.change")

    def _planned(self, batch: list[Wish]) -> _Plan:
        plan = _Plan()
        sound = [wish for wish in batch if not wish.faults]
        codes = {wish.code for wish in sound}
        found = territories_by_code(self.actor, self.comparison_set.team, codes)
        stored = self._stored(found, {wish.period for wish in sound})
        for wish in batch:
            territory = None if wish.faults else self._territory(wish, found, plan)
            if isinstance(territory, Territory):
                figure = stored.get((territory.pk, wish.period))
                self._plan_row(plan, wish, territory, figure)
            else:
                faults = wish.faults or (territory or UNKNOWN,)
                plan.add(RowResult(wish.number, Fate.FAILED, faults=tuple(faults)))
        return plan

    def _stored(
        self, found: dict[str, list[Territory]], periods: set[str]
    ) -> dict[tuple[int | None, str], Figure]:
        """Read the figures of a batch; a set that is only imagined has none."""
        if self.comparison_set.pk is None:
            return {}
        if self.comparison_set.pk is None:
            return {}
        ids = [territory.pk for rows in found.values() for territory in rows]
        rows = Figure.objects.filter(
            comparison_set=self.comparison_set,
            territory_id__in=ids,
            period__in=periods,
        )
        if not self.dry_run:
            rows = rows.select_for_update()
        stored = {}
        for figure in rows:
            figure.comparison_set = self.comparison_set
            stored[figure.territory_id, figure.period] = figure
        return stored

    def _territory(
        self, wish: Wish, found: dict[str, list[Territory]], plan: _Plan
    ) -> Territory | Fault:
        """Find the territory of a row, or make one, or say why neither."""
        team = self.comparison_set.team
        candidates = found.get(wish.code, [])
        nearest = [t for t in candidates if t.team_id == team.pk] or candidates
        if len(nearest) > 1:
            return AMBIGUOUS
        if nearest:
            verb_team = nearest[0].team_id
            allowed = all(
                may_write_figure(self.actor, verb, self.comparison_set, verb_team)
                for verb in ("create", "change")
            )
            return nearest[0] if allowed else FOREIGN
        own = self.actor is None or self.actor.team_id == team.pk
        if not (own and may_create_territory(self.actor, team)):
            return UNKNOWN
        made = plan.territories.get(wish.code)
        return made or Territory(code=wish.code, name=wish.name, team=team)

    def _plan_row(
        self, plan: _Plan, wish: Wish, territory: Territory, figure: Figure | None
    ) -> None:
        """Plan one row: create, update, leave as it is, or refuse."""
        known = self.imagined.get(wish.key) or figure
        before = copy.copy(known) if known is not None else None
        row = before or Figure(
            comparison_set=self.comparison_set, territory=territory, period=wish.period
        )
        wanted = wish.wanted(row)
        for name, value in wanted.items():
            setattr(row, name, value)
        trouble = check_row(row) or (check_row(territory) if not territory.pk else None)
        if trouble is not None:
            faults = _faults(trouble)
            plan.add(RowResult(wish.number, Fate.FAILED, faults=faults))
            return
        cleaned = {name: getattr(row, name) for name in wanted}
        doubtful = suspicions(known, cleaned)
        if wish.key in self.repeated:
            self.imagined[wish.key] = row
        if known is None:
            if territory.pk is None:
                plan.territories[wish.code] = territory
            plan.new.append(row)
            result = RowResult(wish.number, Fate.CREATED, doubtful=doubtful)
        else:
            told = differences(known, cleaned)
            fate = Fate.UPDATED if told else Fate.SKIPPED
            result = RowResult(wish.number, fate, doubtful=doubtful if told else ())
            if told:
                plan.changed.append((known, cleaned))
        plan.add(result, row if known is None else known)


def _faults(error: Invalid) -> tuple[Fault, ...]:
    return tuple(
        Fault(column=name, code="invalid", message=str(text))
        for name, texts in error.fields.items()
        for text in texts
    )
