"""Questions about the audit: is every chain whole, and what happened to a record."""

from __future__ import annotations

from dataclasses import dataclass, field

from kam.audit.models import Chain, Detail, Entry
from kam.audit.rules import body_of, entry_digest, value_digest

BATCH = 2000


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
    """
    count, faults = 0, []
    for head in Chain.objects.order_by("name"):
        read, found = _verify_chain(head)
        count += read
        faults += found
    known = set(Chain.objects.values_list("name", flat=True))
    stray = Entry.objects.exclude(chain__in=known).values_list("chain", flat=True)
    faults += [f"{name}: entries without a chain" for name in sorted(set(stray))]
    return Verdict(entries=count, faults=faults)


def _verify_chain(head: Chain) -> tuple[int, list[str]]:
    entries = Entry.objects.filter(chain=head.name).order_by("position")
    position, previous, faults = 0, "", []
    for entry in entries.select_related("detail").iterator(chunk_size=BATCH):
        position += 1
        if entry.position != position:
            faults.append(f"{head.name}: entry {position} is missing")
            position = entry.position
        sealed = entry_digest(previous, body_of(entry))
        if entry.previous != previous or entry.digest != sealed:
            faults.append(f"{head.name}: entry {entry.position} was altered")
        faults += _altered_values(entry)
        previous = entry.digest
    if (head.length, head.digest) != (position, previous):
        faults.append(f"{head.name}: the end of the chain was cut off")
    return position, faults


def _altered_values(entry: Entry) -> list[str]:
    detail: Detail | None = getattr(entry, "detail", None)
    return [
        f"{entry.chain}: a value of entry {entry.position} was altered ({name})"
        for name, parts in (detail.values.items() if detail else ())
        if entry.digests.get(name) != value_digest(*parts)
    ]
