"""Cells of the white-space grid from a file; a unit and a product are the key."""

from __future__ import annotations

import copy
from dataclasses import dataclass
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
from kam.core.cells import count_of, day_of, minor_of, read_cells
from kam.core.errors import Invalid, KamError
from kam.core.text import mark
from kam.needs.models import Place
from kam.needs.policies import may_write
from kam.needs.services.bulk.naming import Named, locked_accounts
from kam.needs.services.days import require_past, today_of
from kam.people.policies import require
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.core.bulk import BulkRow
    from kam.core.cells import Reader
    from kam.people.models import User

COLUMNS = {
    "account": "account",
    "product": "product",
    "potential": "potential_minor",
    "our_share": "our_share",
    "competitor": "competitor",
    "note": "note",
    "day": "day",
}
CELLS = {attribute: column for column, attribute in COLUMNS.items()} | {
    "product_id": "product",
    "competitor_id": "competitor",
}
READERS: dict[str, Reader] = {
    "potential": minor_of,
    "our_share": count_of,
    "day": day_of,
}
Key = tuple[int, int]


def bulk_places(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Fill cells: new ones are made, known ones changed where the file says more.

    Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, "need", "create"))
    return by_batches(rows, _Import(actor, dry_run=dry_run).store)


@dataclass(frozen=True)
class _Step:
    number: int
    place: Place
    wanted: dict[str, object]
    fate: Fate


class _Import:
    """One file on its way into the database."""

    def __init__(self, actor: User | None, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.today = today_of(actor)
        self.named = Named(actor)
        self.pretended: dict[Key, Place] = {}

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        named = {row.number: self._account(row) for row in rows}
        units = locked_accounts({a for a in named.values() if isinstance(a, int)})
        places = Place.objects.filter(account__in=units).select_for_update()
        known = {(p.account_id, p.product_id): p for p in places} | self.pretended
        results, steps = [], []
        for row in rows:
            told = self._step(row, named[row.number], units, known)
            if isinstance(told, _Step):
                steps.append(told)
                told = RowResult(row.number, told.fate, object_id=told.place.pk)
            results.append(told)
        self._write(steps)
        made = {step.number: step.place.pk for step in steps}
        return [
            RowResult(r.number, r.fate, made.get(r.number, r.object_id), r.faults)
            for r in results
        ]

    def _account(self, row: BulkRow) -> int | Invalid:
        try:
            return self.named.account(row)
        except Invalid as error:
            return error

    def _step(
        self,
        row: BulkRow,
        account: int | Invalid,
        units: dict[int, Account],
        known: dict[Key, Place],
    ) -> _Step | RowResult:
        try:
            if isinstance(account, Invalid):
                raise account
            return self._prepared(row, units[account], known)
        except KamError as error:
            faults = faults_of(error, CELLS)
            return RowResult(row.number, Fate.FAILED, faults=faults)

    def _prepared(self, row: BulkRow, unit: Account, known: dict[Key, Place]) -> _Step:
        require(may_write(self.actor, unit, "create"))
        values = self._values(row)
        product_id = cast("int | None", values.pop("product_id", None))
        if product_id is None:
            raise Invalid(fields={"product_id": [mark("请写产品")]})
        key = (unit.pk, product_id)
        place = known.get(key)
        if place is not None and place.pk is not None:
            return self._changed(row, place, values)
        fate = Fate.UPDATED if place else Fate.CREATED
        place = place or Place(
            account=unit, product_id=product_id, author=self.actor, day=self.today
        )
        after = _after(place, values)
        fate = (
            fate
            if fate is Fate.CREATED or differences(place, values)
            else (Fate.SKIPPED)
        )
        for name in values:
            setattr(place, name, getattr(after, name))
        known[key] = place
        return _Step(row.number, place, {}, fate)

    def _values(self, row: BulkRow) -> dict[str, object]:
        reading = read_cells(row.values, COLUMNS, READERS)
        if reading.faults:
            raise Invalid(fields={f.column: [f.message] for f in reading.faults})
        values = {n: v for n, v in reading.values.items() if n != "account"}
        if "product" in values:
            values["product_id"] = self.named.product(values.pop("product"))
        if "competitor" in values:
            values["competitor_id"] = self.named.competitor(values.pop("competitor"))
        if values.get("day", ...) is None:
            del values["day"]
        require_past(values.get("day"), self.today)
        return values

    def _changed(self, row: BulkRow, place: Place, values: dict[str, object]) -> _Step:
        require(may_write(self.actor, place.account))
        after = _after(place, values)
        wanted = {name: getattr(after, name) for name in values}
        fate = Fate.UPDATED if differences(place, wanted) else Fate.SKIPPED
        return _Step(row.number, place, wanted, fate)

    def _write(self, steps: Sequence[_Step]) -> None:
        new = {id(s.place): s.place for s in steps if s.place.pk is None}
        if self.dry_run:
            made = [(p.account_id, p.product_id) for p in new.values()]
            self.pretended |= dict(zip(made, new.values(), strict=True))
            return
        pairs: dict[int, tuple[Place, dict[str, object]]] = {}
        for step in steps:
            if step.wanted:
                told = pairs.get(step.place.pk, (step.place, {}))[1]
                pairs[step.place.pk] = (step.place, told | step.wanted)
        change_many(actor=self.actor, pairs=list(pairs.values()), verb="place.edit")
        create_many(actor=self.actor, rows=list(new.values()), verb="place.create")


def _after(place: Place, values: dict[str, object]) -> Place:
    """Return the cell as it will be, checked."""
    after = copy.copy(place)
    for name, value in changes.tidied(place, values).items():
        setattr(after, name, value)
    if fault := check_row(after):
        raise fault
    return after
