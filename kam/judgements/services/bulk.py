"""Entering many judgements from a file, with the rules of one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.services.bulk.known import KnownAccounts
from kam.accounts.services.bulk.named import PeopleNamed
from kam.audit.batches import by_batches, check_row, create_many
from kam.catalog.models import Product
from kam.core.bulk import Fate, RowResult, faults_of
from kam.core.cells import count_of, day_of, read_cells, text_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid, KamError
from kam.core.text import mark, name_key
from kam.judgements.models import Judgement
from kam.judgements.policies import may_judge
from kam.judgements.querysets import KEY
from kam.judgements.services.judging import (
    Opinion,
    require_past,
    row_of,
    today_of,
)
from kam.judgements.terms import Aspect, Confidence, Side, Source
from kam.people.policies import require
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.core.bulk import BulkRow
    from kam.core.cells import Reader
    from kam.people.models import User

# `account` is a name or credit code, `person` a name in it, `product` a code or name.
COLUMNS = {
    name: name
    for name in (
        "account",
        "person",
        "product",
        "aspect",
        "side",
        "value",
        "evidence",
        "source",
        "confidence",
        "day",
    )
}
READERS: dict[str, Reader] = {
    "aspect": lambda v: read_choice(Aspect, v, "aspect"),
    "side": lambda v: read_choice(Side, v, "side"),
    "value": count_of,
    "source": lambda v: read_choice(Source, v, "source") or Source.SEEN,
    "confidence": lambda v: read_choice(Confidence, v, "confidence") or "middle",
    "day": day_of,
}
Same = tuple[object, ...]
SAME = (*KEY, "day", "value", "evidence", "source", "confidence")


def bulk_judgements(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Enter judgements; one that stands already, word for word, is left alone.

    Judgements are only ever added, so no row changes another. Cost: a fixed number
    of statements a batch.
    """
    require(actor is None or may(actor, "judgement", "create"))
    work = _Import(actor, dry_run=dry_run)
    return by_batches(rows, work.store)


class _Import:
    """One file on its way into the database."""

    def __init__(self, actor: User | None, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.today = today_of(actor)
        self.people = PeopleNamed(KnownAccounts(actor))
        self.pretended: set[Same] = set()
        self.products: dict[str, list[int]] = {}
        for pk, code, name in Product.objects.values_list("pk", "code", "name_key"):
            for key in {name_key(code), name}:
                self.products.setdefault(key, []).append(pk)

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        self.people.read(rows)
        results: dict[int, RowResult] = {}
        fine: list[tuple[int, Judgement]] = []
        for row in rows:
            try:
                fine.append((row.number, self._judgement(row)))
            except KamError as error:
                results[row.number] = RowResult(
                    row.number, Fate.FAILED, faults=faults_of(error)
                )
        results |= self._entered(fine)
        return [results[row.number] for row in rows]

    def _judgement(self, row: BulkRow) -> Judgement:
        stakeholder = self.people.of(row)
        require(may_judge(self.actor, stakeholder.account))
        reading = read_cells(row.values, COLUMNS, READERS)
        if reading.faults:
            raise Invalid(fields={f.column: [f.message] for f in reading.faults})
        made = row_of(
            self.actor, stakeholder, self._opinion(reading.values), self.today
        )
        if fault := check_row(made):
            raise fault
        require_past(made, self.today)
        return made

    def _opinion(self, told: Mapping[str, object]) -> Opinion:
        given = {n: told[n] for n in told if n not in ("account", "person", "product")}
        given.setdefault("aspect", "")
        given.setdefault("value", None)
        given.setdefault("evidence", "")
        product_id = self._product(text_of(told.get("product")))
        return Opinion(**given, product_id=product_id)  # type: ignore[arg-type]

    def _product(self, name: str) -> int | None:
        if not name:
            return None
        found = self.products.get(name_key(name), [])
        if len(set(found)) != 1:
            raise Invalid(fields={"product": [mark("没有找到这个产品，或有几个同名")]})
        return found[0]

    def _entered(self, fine: Sequence[tuple[int, Judgement]]) -> dict[int, RowResult]:
        known = self._known([row for _, row in fine])
        results, new = {}, []
        for number, row in fine:
            same = _same(row)
            if same in known:
                results[number] = RowResult(number, Fate.SKIPPED, object_id=known[same])
                continue
            known[same] = None
            new.append((number, row))
        if not self.dry_run:
            create_many(
                actor=self.actor,
                rows=[row for _, row in new],
                verb="judgement.judge",
            )
        else:
            self.pretended |= {_same(row) for _, row in new}
        for number, row in new:
            results[number] = RowResult(number, Fate.CREATED, object_id=row.pk)
        return results

    def _known(self, rows: Sequence[Judgement]) -> dict[Same, int | None]:
        stored = Judgement.objects.standing().filter(
            stakeholder_id__in={row.stakeholder_id for row in rows},
            day__in={row.day for row in rows},
        )
        known: dict[Same, int | None] = dict.fromkeys(self.pretended)
        return known | {_same(row): row.pk for row in stored}


def _same(row: Judgement) -> Same:
    return tuple(getattr(row, name) for name in SAME)
