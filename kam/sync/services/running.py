"""Carrying out some items of one author in the order in which they depend."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kam.audit.batches import FEW_ROWS, overwrite
from kam.core.clock import now
from kam.sync.models import Envelope
from kam.sync.services.applying import carry_out
from kam.sync.services.known import Access, read_known, rows_of
from kam.sync.services.letters import Letter, stored_letter
from kam.sync.services.outcomes import Outcome, Unknown, put_aside
from kam.sync.services.tray import Tray
from kam.sync.terms import EnvelopeState
from kam.visits.services.books import open_ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from uuid import UUID

    from kam.people.models import User
    from kam.sync.rules.bodies import Body

E = EnvelopeState
UNTRIED = (E.WAITING,)
UNSETTLED = (E.QUARANTINED, E.REFUSED)
WRITTEN = [
    "state",
    "reason",
    "faults",
    "merged",
    "conflicts",
    "waits_for",
    "noun",
    "object_id",
    "payload",
    "account_id",
    "updated_at",
]


def run(
    author: User,
    letters: Sequence[Letter],
    *,
    releases: bool = True,
    is_admitted: bool = False,
) -> None:
    """Carry out what can be, let the rest wait, and store everything.

    Belongs into a transaction that has locked the author. Items that waited for one
    of these follow in the same transaction.
    """
    arrived = [letter.envelope.op for letter in letters]
    arrived += [le.body.settles for le in letters if le.body and le.body.settles]
    everything = [*letters, *(_released(author, arrived) if releases else ())]
    states = _states_of(author, everything)
    tray = _open_tray(author, everything, is_admitted=is_admitted)
    _carry_all(tray, everything, states)
    tray.store()
    _store(everything, tray)
    _settle(author, everything)


def release(author: User, ops: Collection[UUID]) -> None:
    """Carry out what waited for some items, with no more rights than its author has.

    Whoever admitted one item has not admitted what follows it.
    """
    if letters := _released(author, ops):
        run(author, letters, releases=False)


def waiting_for(author: User, ops: Collection[UUID]) -> list[Envelope]:
    """Return the items that wait for one of some others."""
    rows = Envelope.objects.filter(author=author, state=E.WAITING, waits_for__in=ops)
    return list(rows.order_by("pk"))


def _released(author: User, ops: Collection[UUID]) -> list[Letter]:
    """Return what waited for some items, and what waited for that, and so on."""
    found: list[Letter] = []
    seen = set(ops)
    while ops:
        rows = [row for row in waiting_for(author, ops) if row.op not in seen]
        found += [stored_letter(author, row) for row in rows]
        ops = [row.op for row in rows]
        seen |= set(ops)
    return found


def _states_of(author: User, letters: Iterable[Letter]) -> dict[UUID, str]:
    """Return what became of the earlier items that these name."""
    named = {op for letter in letters if letter.body for op in letter.body.after}
    if not named:
        return {}
    rows = Envelope.objects.filter(author=author, op__in=named)
    return dict(rows.values_list("op", "state"))


def _open_tray(author: User, letters: Sequence[Letter], *, is_admitted: bool) -> Tray:
    bodies = [letter.body for letter in letters if letter.body is not None]
    known = read_known(author, bodies)
    reached = {a: known.access(a, admitted=is_admitted) for a in known.accounts}
    accounts = [a for a, access in reached.items() if access is not Access.NONE]
    days = {day for _account, day in known.visits.values()}
    ledger = open_ledger(
        actor=author,
        account_ids=accounts,
        days=days | _days(letters),
        client_ids=list(known.visits),
    )
    if known.rows:
        known.rows = rows_of(bodies, locked=True)
    tray = Tray(author, known, ledger, is_admitted=is_admitted)
    for book in ledger.books.values():
        tray.entries |= {entry.visit.client_id: entry for entry in book.entries}
    return tray


def _days(letters: Iterable[Letter]) -> set[date]:
    found = set()
    for letter in letters:
        if letter.asked is not None:
            wanted = letter.asked.wanted
            told = {_day(wanted.get("day")), _day(wanted.get("next_day"))}
            found |= {day for day in told if day is not None} | {letter.asked.day}
    return found


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _carry_all(tray: Tray, letters: Sequence[Letter], states: dict[UUID, str]) -> None:
    """Go round until nothing more can be carried out."""
    left = [letter for letter in letters if letter.outcome is None]
    for letter in letters:
        if letter.outcome is not None:
            states[letter.envelope.op] = letter.outcome.state
    while left:
        later = [letter for letter in left if not _carried(tray, letter, states)]
        if len(later) == len(left):
            break
        left = later
    for letter in left:
        letter.outcome = Outcome(E.WAITING)


def _carried(tray: Tray, letter: Letter, states: dict[UUID, str]) -> bool:
    """Carry one item out, unless it waits for another."""
    asked = letter.asked
    if asked is None:
        return True
    letter.missing = None if letter.is_hurried else _missing(asked.body, states)
    if letter.missing is not None:
        return False
    try:
        letter.outcome = carry_out(tray, asked)
    except Unknown as error:
        before = [op for op in asked.body.after if states.get(op) in UNSETTLED]
        if before and not letter.is_hurried:
            letter.missing = before[0]
            return False
        letter.outcome = put_aside(error)
    states[letter.envelope.op] = letter.outcome.state
    if (op := letter.settles) is not None:
        states[op] = E.SETTLED
    return True


def _missing(body: Body, states: dict[UUID, str]) -> UUID | None:
    for op in body.after:
        if states.get(op, E.WAITING) in UNTRIED:
            return op
    return None


def _store(letters: Sequence[Letter], tray: Tray) -> None:
    for letter in letters:
        letter.close()
        body = letter.body
        if body is not None and body.account in tray.known.accounts:
            letter.envelope.account_id = body.account
    new = [le.envelope for le in letters if le.envelope.pk is None]
    old = [le.envelope for le in letters if le.envelope.pk is not None]
    Envelope.objects.bulk_create(new, batch_size=FEW_ROWS)
    if old:
        overwrite(old, WRITTEN)


def _settle(author: User, letters: Sequence[Letter]) -> None:
    """Let an item settle an earlier one of its author that was kept."""
    settled = {le.settles for le in letters if le.settles is not None}
    if settled:
        rows = Envelope.objects.filter(author=author, op__in=settled)
        kept = rows.filter(state__in=[E.CONFLICT, E.QUARANTINED, E.REFUSED, E.WAITING])
        kept.update(state=E.SETTLED, payload="", conflicts="", updated_at=now())
