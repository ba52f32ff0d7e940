"""The visit an item is about: its own, one handed over meanwhile, or none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.core.clock import now
from kam.core.errors import Forbidden
from kam.people.policies import require
from kam.sync.services.known import Access, apart, visit_of
from kam.sync.services.outcomes import NoAccess, Unknown
from kam.sync.services.reading import opened_of
from kam.sync.services.weighing import weigh
from kam.visits.models import Visit
from kam.visits.policies import may_plan_for, may_write
from kam.visits.rules import states
from kam.visits.services.ledger import COLLEAGUES, PEOPLE
from kam.visits.services.people import require_company

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from kam.sync.services.applying.asking import Asked
    from kam.sync.services.tray import Tray
    from kam.sync.services.weighing import Weighed
    from kam.visits.services.ledger import Entry


def own_entry(tray: Tray, asked: Asked) -> Entry:
    """Return a visit that the author may write to, or refuse."""
    entry = found_entry(tray, asked)
    if entry is None:
        raise Unknown
    if entry.visit.owner_id != asked.author.pk:
        raise Forbidden
    if tray.access(entry.visit.account_id) is Access.OPEN:
        require(may_write(asked.author, entry.visit))
    return entry


def found_entry(tray: Tray, asked: Asked) -> Entry | None:
    """Return the visit of an item, if it is there and within reach."""
    thing = visit_of(asked.body) or asked.body.thing
    entry = tray.entries.get(apart(asked.author, thing)) or tray.entries.get(thing)
    if entry is not None:
        tray.access(entry.visit.account_id)
    elif thing in tray.known.visits:
        raise NoAccess
    return entry


def kept_entry(tray: Tray, asked: Asked, values: Mapping[str, Any]) -> Entry | None:
    """Return the visit a record is of; one that was handed over is taken back.

    Where its new owner has written already, nothing is taken, nor told: the record
    will stand beside it, as a visit of its own.
    """
    entry = found_entry(tray, asked)
    if entry is None or entry.visit.owner_id == asked.author.pk:
        return entry
    was_own = entry.visit.pk in tray.known.handed
    if not (was_own and was_theirs(tray, entry.visit.account_id)):
        raise Forbidden
    if entry.visit.state != states.PLANNED:
        return None
    if weighed_of(asked, entry, values).conflicts:
        return None
    entry.put({"owner_id": asked.author.pk, "late_at": now()})
    return entry


def weighed_of(asked: Asked, entry: Entry, values: Mapping[str, Any]) -> Weighed:
    """Weigh what an item wants of a visit against what stands there."""
    return weigh(
        opened=opened_of(asked.body.base, asked.wanted),
        wanted=values,
        theirs=entry.values(),
        stamp=asked.stamp,
    )


def was_theirs(tray: Tray, account_id: int) -> bool:
    """Say whether the author's device was given the account to read."""
    return tray.is_admitted or account_id in tray.known.leased


def new_entry(tray: Tray, asked: Asked, values: Mapping[str, Any], verb: str) -> Entry:
    """Enter a new visit of the author; on an account that moved on it comes late."""
    account_id = asked.body.account
    access = tray.access(account_id)
    account = tray.ledger.books[account_id or 0].account
    told = dict(values)
    people, company = told.pop(PEOPLE, ()), told.pop(COLLEAGUES, ())
    tray.require_people(account.pk, people)
    require_company(account, company)
    visit = Visit(
        account=account, owner=asked.author, client_id=_free_id(tray, asked), **told
    )
    if access is Access.OPEN:
        require(may_plan_for(asked.author, asked.author, account))
    elif account.owner_id != asked.author.pk:
        refuse_ahead(tray, visit.day, access)
        visit.late_at = now()
    entry = tray.ledger.add(visit, people, verb, company)
    tray.entries[visit.client_id] = entry
    return entry


def _free_id(tray: Tray, asked: Asked) -> UUID:
    thing = asked.body.thing
    return apart(asked.author, thing) if thing in tray.known.visits else thing


def refuse_ahead(tray: Tray, day: date, access: Access) -> None:
    """History is what was: nobody plans for an account that is not theirs any more."""
    if access is Access.LATE and day > tray.today:
        raise NoAccess


def forget(tray: Tray, entry: Entry) -> None:
    """Take a new visit out again that turned out to be faulty."""
    tray.entries.pop(entry.visit.client_id)
    tray.ledger.drop(entry)


def is_late(entry: Entry) -> bool:
    """Say whether a visit came in after its account had moved on."""
    return entry.visit.late_at is not None


def require_chosen(tray: Tray, entry: Entry, chosen: Mapping[str, Any]) -> None:
    """Check whom a change names: people of the account, and who sees it."""
    if PEOPLE in chosen:
        tray.require_people(entry.visit.account_id, chosen[PEOPLE], entry.people)
    fresh = set(chosen.get(COLLEAGUES, ())) - set(entry.colleagues)
    require_company(tray.book(entry).account, fresh)
