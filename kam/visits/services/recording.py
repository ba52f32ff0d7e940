"""Verbs at and after a visit: note down, submit, add to a locked record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kam.audit import changes
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.policies import require
from kam.visits.models import Amendment, Visit
from kam.visits.policies import may_amend, may_plan_for
from kam.visits.rules import states
from kam.visits.rules.insight import copies_fact
from kam.visits.services.books import day_of, open_ledger
from kam.visits.services.chaining import follow_up, propose_next
from kam.visits.services.commitments import enter_further
from kam.visits.services.drafts import NOTE_FIELDS, NOTHING_FURTHER, Further, typed
from kam.visits.services.ledger import COLLEAGUES, LISTS, PEOPLE, merged
from kam.visits.services.people import require_company, require_people, require_those
from kam.visits.services.planning import finish
from kam.visits.services.writing import refuse_day, rewrite, stale
from kam.visits.terms import VisitState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.visits.services.ledger import Entry, Ledger


@dataclass(frozen=True)
class Submission:
    """What submitting a record changed."""

    visit: Visit
    next_visit: Visit | None = None
    next_is_new: bool = False
    next_carries: bool = False
    copies_fact: bool = False


def save_draft(
    *,
    actor: User | None,
    visit: Visit,
    wanted: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
    further: Further = NOTHING_FURTHER,
) -> Visit:
    """Keep an unfinished record; nothing is required yet."""
    values = typed(wanted, NOTE_FIELDS)
    require_those(visit, values)
    with rewrite(actor, visit, days=_days(values)) as (ledger, entry):
        _write(entry, values, before)
        apply_draft(ledger, entry)
        enter_further(ledger, entry, further)
    return entry.visit


def apply_draft(ledger: Ledger, entry: Entry) -> None:
    """Turn an entry of an open ledger into a draft."""
    refuse_day("day", entry.visit.day, states.calendar_fault(entry.visit.day))
    entry.put({"state": VisitState.DRAFT})
    finish(ledger, entry)
    ledger.touch(entry, "visit.draft")


def submit_visit(
    *,
    actor: User | None,
    visit: Visit,
    wanted: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
    further: Further = NOTHING_FURTHER,
) -> Submission:
    """Lock the record of a visit and hand its next objective on."""
    values = typed(wanted, NOTE_FIELDS)
    require_those(visit, values)
    with rewrite(actor, visit, days=_days(values)) as (ledger, entry):
        _write(entry, values, before)
        following = apply_record(ledger, entry, acts=bool(further.actions))
        enter_further(ledger, entry, further)
    return _told(entry, following)


def apply_record(ledger: Ledger, entry: Entry, *, acts: bool = False) -> Entry | None:
    """Check and lock a record in an open ledger; return the visit that follows."""
    book = ledger.books[entry.visit.account_id]
    _require_complete(ledger, entry, acts=acts or entry.acted)
    propose_next(ledger, book, entry)
    finish(ledger, entry)
    entry.put({"state": VisitState.SUBMITTED, "submitted_at": now()})
    ledger.touch(entry, "visit.submit")
    return follow_up(ledger, book, entry)


def _require_complete(ledger: Ledger, entry: Entry, *, acts: bool) -> None:
    visit = entry.visit
    faults = states.missing(visit.values(), entry.people, acts=acts)
    if fault := states.held_day_fault(visit.day, ledger.today):
        faults["day"] = [fault]
    if fault := states.next_day_fault(visit.next_day, visit.day):
        faults["next_day"] = [fault]
    if faults:
        raise Invalid(mark("还不能提交"), fields=faults)


def record_visit(
    *,
    actor: User | None,
    account: Account,
    wanted: Mapping[str, Any],
    owner: User | None = None,
    further: Further = NOTHING_FURTHER,
) -> Submission:
    """Enter and submit the record of a visit that nobody had planned."""
    visit, lists = _unplanned(actor, account, wanted, owner)
    with transaction.atomic():
        ledger = open_ledger(
            actor=actor, account_ids=[account.pk], days=_days(visit.values())
        )
        entry = ledger.add(visit, lists[PEOPLE], "visit.record", lists[COLLEAGUES])
        following = apply_record(ledger, entry, acts=bool(further.actions))
        enter_further(ledger, entry, further)
        ledger.store()
    return _told(entry, following)


def start_record(
    *,
    actor: User | None,
    account: Account,
    wanted: Mapping[str, Any],
    owner: User | None = None,
) -> Visit:
    """Begin the record of a visit that nobody had planned, as a draft."""
    visit, lists = _unplanned(actor, account, wanted, owner)
    with transaction.atomic():
        ledger = open_ledger(
            actor=actor, account_ids=[account.pk], days=_days(visit.values())
        )
        entry = ledger.add(visit, lists[PEOPLE], "visit.draft", lists[COLLEAGUES])
        apply_draft(ledger, entry)
        ledger.store()
    return entry.visit


def _unplanned(
    actor: User | None,
    account: Account,
    wanted: Mapping[str, Any],
    owner: User | None,
) -> tuple[Visit, Mapping[str, Sequence[int]]]:
    owner = owner or actor or account.owner
    if owner is None:
        raise Invalid(fields={"owner": [mark("请写明由谁去拜访")]})
    require(may_plan_for(actor, owner, account))
    values = {"day": day_of(actor), **typed(wanted, NOTE_FIELDS)}
    lists: dict[str, Sequence[int]] = {n: values.pop(n, ()) for n in LISTS}
    require_people(account.pk, lists[PEOPLE])
    require_company(account, lists[COLLEAGUES])
    return Visit(account=account, owner=owner, **values), lists


def _days(values: Mapping[str, Any]) -> list[date]:
    day = values.get("day")
    return [day] if day else []


def _write(
    entry: Entry, values: Mapping[str, Any], before: Mapping[str, Any] | None
) -> None:
    chosen, conflicts = merged(entry, values, before)
    if conflicts:
        raise stale(entry, conflicts)
    entry.put(chosen)


def _told(entry: Entry, following: Entry | None) -> Submission:
    visit = entry.visit
    return Submission(
        visit=visit,
        next_visit=following.visit if following else None,
        next_is_new=bool(following and following.is_new),
        next_carries=bool(following and following.source is entry),
        copies_fact=copies_fact(visit.insight, visit.fact),
    )


def amend_visit(*, actor: User | None, visit: Visit, text: str) -> Amendment:
    """Add to a submitted record; the record itself stays as it was."""
    require(may_amend(actor, visit))
    if visit.state != VisitState.SUBMITTED:
        raise Invalid(
            mark("只有已提交的记录可以补充"), todo=mark("没有提交的记录可以直接修改")
        )
    author = actor or visit.owner
    row = Amendment(visit=visit, author=author, text=text)
    return changes.create(actor=actor, row=row, verb="visit.amend")
