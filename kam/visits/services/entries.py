"""A visit in the ledger of one transaction, with whom it meets and who comes along."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kam.audit.batches import check_row, told_of
from kam.core.merging import merge
from kam.visits.rules import states

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.core.errors import Invalid
    from kam.visits.models import Visit

Told = dict[str, tuple[object, object]]
NEW = 1 << 62
PEOPLE, COLLEAGUES = "people", "colleagues"
LISTS = (PEOPLE, COLLEAGUES)


@dataclass(frozen=True)
class Handed:
    """What the record a visit was carried from handed on, and when."""

    words: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Kept:
    """How an entry was, so that a faulty change can be taken back."""

    values: Mapping[str, Any]
    lists: Mapping[str, tuple[int, ...]]
    source: Entry | None
    handed: Handed


NOTHING_HANDED = Handed()


@dataclass(eq=False)
class Entry:
    """A visit in the ledger, with the people of it."""

    visit: Visit
    order: int
    people: tuple[int, ...] = ()
    colleagues: tuple[int, ...] = ()
    acted: bool = False
    seats: Mapping[int, int] = field(default_factory=dict)
    stored: Mapping[str, Any] | None = None
    source: Entry | None = None
    handed: Handed = NOTHING_HANDED
    verb: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it is not stored yet."""
        return self.stored is None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held or written up."""
        return self.visit.state in states.OPEN

    @property
    def is_note(self) -> bool:
        """Whether it is a locked record."""
        return self.visit.state == states.SUBMITTED

    @property
    def place(self) -> tuple[date, int]:
        """Where it stands in the chain of its account."""
        return (self.visit.day, self.order)

    def values(self) -> dict[str, Any]:
        """Return what people change, whom they meet and with whom included."""
        lists = {name: tuple(sorted(getattr(self, name))) for name in LISTS}
        return {**self.visit.values(), **lists}

    def put(self, values: Mapping[str, Any]) -> None:
        """Set some of the values."""
        for name, value in values.items():
            if name in LISTS:
                setattr(self, name, tuple(value))
            else:
                setattr(self.visit, name, value)

    def snapshot(self) -> Kept:
        """Remember how it is now."""
        lists = {name: getattr(self, name) for name in LISTS}
        return Kept(self.values(), lists, self.source, self.handed)

    def restore(self, kept: Kept) -> None:
        """Make it again as it was."""
        self.put({**kept.values, **kept.lists})
        self.source, self.handed = kept.source, kept.handed

    def told(self) -> Told:
        """Return what changed, before and after."""
        now_ = self.values()
        if self.stored is None:
            lists = {name: getattr(self, name) for name in LISTS}
            new = {**told_of(self.visit), **{n: v for n, v in lists.items() if v}}
            return {name: (None, value) for name, value in new.items()}
        before = self.stored
        return {n: (before[n], v) for n, v in now_.items() if before[n] != v}

    def faults(self) -> Invalid | None:
        """Check what the visit can say of itself without the database."""
        return check_row(self.visit)


def merged(
    entry: Entry, wanted: Mapping[str, Any], before: Mapping[str, Any] | None
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return what may be saved, and the conflicts with what others saved."""
    theirs = entry.values()
    opened = {**theirs, **(before or {})}
    mine = dict(wanted)
    for values in (mine, opened):
        for name in LISTS:
            if name in values:
                values[name] = tuple(sorted(values[name]))
    found = merge(before=opened, mine=mine, theirs=theirs)
    chosen = {n: wanted[n] for n in found.changes}
    return chosen, found.conflicts
