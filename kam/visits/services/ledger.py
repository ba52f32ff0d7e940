"""What one transaction knows and changes of the visits of some accounts.

A verb opens the ledger for its accounts, changes entries in memory, and stores it:
a constant number of SQL statements, whether it was one visit or five hundred.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from kam.audit.batches import create_many, overwrite
from kam.audit.changes import deed_of
from kam.audit.services import record_many
from kam.core.clock import now
from kam.visits.models import Action, Promise, Quote, Visit, VisitColleague, VisitPerson
from kam.visits.rules import states
from kam.visits.services.entries import (
    COLLEAGUES,
    LISTS,
    NEW,
    NOTHING_HANDED,
    PEOPLE,
    Entry,
    Handed,
    Kept,
    Told,
    merged,
)
from kam.visits.services.rhythm import refresh_rhythm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User

__all__ = [
    "COLLEAGUES",
    "LISTS",
    "NEW",
    "NOTHING_HANDED",
    "PEOPLE",
    "Book",
    "Entry",
    "Handed",
    "Kept",
    "Ledger",
    "Told",
    "merged",
]


@dataclass
class Book:
    """One account: its rhythm, its records, and its open visits."""

    account: Account
    interval: int
    entries: list[Entry] = field(default_factory=list)

    def note_before(self, entry: Entry) -> Entry | None:
        """Return the last record before a visit."""
        notes = [e for e in self.entries if e.is_note and e.place < entry.place]
        return max(notes, key=lambda e: e.place, default=None)

    def is_latest(self, entry: Entry) -> bool:
        """Say whether no record is later than a visit."""
        return not any(e.is_note and e.place > entry.place for e in self.entries)

    def visit_on(
        self, day: date, owner_id: int, but: Entry | None = None
    ) -> Entry | None:
        """Return somebody's visit on a day, called off ones apart."""
        found = (
            e
            for e in self.entries
            if e is not but
            and (e.visit.day, e.visit.owner_id) == (day, owner_id)
            and e.visit.state != states.CANCELLED
        )
        return next(found, None)

    def waiting_on(self, day: date, *, but: Entry) -> list[Entry]:
        """Return the open visits of a day."""
        found = [
            e for e in self.entries if e.is_open and e.visit.day == day and e is not but
        ]
        return sorted(found, key=lambda e: e.order)


@dataclass
class Ledger:
    """The books of some accounts, and what is to be stored."""

    actor: User | None
    today: date
    books: dict[int, Book] = field(default_factory=dict)
    touched: dict[int, Entry] = field(default_factory=dict)
    actions: list[tuple[Entry, Action]] = field(default_factory=list)
    promises: list[tuple[Entry, Promise]] = field(default_factory=list)
    quotes: list[tuple[Entry, Quote]] = field(default_factory=list)
    made: int = 0

    def add(
        self,
        visit: Visit,
        people: Sequence[int],
        verb: str,
        colleagues: Sequence[int] = (),
    ) -> Entry:
        """Enter a new visit."""
        self.made += 1
        entry = Entry(
            visit=visit,
            order=NEW + self.made,
            people=tuple(people),
            colleagues=tuple(colleagues),
        )
        self.books[visit.account_id].entries.append(entry)
        self.touch(entry, verb)
        return entry

    def drop(self, entry: Entry) -> None:
        """Forget a new visit that turned out to be faulty."""
        self.books[entry.visit.account_id].entries.remove(entry)
        self.touched.pop(entry.order)

    def touch(self, entry: Entry, verb: str) -> None:
        """Note that an entry is to be stored; its first verb names the change."""
        entry.verb = entry.verb or verb
        self.touched.setdefault(entry.order, entry)

    def find(self, visit: Visit) -> Entry:
        """Return the entry of a stored visit."""
        entries = self.books[visit.account_id].entries
        return next(e for e in entries if e.visit.pk == visit.pk)

    def store(self) -> None:
        """Write everything; the caller's transaction holds it together."""
        entries = sorted(self.touched.values(), key=lambda e: e.order)
        new = [e for e in entries if e.is_new]
        self._insert(new)
        told = {e.order: self._traced(e).told() for e in entries}
        changed = [e for e in entries if not e.is_new and told[e.order]]
        self._update(changed, told)
        self._seat([*new, *changed])
        self._accompany([*new, *changed])
        record_many(
            actor=self.actor,
            deeds=[deed_of(e.visit, e.verb, told[e.order]) for e in [*new, *changed]],
        )
        self._commit()
        refresh_rhythm({e.visit.account_id for e in [*new, *changed]})

    def _traced(self, entry: Entry) -> Entry:
        if entry.source is not None:
            entry.visit.carried_from_id = entry.source.visit.pk
        return entry

    def _insert(self, new: Sequence[Entry]) -> None:
        for entry in new:
            self._traced(entry)
        Visit.objects.bulk_create([e.visit for e in new])
        late = [e for e in new if e.source is not None and e.source.is_new]
        if late:
            overwrite([self._traced(e).visit for e in late], ["carried_from_id"])

    def _update(self, changed: Sequence[Entry], told: Mapping[int, Told]) -> None:
        names = {"revision", "updated_at", "note_seconds"}
        for entry in changed:
            names |= set(told[entry.order]) - set(LISTS)
            entry.visit.revision += 1
            entry.visit.updated_at = now()
        if changed:
            overwrite([e.visit for e in changed], sorted(names))

    def _seat(self, entries: Iterable[Entry]) -> None:
        gone, come = [], []
        for entry in entries:
            gone += [
                s for person, s in entry.seats.items() if person not in entry.people
            ]
            come += [
                VisitPerson(visit=entry.visit, stakeholder_id=person)
                for person in entry.people
                if person not in entry.seats
            ]
        if gone:
            VisitPerson.objects.filter(pk__in=gone).delete()
        VisitPerson.objects.bulk_create(come)

    def _accompany(self, entries: Iterable[Entry]) -> None:
        """Write down who came along, in two statements at most."""
        gone, come = Q(), []
        for entry in entries:
            before = set((entry.stored or {}).get(COLLEAGUES, ()))
            visit, after = entry.visit, set(entry.colleagues)
            if before - after:
                gone |= Q(visit=visit, user__in=before - after)
            come += [
                VisitColleague(visit=visit, user_id=pk) for pk in sorted(after - before)
            ]
        if gone:
            VisitColleague.objects.filter(gone).delete()
        VisitColleague.objects.bulk_create(come)

    def _commit(self) -> None:
        for rows, verb in (
            (self.actions, "action.open"),
            (self.promises, "promise.open"),
        ):
            for entry, row in rows:
                row.source_visit = entry.visit
            create_many(actor=self.actor, rows=[row for _e, row in rows], verb=verb)
        for entry, quote in self.quotes:
            quote.visit = entry.visit
        said = [quote for _entry, quote in self.quotes]
        create_many(actor=self.actor, rows=said, verb="quote.say")
