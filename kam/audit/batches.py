"""Storing many records at once, with the checks and the audit of one by one.

`check_rows` runs what a model can check without the database. What only the
database knows (uniqueness, references) the room asks in one question a batch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kam.audit.changes import deed_of, invalid
from kam.audit.services import record_many
from kam.core.bulk import BATCH, Fate, Fault, RowResult
from kam.core.clock import now
from kam.core.marking import mark
from kam.core.models import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.contrib.auth.models import AbstractBaseUser

    from kam.core.errors import Invalid

R = TypeVar("R", bound=Record)
Row = TypeVar("Row", bound="Numbered")
FEW_ROWS = 400
REFUSED = Fault("", "constraint", mark("数据库不接受这一行，请检查是否与已有记录重复"))
KEPT = frozenset({"id", "created_at"})


class Numbered(Protocol):
    """A row that knows its place in the file."""

    @property
    def number(self) -> int: ...


def by_batches(
    rows: Sequence[Row], store: Callable[[Sequence[Row]], list[RowResult]]
) -> list[RowResult]:
    """Store rows in batches, one transaction each.

    Where the database refuses a batch, its rows are stored one by one, so that one
    bad row costs no other. `store` keeps nothing in memory until it has returned.
    """
    results: list[RowResult] = []
    for start in range(0, len(rows), BATCH):
        results += _attempt(rows[start : start + BATCH], store)
    return results


def _attempt(
    rows: Sequence[Row], store: Callable[[Sequence[Row]], list[RowResult]]
) -> list[RowResult]:
    try:
        with transaction.atomic():
            return store(rows)
    except IntegrityError:
        if len(rows) == 1:
            return [RowResult(rows[0].number, Fate.FAILED, faults=(REFUSED,))]
    return [result for row in rows for result in _attempt([row], store)]


def check_row(row: Record) -> Invalid | None:
    """Check the fields of a record and what it says of itself; no SQL is asked."""
    references = [f.name for f in row._meta.concrete_fields if f.is_relation]
    try:
        row.clean_fields(exclude=references)
        row.clean()
    except ValidationError as error:
        return invalid(error)
    return None


def create_many(
    *, actor: AbstractBaseUser | None, rows: Sequence[R], verb: str
) -> list[R]:
    """Store checked records and write each of them down.

    Cost: one insert and two audit inserts for every 400 rows, whatever they hold.
    """
    if not rows:
        return []
    model = type(rows[0])
    with transaction.atomic():
        model._default_manager.bulk_create(rows, batch_size=FEW_ROWS)
        record_many(
            actor=actor,
            deeds=[
                deed_of(row, verb, {k: (None, v) for k, v in told_of(row).items()})
                for row in rows
            ],
        )
    return list(rows)


def remove_many(
    *, actor: AbstractBaseUser | None, rows: Sequence[Record], verb: str
) -> None:
    """Delete records and write down what each of them was."""
    if not rows:
        return
    with transaction.atomic():
        record_many(
            actor=actor,
            deeds=[
                deed_of(row, verb, {k: (v, None) for k, v in told_of(row).items()})
                for row in rows
            ],
        )
        gone = [row.pk for row in rows]
        type(rows[0])._default_manager.filter(pk__in=gone).delete()


def told_of(row: Record) -> dict[str, object]:
    """Return the values of a new record that are worth writing down."""
    return {name: v for name, v in row.values().items() if v not in (None, "")}


def change_many(
    *,
    actor: AbstractBaseUser | None,
    pairs: Sequence[tuple[R, Mapping[str, object]]],
    verb: str,
) -> list[R]:
    """Store the wanted values of locked records; unchanged ones are left alone.

    The caller has read the rows with ``select_for_update`` in this transaction,
    and has checked them with the wanted values (`wanted_differs`, `check_row`).
    """
    changed, deeds, names = [], [], set[str]()
    for row, wanted in pairs:
        told = differences(row, wanted)
        if not told:
            continue
        for name, (_before, after) in told.items():
            setattr(row, name, after)
        row.clean()
        row.revision += 1
        row.updated_at = now()
        names |= set(told) | (row.UNAUDITED - KEPT)
        changed.append(row)
        deeds.append(deed_of(row, verb, told))
    if changed:
        with transaction.atomic():
            overwrite(changed, sorted(names))
            record_many(actor=actor, deeds=deeds)
    return changed


def differences(
    row: Record, wanted: Mapping[str, object]
) -> dict[str, tuple[object, object]]:
    """Return what the wanted values would change, before and after."""
    stored = {name: getattr(row, name) for name in wanted}
    return {n: (stored[n], v) for n, v in wanted.items() if stored[n] != v}


def overwrite(rows: Sequence[Record], names: Sequence[str]) -> None:
    """Write some attributes of rows over the stored ones, without a CASE per value.

    Nothing is written down: the caller does that, in the same transaction.
    """
    model = type(rows[0])
    fields = {f.attname: f.name for f in model._meta.concrete_fields}
    model._default_manager.bulk_create(
        rows,
        batch_size=FEW_ROWS,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=[fields[name] for name in names],
    )
