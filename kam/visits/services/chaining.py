"""What ties a visit to the record before it, and a record to the visit after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.visits.models import Visit
from kam.visits.rules.insight import derives
from kam.visits.rules.rhythm import proposed_day
from kam.visits.services.ledger import NOTHING_HANDED, Handed

if TYPE_CHECKING:
    from kam.visits.services.ledger import Book, Entry, Ledger


def trace(book: Book, entry: Entry) -> None:
    """Point a visit to the record that its objective derives from, if any does."""
    visit = entry.visit
    previous = book.note_before(entry)
    if previous and derives(visit.objective, previous.visit.next_objective):
        _tie(entry, previous)
    elif not _still_derives(entry):
        entry.source, entry.handed = None, NOTHING_HANDED
        visit.carried_from_id = None


def _still_derives(entry: Entry) -> bool:
    """Say whether a visit may keep its source: the same words, and not moved before."""
    words, day = entry.handed.words, entry.handed.day
    is_later = day is not None and day <= entry.visit.day
    return is_later and derives(entry.visit.objective, words)


def _tie(entry: Entry, note: Entry) -> None:
    entry.source = note
    entry.handed = Handed(note.visit.next_objective, note.visit.day)


def carry(entry: Entry, note: Entry) -> None:
    """Give a visit the objective that a record handed on."""
    entry.visit.objective = note.visit.next_objective
    _tie(entry, note)


def is_untouched(entry: Entry) -> bool:
    """Say whether nobody wrote an objective of their own into a planned visit."""
    objective = entry.visit.objective
    return not objective or (objective == entry.handed.words and not entry.visit.fact)


def propose_next(ledger: Ledger, book: Book, entry: Entry) -> None:
    """Fill in the next day of a fresh record that names none."""
    visit = entry.visit
    fresh = (ledger.today - visit.day).days <= book.interval
    if visit.next_day is None and fresh and book.is_latest(entry):
        proposed = proposed_day(ledger.today, book.interval)
        visit.next_day = proposed if proposed > visit.day else None


def follow_up(ledger: Ledger, book: Book, note: Entry) -> Entry | None:
    """Plan the next visit of a record, or hand its objective to the one of that day.

    A next day that has passed plans nothing: the record is history.
    """
    day = note.visit.next_day
    if day is None or day < ledger.today:
        return None
    waiting = book.waiting_on(day, but=note)
    for entry in waiting:
        if is_untouched(entry) and _is_newer(book, note, entry):
            carry(entry, note)
            ledger.touch(entry, "visit.carry")
            return entry
    if waiting:
        return waiting[0]
    visit = Visit(
        account=book.account,
        owner_id=note.visit.owner_id,
        day=day,
        objective=note.visit.next_objective,
    )
    entry = ledger.add(visit, note.people, "visit.plan")
    carry(entry, note)
    return entry


def _is_newer(book: Book, note: Entry, entry: Entry) -> bool:
    """A later record must not lose its hand-over to an earlier one."""
    return book.note_before(entry) is note
