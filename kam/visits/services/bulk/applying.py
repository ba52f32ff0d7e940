"""Carrying one wish out in an open ledger; a faulty one leaves no trace in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.bulk import Fate, Fault, RowResult
from kam.core.errors import Forbidden, Invalid
from kam.core.text import mark
from kam.people.policies import require
from kam.visits.models import Visit
from kam.visits.policies import may_plan_for, may_write
from kam.visits.rules import states
from kam.visits.services.bulk.reading import faults_of
from kam.visits.services.commitments import append_further, prepare_further
from kam.visits.services.ledger import COLLEAGUES, PEOPLE
from kam.visits.services.planning import apply_plan, cancel_entry, finish
from kam.visits.services.recording import apply_draft, apply_record
from kam.visits.services.writing import require_open
from kam.visits.terms import NotedReason

if TYPE_CHECKING:
    from kam.visits.services.bulk.reading import Wish
    from kam.visits.services.drafts import Further
    from kam.visits.services.ledger import Entry, Kept, Ledger

VERBS = {
    states.PLANNED: "visit.plan",
    states.DRAFT: "visit.draft",
    states.SUBMITTED: "visit.record",
    states.CANCELLED: "visit.plan",
}


@dataclass
class Outcome:
    """What became of a wish; the id of a new visit is known after storing."""

    number: int
    fate: Fate
    entry: Entry | None = None
    faults: tuple[Fault, ...] = ()

    def result(self, *, dry_run: bool) -> RowResult:
        """Return it as a bulk verb answers it."""
        is_kept = self.entry is not None and not (dry_run and self.entry.is_new)
        return RowResult(
            number=self.number,
            fate=self.fate,
            object_id=self.entry.visit.pk if self.entry and is_kept else None,
            faults=self.faults,
        )


def apply_wish(ledger: Ledger, wish: Wish) -> Outcome:
    """Create or update the visit a wish is about."""
    try:
        entry = _match(ledger, wish)
        return _create(ledger, wish) if entry is None else _update(ledger, wish, entry)
    except Invalid as error:
        return Outcome(wish.number, Fate.FAILED, faults=faults_of(error))
    except Forbidden as error:
        fault = Fault("", error.code, error.what)
        return Outcome(wish.number, Fate.FAILED, faults=(fault,))


def _match(ledger: Ledger, wish: Wish) -> Entry | None:
    entries = ledger.books[wish.account_id].entries
    if wish.client_id is not None:
        same = [e for e in entries if e.visit.client_id == wish.client_id]
        return same[0] if same else None
    owner_id = wish.owner.pk if wish.owner else None
    start = wish.values.get("start_time")
    found = [
        e
        for e in entries
        if e.visit.day == wish.day
        and e.visit.owner_id == owner_id
        and e.visit.state != states.CANCELLED
        and e.visit.start_time == start
    ]
    return _chosen(found, wish) if start is None else (found[0] if found else None)


def _chosen(found: list[Entry], wish: Wish) -> Entry | None:
    """Without a time: the visit of the same people, or the only open one."""
    people = wish.values.get(PEOPLE)
    if people is not None:
        for entry in found:
            if set(entry.people) == set(people):
                return entry
        found = [e for e in found if e.is_open]
    if len(found) > 1:
        raise Invalid(
            mark("这一天有几次拜访，无法确定是哪一次"),
            todo=mark("请填写开始时间或者见到的人"),
        )
    return found[0] if found else None


def _create(ledger: Ledger, wish: Wish) -> Outcome:
    account = ledger.books[wish.account_id].account
    require(may_plan_for(ledger.actor, wish.owner, account))
    values = dict(wish.values)
    people: tuple[int, ...] = values.pop(PEOPLE, ())
    company: tuple[int, ...] = values.pop(COLLEAGUES, ())
    visit = Visit(account=account, owner=wish.owner, **values)
    if wish.client_id is not None:
        visit.client_id = wish.client_id
    entry = ledger.add(visit, people, VERBS[wish.state], company)
    try:
        _turn(ledger, entry, wish)
    except Invalid:
        ledger.drop(entry)
        raise
    return Outcome(wish.number, Fate.CREATED, entry)


def _update(ledger: Ledger, wish: Wish, entry: Entry) -> Outcome:
    """Change a visit; a row that changes nothing asks for no right."""
    kept = entry.snapshot()
    try:
        entry.put(wish.values)
        if entry.visit.state == wish.state and _is_same(entry, kept):
            return Outcome(wish.number, Fate.SKIPPED, entry)
        require(may_write(ledger.actor, entry.visit))
        require_open(entry.visit.state)
        _turn(ledger, entry, wish)
    except (Invalid, Forbidden):
        entry.restore(kept)
        raise
    fate = Fate.SKIPPED if _is_same(entry, kept) else Fate.UPDATED
    return Outcome(wish.number, fate, entry)


def _is_same(entry: Entry, kept: Kept) -> bool:
    return entry.values() == kept.values


def _turn(ledger: Ledger, entry: Entry, wish: Wish) -> None:
    further = prepare_further(ledger, entry, wish.further)
    if entry.visit.reviewed_at is None:
        entry.put({"reviewed_at": wish.reviewed_at})
    if wish.state == states.PLANNED:
        _plan(ledger, entry, wish)
    elif wish.state == states.DRAFT:
        apply_draft(ledger, entry)
    elif wish.state == states.SUBMITTED:
        _excuse(entry, wish.further)
        apply_record(ledger, entry, acts=bool(wish.further.actions))
    else:
        finish(ledger, entry)
        cancel_entry(ledger, entry, wish.cancel_reason)
    append_further(ledger, entry, further)


def _excuse(entry: Entry, further: Further) -> None:
    """Let a record stand that never asked what becomes of its insight."""
    visit = entry.visit
    if not (entry.acted or further.actions or visit.noted_reason):
        entry.put({"noted_reason": NotedReason.IMPORTED})


def _plan(ledger: Ledger, entry: Entry, wish: Wish) -> None:
    """A stored plan may keep a day that has passed; a new one may not begin there."""
    stored = entry.stored or {}
    apply_plan(
        ledger, entry, {n: v for n, v in wish.values.items() if stored.get(n) != v}
    )
