"""Carrying rows out in batches, each row as the verb for one record would.

A batch is planned row by row in memory, then stored with a fixed number of
statements. A row that builds on an earlier row of its batch begins a new one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from django.db import IntegrityError, transaction

from kam.core.bulk import BATCH, Fate, Fault, RowResult
from kam.core.errors import Invalid
from kam.core.models import Record
from kam.core.text import clean_text, mark

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from kam.core.bulk import BulkRow

R = TypeVar("R", bound=Record)
PREVIEW = 10 * BATCH


@dataclass
class Plan(Generic[R]):
    """What one row will do, decided before anything is stored."""

    number: int
    fate: Fate
    record: R | None = None
    wanted: Mapping[str, object] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def result(self, *, stored: bool) -> RowResult:
        """Return the fate of the row, told without ids that do not exist."""
        is_there = stored or self.fate is not Fate.CREATED
        pk = self.record.pk if self.record is not None and is_there else None
        return RowResult(self.number, self.fate, object_id=pk, faults=self.faults)


class Book(Protocol[R]):
    """How the rows of one noun are planned and stored."""

    def makes(self, row: BulkRow) -> frozenset[Hashable]:
        """Name what a row creates or changes."""
        ...

    def needs(self, row: BulkRow) -> frozenset[Hashable]:
        """Name what must be stored before a row is planned."""
        ...

    def open(self, rows: Sequence[BulkRow]) -> None:
        """Read what the rows need, in a fixed number of statements."""
        ...

    def plan(self, row: BulkRow) -> Plan[R]:
        """Decide what a row does; no SQL is asked for a row."""
        ...

    def store(self, plans: Sequence[Plan[R]]) -> None:
        """Store what was planned, in a fixed number of statements."""
        ...


def carry_out(
    book: Book[R], rows: Sequence[BulkRow], *, dry_run: bool
) -> list[RowResult]:
    """Return the fate of each row, in order; a dry run takes everything back.

    A dry run is one transaction for up to 5,000 rows, so that later rows know what
    earlier ones would have done.
    """
    if not dry_run:
        return _carried(book, rows, stored=True)
    results: list[RowResult] = []
    for start in range(0, len(rows), PREVIEW):
        with transaction.atomic():
            results += _carried(book, rows[start : start + PREVIEW], stored=False)
            transaction.set_rollback(True)
    return results


def _carried(
    book: Book[R], rows: Sequence[BulkRow], *, stored: bool
) -> list[RowResult]:
    return [
        plan.result(stored=stored)
        for batch in _split(book, rows)
        for plan in _batch(book, batch)
    ]


def _split(book: Book[R], rows: Sequence[BulkRow]) -> Iterator[list[BulkRow]]:
    batch: list[BulkRow] = []
    made: set[Hashable] = set()
    for row in rows:
        if batch and (len(batch) == BATCH or made & book.needs(row)):
            yield batch
            batch, made = [], set()
        batch.append(row)
        made |= book.makes(row)
    if batch:
        yield batch


def _batch(book: Book[R], rows: Sequence[BulkRow]) -> list[Plan[R]]:
    try:
        with transaction.atomic():
            book.open(rows)
            plans = [book.plan(row) for row in rows]
            book.store(plans)
            return plans
    except IntegrityError:
        if len(rows) > 1:
            return [plan for row in rows for plan in _batch(book, [row])]
        fault = Fault("", "constraint", mark("与已有的记录冲突，没有保存"))
        return [Plan(rows[0].number, Fate.FAILED, faults=(fault,))]


def key_text(value: object) -> str:
    """Return a value as it is stored and looked up; what cannot be stored is empty."""
    try:
        return clean_text(" ".join(str("" if value is None else value).split()))
    except Invalid:
        return ""
