"""Questions about the audit: is every chain whole, and what happened to a record.

Verifying streams: it holds one batch of entries in memory, however long a chain is,
and reads along while others go on writing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from kam.audit.models import Chain, Detail, Entry
from kam.audit.rules import body_of, entry_digest, value_digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import Q, QuerySet

BATCH = 2000
TOLD_AT_MOST = 100


@dataclass(frozen=True)
class Verdict:
    """How many entries were read, and where a chain is broken."""

    entries: int
    faults: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify() -> Verdict:
    """Read every chain from its first entry to its head, with the kept values.

    Values that erasure emptied are not compared; the digests that cover them are.
    At most a hundred faults of a chain are told.
    """
    count, faults = 0, []
    for name in _chain_names():
        chain = _Reading(name)
        chain.read()
        count += chain.read_entries
        faults += chain.faults
    return Verdict(entries=count, faults=faults)


def entries_where(wanted: Q) -> QuerySet[Entry]:
    """Return entries with who and the values; the caller knows who may read them."""
    return Entry.objects.filter(wanted).select_related("actor", "detail")


def newest_of(noun: str, keys: Collection[int]) -> Entry | None:
    """Return the last change to any of some records of a noun; one statement."""
    rows = Entry.objects.filter(noun=noun, object_id__in=keys).order_by("-id")
    found: Entry | None = rows.first()
    return found


def begun_beside(noun: str, key: str) -> Subquery:
    """Return an annotation: when the first change of a record was written down.

    `key` is the column of the record's key.
    """
    rows = Entry.objects.filter(noun=noun, object_id=OuterRef(key)).order_by("id")
    return Subquery(rows.values("at")[:1])


def _chain_names() -> Iterator[str]:
    """Yield every chain that has a head or an entry, one index step a chain."""
    last = ""
    while True:
        heads = Chain.objects.filter(name__gt=last).order_by("name")
        entries = Entry.objects.filter(chain__gt=last).order_by("chain", "position")
        found = [
            name
            for name in (
                heads.values_list("name", flat=True).first(),
                entries.values_list("chain", flat=True).first(),
            )
            if name is not None
        ]
        if not found:
            return
        last = min(found)
        yield last


class _Reading:
    """One chain while it is read from its beginning to its head."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.position = 0
        self.previous = ""
        self.read_entries = 0
        self.stopped = False
        self.faults: list[str] = []

    def read(self) -> None:
        """Read batches until the head is reached; entries may arrive meanwhile."""
        while True:
            while self._read_batch():
                pass
            if self.stopped:
                return
            head = Chain.objects.filter(name=self.name).first()
            if head is None:
                self._tell("entries without a chain")
                return
            if not (head.length > self.position and self._read_batch()):
                break
        if (head.length, head.digest) != (self.position, self.previous):
            self._tell("its end does not fit its head: cut off or altered")

    def _read_batch(self) -> bool:
        """Read the next entries; False when there are none or reading must stop."""
        rows = Entry.objects.filter(chain=self.name, position__gt=self.position)
        rows = rows.order_by("position").select_related("detail")
        try:
            batch = list(rows[:BATCH])
        except (ValueError, TypeError):
            return self._read_one_by_one(rows)
        return bool(batch) and all(self._follow(entry) for entry in batch)

    def _read_one_by_one(self, rows: QuerySet[Entry]) -> bool:
        """Go on to the entry whose stored text is no longer of its kind."""
        for place in range(BATCH):
            try:
                entry = rows[place]
            except IndexError:
                return False
            except (ValueError, TypeError):
                return self._stop("what is stored after entry %d is unreadable")
            if not self._follow(entry):
                return False
        return True

    def _follow(self, entry: Entry) -> bool:
        """Check one entry against the one before; False when none can follow."""
        self.read_entries += 1
        if not isinstance(entry.position, int):
            return self._stop("the place of an entry after %d is no number")
        if entry.position != self.position + 1:
            self._tell(f"entry {self.position + 1} is missing")
        self.position = entry.position
        if entry.previous != self.previous or entry.digest != _sealed(entry):
            self._tell(f"entry {self.position} was altered")
        self.previous = entry.digest
        for name in _altered_values(entry):
            self._tell(f"a value of entry {self.position} was altered ({name})")
        return True

    def _stop(self, fault: str) -> bool:
        self.stopped = True
        self._tell(fault % self.position)
        return False

    def _tell(self, fault: str) -> None:
        if len(self.faults) < TOLD_AT_MOST:
            self.faults.append(f"{self.name}: {fault}")


def _sealed(entry: Entry) -> str | None:
    """Return the digest an entry should have, None where its parts are misshapen."""
    try:
        return entry_digest(entry.previous, body_of(entry))
    except (AttributeError, TypeError):
        return None


def _altered_values(entry: Entry) -> list[str]:
    """Return the names of the kept values that their digests do not cover."""
    detail: Detail | None = getattr(entry, "detail", None)
    if detail is None or not detail.values:
        return []
    if not (isinstance(detail.values, dict) and isinstance(entry.digests, dict)):
        return ["*"]
    return [
        name
        for name, parts in detail.values.items()
        if not isinstance(parts, list)
        or entry.digests.get(name) != value_digest(*parts)
    ]
