"""Verbs before a visit: plan, move, prepare, call off, bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.policies import require
from kam.visits.models import Visit
from kam.visits.policies import may_plan_for
from kam.visits.rules import states
from kam.visits.services.books import open_ledger
from kam.visits.services.chaining import carry, trace
from kam.visits.services.drafts import PLAN_FIELDS, typed
from kam.visits.services.ledger import COLLEAGUES, PEOPLE, merged
from kam.visits.services.people import require_company, require_people, require_those
from kam.visits.services.writing import refuse_day, rewrite, stale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.visits.services.ledger import Entry, Ledger

AGAIN = mark("这一天已经约了这个客户；要见别的人，勾选“同一天再约一次”")
NO_SOURCE = mark("上次记录没有写下次目标，没有可以承接的")


class Twice(Invalid):
    """The same person goes to the account on that day already."""

    code = "twice"


def plan_visit(
    *,
    actor: User | None,
    account: Account,
    wanted: Mapping[str, Any],
    owner: User | None = None,
    twice: bool = True,
) -> Visit:
    """Plan a visit; an objective that follows from the last record is linked to it.

    Unless it may be the second one of its day, such a visit is asked about first.
    """
    owner = owner or actor or account.owner
    if owner is None:
        raise Invalid(fields={"owner": [mark("请写明由谁去拜访")]})
    require(may_plan_for(actor, owner, account))
    values = typed(wanted, PLAN_FIELDS)
    people: tuple[int, ...] = values.pop(PEOPLE, ())
    company: tuple[int, ...] = values.pop(COLLEAGUES, ())
    require_people(account.pk, people)
    require_company(account, company)
    visit = Visit(account=account, owner=owner, **values)
    with transaction.atomic():
        ledger = open_ledger(
            actor=actor,
            account_ids=[account.pk],
            days=[visit.day] if visit.day else [],
        )
        book = ledger.books[account.pk]
        if not twice and visit.day and book.visit_on(visit.day, owner.pk):
            raise Twice(fields={"day": [AGAIN]})
        entry = enter_plan(ledger, visit, people, company)
        ledger.store()
    return entry.visit


def enter_plan(
    ledger: Ledger,
    visit: Visit,
    people: tuple[int, ...],
    company: tuple[int, ...] = (),
) -> Entry:
    """Put a new plan into an open ledger."""
    refuse_day("day", visit.day, states.plan_day_fault(visit.day, ledger.today))
    entry = ledger.add(visit, people, "visit.plan", company)
    finish(ledger, entry)
    return entry


def finish(ledger: Ledger, entry: Entry) -> None:
    """Check what an entry says of itself, and tie it to the record before it."""
    if fault := entry.faults():
        raise fault
    trace(ledger.books[entry.visit.account_id], entry)


def edit_plan(
    *,
    actor: User | None,
    visit: Visit,
    wanted: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
) -> Visit:
    """Change the plan of a visit that is not locked; moving it keeps its objective."""
    values = typed(wanted, PLAN_FIELDS)
    require_those(visit, values)
    with rewrite(actor, visit, days=_days(values)) as (ledger, entry):
        chosen, conflicts = merged(entry, values, before)
        if conflicts:
            raise stale(entry, conflicts)
        apply_plan(ledger, entry, chosen)
    return entry.visit


def _days(values: Mapping[str, Any]) -> list[date]:
    day = values.get("day")
    return [day] if day else []


def apply_plan(ledger: Ledger, entry: Entry, chosen: Mapping[str, Any]) -> None:
    """Set the chosen values of a plan in an open ledger."""
    if "day" in chosen:
        day: date = chosen["day"]
        refuse_day("day", day, states.plan_day_fault(day, ledger.today))
    entry.put(chosen)
    finish(ledger, entry)
    ledger.touch(entry, "visit.edit")


def carry_objective(*, actor: User | None, visit: Visit) -> Visit:
    """Replace the objective by what the last record handed on."""
    with rewrite(actor, visit) as (ledger, entry):
        note = ledger.books[visit.account_id].note_before(entry)
        if note is None or not note.visit.next_objective:
            raise Invalid(NO_SOURCE, todo=mark("请自己写下本次目标"))
        carry(entry, note)
        ledger.touch(entry, "visit.carry")
    return entry.visit


def mark_reviewed(*, actor: User | None, visit: Visit) -> Visit:
    """Write down that the last records were read before the visit; once is enough."""
    with rewrite(actor, visit) as (ledger, entry):
        if entry.visit.reviewed_at is None:
            entry.put({"reviewed_at": now()})
            ledger.touch(entry, "visit.review")
    return entry.visit


def cancel_visit(*, actor: User | None, visit: Visit, reason: str) -> Visit:
    """Call a visit off; what was typed stays, and it can be brought back."""
    wanted = typed({"cancel_reason": reason}, frozenset({"cancel_reason"}))
    with rewrite(actor, visit) as (ledger, entry):
        cancel_entry(ledger, entry, wanted["cancel_reason"])
    return entry.visit


def cancel_entry(ledger: Ledger, entry: Entry, reason: object) -> None:
    """Call a visit off in an open ledger."""
    if not reason:
        raise Invalid(fields={"cancel_reason": [mark("请写明为什么取消")]})
    entry.put({"state": states.CANCELLED, "cancel_reason": reason})
    if fault := entry.faults():
        raise fault
    ledger.touch(entry, "visit.cancel")


def restore_visit(*, actor: User | None, visit: Visit) -> Visit:
    """Bring a cancelled visit back to what it was: planned, or a draft."""
    with rewrite(actor, visit, restoring=True) as (ledger, entry):
        held = entry.visit.fact or entry.visit.outcome
        state = states.DRAFT if held else states.PLANNED
        entry.put({"state": state, "cancel_reason": ""})
        trace(ledger.books[visit.account_id], entry)
        ledger.touch(entry, "visit.restore")
    return entry.visit
