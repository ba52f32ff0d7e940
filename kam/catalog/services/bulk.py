"""Creating and changing many products."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.audit import batches, changes
from kam.catalog.models import Product
from kam.catalog.policies import may_arrange_products
from kam.catalog.rules import code_from
from kam.core.bulk import Fate, RowResult, faults_of
from kam.core.cells import minor_of, read_cells, text_of, yes_of
from kam.core.errors import Invalid
from kam.core.text import mark, name_key
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.bulk import BulkRow
    from kam.core.cells import Reader
    from kam.people.models import User

COLUMNS = {
    "code": "code",
    "name": "name",
    "line": "line",
    "price": "price_minor",
    "currency": "currency",
    "summary": "summary",
    "is_active": "is_active",
}
CELLS = {attribute: column for column, attribute in COLUMNS.items()}
READERS: dict[str, Reader] = {
    "price": minor_of,
    "currency": lambda v: text_of(v).upper() or "CNY",
    "is_active": yes_of,
}


def bulk_products(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Create and update products, matched by code.

    Where a row has no code, the name is the key and a new code is made from it.
    Cost: a fixed number of statements a batch.
    """
    require(may_arrange_products(actor, "create"))
    require(may_arrange_products(actor, "change"))
    work = _Import(actor, dry_run=dry_run)
    results: dict[int, RowResult] = {}
    for wave in _waves(rows):
        for result in batches.by_batches(wave, work.store):
            results[result.number] = result
    return [results[row.number] for row in rows]


def _waves(rows: Sequence[BulkRow]) -> list[list[BulkRow]]:
    """Let a row follow the earlier ones with the same code or name."""
    waves: list[list[BulkRow]] = []
    count: Counter[str] = Counter()
    for row in rows:
        name = text_of(row.values.get("name"))
        code = text_of(row.values.get("code")) or code_from(name)
        keys = {f"code:{code}", f"name:{name_key(name)}"}
        place = max(count[key] for key in keys)
        count.update({key: place + 1 - count[key] for key in keys})
        while len(waves) <= place:
            waves.append([])
        waves[place].append(row)
    return waves


@dataclass(frozen=True)
class _Step:
    row: BulkRow
    product: Product
    wanted: dict[str, object]
    is_new: bool


class _Import:
    """One file on its way into the database."""

    def __init__(self, actor: User | None, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.pretended: list[Product] = []

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        known = self._known(rows)
        steps = [self._step(row, known) for row in rows]
        fine = [step for step in steps if isinstance(step, _Step)]
        fates = [self._fate(step) for step in fine]
        self._write(fine)
        return [
            *(step for step in steps if isinstance(step, RowResult)),
            *(
                RowResult(step.row.number, fate, object_id=step.product.pk)
                for step, fate in zip(fine, fates, strict=True)
            ),
        ]

    def _known(self, rows: Sequence[BulkRow]) -> dict[str, list[Product]]:
        codes = {text_of(row.values.get("code")) for row in rows}
        names = {name_key(text_of(row.values.get("name"))) for row in rows}
        codes |= {code_from(text_of(row.values.get("name"))) for row in rows}
        products = Product.objects.select_for_update()
        found = [
            *products.filter(code__in=codes - {""}),
            *products.filter(name_key__in=names - {""}).exclude(code__in=codes),
            *self.pretended,
        ]
        known: dict[str, list[Product]] = {}
        for product in found:
            known.setdefault(f"code:{product.code}", []).append(product)
            known.setdefault(f"name:{product.name_key}", []).append(product)
        return known

    def _step(self, row: BulkRow, known: dict[str, list[Product]]) -> _Step | RowResult:
        reading = read_cells(row.values, COLUMNS, READERS)
        if reading.faults:
            return RowResult(row.number, Fate.FAILED, faults=reading.faults)
        try:
            return _prepared(row, dict(reading.values), known)
        except Invalid as error:
            faults = faults_of(error, CELLS)
            return RowResult(row.number, Fate.FAILED, faults=faults)

    def _fate(self, step: _Step) -> Fate:
        if step.is_new:
            return Fate.CREATED
        differs = batches.differences(step.product, step.wanted)
        return Fate.UPDATED if differs else Fate.SKIPPED

    def _write(self, steps: Sequence[_Step]) -> None:
        if self.dry_run:
            self._pretend(steps)
            return
        new = [step.product for step in steps if step.is_new]
        old = [(step.product, step.wanted) for step in steps if not step.is_new]
        batches.create_many(actor=self.actor, rows=new, verb="product.create")
        batches.change_many(actor=self.actor, pairs=old, verb="product.edit")

    def _pretend(self, steps: Sequence[_Step]) -> None:
        for step in steps:
            if step.product.pk is not None:
                continue
            for name, value in step.wanted.items():
                setattr(step.product, name, value)
            step.product.clean()
            if step.is_new:
                self.pretended.append(step.product)


def _prepared(
    row: BulkRow, values: dict[str, object], known: dict[str, list[Product]]
) -> _Step:
    code, name = str(values.pop("code", "")), str(values.get("name", ""))
    if code:
        rows = known.get(f"code:{code}", [])
    else:
        rows = known.get(f"name:{name_key(name)}", []) if name_key(name) else []
    if len(rows) > 1:
        raise Invalid(fields={"name": [mark("有几个同名的产品，请写产品代码")]})
    if rows:
        return _changed(row, rows[0], values)
    product = Product(**{**values, "code": code or code_from(name)})
    if not code and known.get(f"code:{product.code}"):
        raise Invalid(fields={"code": [mark("由名称生成的代码已被占用，请写产品代码")]})
    _check(product)
    return _Step(row, product, {}, is_new=True)


def _changed(row: BulkRow, product: Product, values: dict[str, object]) -> _Step:
    wanted = changes.tidied(product, values)
    after = copy.copy(product)
    for name, value in wanted.items():
        setattr(after, name, value)
    _check(after)
    return _Step(row, product, wanted, is_new=False)


def _check(product: Product) -> None:
    error = batches.check_row(product)
    if error is not None:
        raise error
