"""Files whose rows are only ever added: one that stands already is left alone."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from kam.audit.batches import by_batches, check_row, create_many
from kam.core.bulk import Fate, RowResult, faults_of
from kam.core.errors import Invalid, KamError
from kam.core.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kam.core.bulk import BulkRow
    from kam.core.cells import Reading

R = TypeVar("R", bound=Record)
Same = tuple[object, ...]


class Adding(Generic[R]):
    """One file on its way into the database; a room says what a row becomes.

    `same` names the attributes that make two rows one; a row that stands word for
    word, in the database or above in the file, is skipped. Cost: what `read` and
    `alike` ask, and `create_many`, once a batch.
    """

    verb: ClassVar[str]
    same: ClassVar[tuple[str, ...]]
    cells: ClassVar[Mapping[str, str]] = {}

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.pretended: set[Same] = set()

    def read(self, rows: Sequence[BulkRow]) -> None:
        """Read what the rows of a batch name, in a fixed number of statements."""

    @abstractmethod
    def made(self, row: BulkRow) -> R:
        """Build the unsaved record of a row, or refuse it."""

    @abstractmethod
    def alike(self, rows: Sequence[R]) -> Iterable[R]:
        """Return the stored records among which the same ones would be."""

    def admit(self, row: R) -> None:
        """Refuse what cannot stand beside the rows before it."""

    def learn(self) -> None:
        """Keep what later batches of a dry run must know of this one."""

    def same_of(self, row: R) -> Same:
        """Return what makes a row itself."""
        return tuple(getattr(row, name) for name in self.same)

    def take(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store a file batch by batch."""
        return by_batches(rows, self.store)

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        self.read(rows)
        results: dict[int, RowResult] = {}
        fine: list[tuple[int, R]] = []
        for row in rows:
            try:
                fine.append((row.number, self.made(row)))
            except KamError as error:
                results[row.number] = self._failed(row.number, error)
        new = self._sifted(fine, results)
        self._write([row for _, row in new])
        for number, made in new:
            results[number] = RowResult(number, Fate.CREATED, object_id=made.pk)
        return [results[row.number] for row in rows]

    def _sifted(
        self, fine: Sequence[tuple[int, R]], results: dict[int, RowResult]
    ) -> list[tuple[int, R]]:
        """Return what is new; the fate of the others is told."""
        known: dict[Same, int | None] = dict.fromkeys(self.pretended)
        known |= {self.same_of(r): r.pk for r in self.alike([row for _, row in fine])}
        new = []
        for number, row in fine:
            same = self.same_of(row)
            if same in known:
                results[number] = RowResult(number, Fate.SKIPPED, object_id=known[same])
                continue
            try:
                self.admit(row)
            except KamError as error:
                results[number] = self._failed(number, error)
                continue
            known[same] = None
            new.append((number, row))
        return new

    def _write(self, rows: Sequence[R]) -> None:
        if self.dry_run:
            self.pretended |= {self.same_of(row) for row in rows}
            self.learn()
        else:
            create_many(actor=self.actor, rows=rows, verb=self.verb)

    def _failed(self, number: int, error: KamError) -> RowResult:
        faults = faults_of(error, self.cells)
        return RowResult(number, Fate.FAILED, faults=faults)


def values_of(reading: Reading) -> dict[str, object]:
    """Return what a row gives, or refuse its bad cells."""
    if reading.faults:
        raise Invalid(fields={f.column: [f.message] for f in reading.faults})
    return reading.values


def checked(row: R) -> R:
    """Return a record whose fields are right, or refuse it."""
    if fault := check_row(row):
        raise fault
    return row
