"""Files whose rows are known by a key: made once, changed where the file says more."""

from __future__ import annotations

import copy
from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from kam.audit import changes
from kam.audit.adding import checked
from kam.audit.batches import by_batches, change_many, create_many, differences
from kam.core.bulk import Fate, RowResult, faults_of
from kam.core.errors import KamError
from kam.core.models import Record

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from kam.core.bulk import BulkRow

R = TypeVar("R", bound=Record)


class Keeping(Generic[R]):
    """One file on its way into the database; a room says what a row is about.

    Columns a row does not have stay as they are. Cost: what `read` asks, and
    `create_many` and `change_many`, once a batch.
    """

    noun: ClassVar[str]
    created: ClassVar[str] = "create"
    edited: ClassVar[str] = "edit"
    cells: ClassVar[Mapping[str, str]] = {}

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.pretended: dict[Hashable, R] = {}
        self._begin({})

    def _begin(self, stored: dict[Hashable, R]) -> None:
        self.stored = {row.pk: row for row in stored.values()}
        self.known: dict[Hashable, R] = stored | self.pretended
        self.new: dict[Hashable, R] = {}
        self.wanted: dict[int, dict[str, object]] = {}

    @abstractmethod
    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, R]:
        """Read what a batch names; return the stored records, locked, by key."""

    @abstractmethod
    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return the key of a row and the attributes it gives, or refuse it."""

    @abstractmethod
    def fresh(self, row: BulkRow, key: Hashable) -> R:
        """Return an unsaved record of a key nobody wrote yet."""

    def admit(self, row: R) -> None:
        """Refuse what a record may not become."""

    def take(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store a file batch by batch."""
        return by_batches(rows, self.store)

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        self._begin(self.read(rows))
        told = [self._row(row) for row in rows]
        self._write()
        return [
            RowResult(n, fate, self.known[key].pk, faults)
            if fate is not Fate.FAILED
            else RowResult(n, fate, faults=faults)
            for n, fate, key, faults in told
        ]

    def _row(self, row: BulkRow) -> tuple[int, Fate, Hashable, Any]:
        try:
            key, values = self.told(row)
            return row.number, self._joined(row, key, values), key, ()
        except KamError as error:
            return row.number, Fate.FAILED, None, faults_of(error, self.cells)

    def _joined(self, row: BulkRow, key: Hashable, values: dict[str, object]) -> Fate:
        held = self.known.get(key)
        after = copy.copy(held) if held is not None else self.fresh(row, key)
        clean = changes.tidied(after, values)
        if held is not None and not differences(held, clean):
            return Fate.SKIPPED
        for name, value in clean.items():
            setattr(after, name, value)
        self.admit(checked(after))
        self.known[key] = after
        if held is None or held.pk is None:
            self.new[key] = after
        else:
            self.wanted.setdefault(held.pk, {}).update(clean)
        return Fate.CREATED if held is None else Fate.UPDATED

    def _write(self) -> None:
        if self.dry_run:
            self.pretended = self.known
            return
        pairs = [(self.stored[pk], wanted) for pk, wanted in self.wanted.items()]
        change_many(actor=self.actor, pairs=pairs, verb=f"{self.noun}.{self.edited}")
        create_many(
            actor=self.actor,
            rows=list(self.new.values()),
            verb=f"{self.noun}.{self.created}",
        )
