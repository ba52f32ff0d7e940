"""Entering many observations from a file, with the rules of one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.services.bulk.known import KnownAccounts
from kam.accounts.services.bulk.named import PeopleNamed
from kam.audit.batches import by_batches, check_row, create_many
from kam.core.bulk import Fate, RowResult, faults_of
from kam.core.cells import count_of, day_of, read_cells
from kam.core.choices import read_choice
from kam.core.errors import Invalid, KamError
from kam.core.text import mark
from kam.people.policies import require
from kam.people.queries import setting
from kam.people.scopes import may
from kam.thinking.models import Exemption, Observation
from kam.thinking.policies import may_observe
from kam.thinking.rules.limits import ENABLED
from kam.thinking.services.observing import (
    Sighting,
    require_past,
    row_of,
    today_of,
)
from kam.thinking.terms import Quadrant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.bulk import BulkRow
    from kam.core.cells import Reader
    from kam.people.models import User

OWN = ("clue", "quadrant", "weight", "note", "day", "occasion")
COLUMNS = {name: name for name in ("account", "person", *OWN)}
READERS: dict[str, Reader] = {
    "quadrant": lambda v: read_choice(Quadrant, v, "quadrant"),
    "weight": lambda v: count_of(v) or 1,
    "day": day_of,
}
Same = tuple[object, ...]
SAME = ("stakeholder_id", "clue", "quadrant", "weight", "note", "day", "occasion")


def bulk_observations(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Enter observations; one that stands already, word for word, is left alone.

    Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, "observation", "create"))
    work = _Import(actor, dry_run=dry_run)
    return by_batches(rows, work.store)


class _Import:
    """One file on its way into the database."""

    def __init__(self, actor: User | None, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.today = today_of(actor)
        self.people = PeopleNamed(KnownAccounts(actor))
        self.is_enabled = bool(setting(ENABLED.key))
        self.pretended: set[Same] = set()

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        self.people.read(rows)
        named = self.people.stakeholder_ids
        exempt = Exemption.objects.filter(stakeholder_id__in=named)
        self.exempt = frozenset(exempt.values_list("stakeholder_id", flat=True))
        results: dict[int, RowResult] = {}
        fine: list[tuple[int, Observation]] = []
        for row in rows:
            try:
                fine.append((row.number, self._observation(row)))
            except KamError as error:
                results[row.number] = RowResult(
                    row.number, Fate.FAILED, faults=faults_of(error)
                )
        results |= self._entered(fine)
        return [results[row.number] for row in rows]

    def _observation(self, row: BulkRow) -> Observation:
        stakeholder = self.people.of(row)
        require(may_observe(self.actor, stakeholder.account))
        if not self.is_enabled:
            raise Invalid(mark("公司没有启用思维偏好"))
        if stakeholder.pk in self.exempt:
            raise Invalid(fields={"person": [mark("这个人的思维偏好已停用")]})
        reading = read_cells(row.values, COLUMNS, READERS)
        if reading.faults:
            raise Invalid(fields={f.column: [f.message] for f in reading.faults})
        told = {name: reading.values[name] for name in OWN if name in reading.values}
        sighting = Sighting(**told)  # type: ignore[arg-type]
        made = row_of(self.actor, stakeholder, sighting, self.today)
        if fault := check_row(made):
            raise fault
        require_past(made, self.today)
        return made

    def _entered(self, fine: Sequence[tuple[int, Observation]]) -> dict[int, RowResult]:
        known = self._known([row for _, row in fine])
        results, new = {}, []
        for number, row in fine:
            same = _same(row)
            if same in known:
                results[number] = RowResult(number, Fate.SKIPPED, object_id=known[same])
                continue
            known[same] = None
            new.append((number, row))
        if self.dry_run:
            self.pretended |= {_same(row) for _, row in new}
        else:
            rows = [row for _, row in new]
            create_many(actor=self.actor, rows=rows, verb="observation.observe")
        for number, row in new:
            results[number] = RowResult(number, Fate.CREATED, object_id=row.pk)
        return results

    def _known(self, rows: Sequence[Observation]) -> dict[Same, int | None]:
        stored = Observation.objects.standing().filter(
            stakeholder_id__in={row.stakeholder_id for row in rows},
            day__in={row.day for row in rows},
        )
        known: dict[Same, int | None] = dict.fromkeys(self.pretended)
        return known | {_same(row): row.pk for row in stored}


def _same(row: Observation) -> Same:
    return tuple(getattr(row, name) for name in SAME)
