"""Accounts, visits, records and what is owed, as plain values under their names."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from kam.visits.pages.choices import owner_choices
from kam.visits.pages.words import names, title_of
from kam.visits.queries.around import chosen_of
from kam.visits.queries.company import company_of
from kam.visits.queries.reading import is_hidden, people_of
from kam.visits.rules.rhythm import interval_for
from kam.visits.rules.states import RECORD_FIELDS

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.sync.queries.snapshot import Read
    from kam.visits.queries import DueRow
    from kam.visits.queries.history import PastVisit
    from kam.visits.queries.preparing import Prepared

PEOPLE = "people"
COLLEAGUES = "colleagues"
PLAN_FIELDS = frozenset(
    {
        "day",
        "start_time",
        "minutes",
        "objective",
        "planned_ask",
        "fallback_ask",
        "bring",
    }
)


def plain(value: object) -> object:
    """Return a value as a form writes it: days and hours as text."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def colleague_rows(read: Read) -> list[dict[str, Any]]:
    """Write the colleagues of all accounts, and who comes along already, each once."""
    known = {one.pk: one.name for able in read.company.values() for one in able}
    for ready, _around in read.visits:
        known |= {one.id: one.name for one in company_of(ready.visit)}
    return [{"id": pk, "name": name} for pk, name in known.items()]


def account_row(user: User, account: Account, read: Read) -> dict[str, Any]:
    """Write one account; its colleagues stand beside all accounts.

    `company` may come along to a visit: whoever sees the account anyway. `workers`
    may be given an action.
    """
    rhythm = getattr(account, "rhythm", None)
    able = read.company[account.pk]
    return {
        "id": account.pk,
        "name": account.name,
        "city": account.city,
        "owner_id": account.owner_id,
        "owner": account.owner.name if account.owner else "",
        "interval": interval_for(
            account.visit_interval_days, account.size_class, read.settings
        ),
        "last_day": plain(rhythm.last_day) if rhythm else None,
        "due_on": plain(rhythm.due_on) if rhythm else None,
        "company": [one.pk for one in able],
        "workers": [one.id for one in owner_choices(able, account, user)],
    }


def visit_row(user: User, ready: Prepared) -> dict[str, Any]:
    """Write one open visit with every field of its plan and record."""
    visit: Any = ready.visit
    source = visit.carried_from
    told = {
        name: "" if is_hidden(user, name) else plain(getattr(visit, name))
        for name in sorted(PLAN_FIELDS | RECORD_FIELDS)
    }
    return {
        "id": str(visit.client_id),
        "pk": visit.pk,
        "account": visit.account_id,
        "owner_id": visit.owner_id,
        "owner": visit.owner.name,
        "state": visit.state,
        "revision": visit.revision,
        **told,
        PEOPLE: sorted(chosen_of(visit)),
        COLLEAGUES: sorted(one.id for one in company_of(visit)),
        "title": title_of(people_of(user, visit)),
        "carried_on": plain(source.day) if source else None,
        "coming": plain(visit.coming),
        "reviewed_at": plain(visit.reviewed_at),
        "seconds": visit.note_seconds or 0,
    }


def note_row(note: PastVisit, account_id: int) -> dict[str, Any]:
    """Write one of the last records."""
    return {
        "id": str(note.client_id),
        "pk": note.id,
        "account": account_id,
        "day": plain(note.day),
        "owner_id": note.owner_id,
        "owner": note.owner_name,
        "people": [person.id for person in note.people],
        "title": names(note.people),
        "outcome": note.outcome,
        "fact": note.fact,
        "insight": note.insight,
        "insight_kind": note.insight_kind,
        "next_objective": note.next_objective,
        "next_day": plain(note.next_day),
    }


def due_row(row: DueRow) -> dict[str, Any]:
    """Write an action or a promise."""
    told = {
        "id": str(row.client_id),
        "pk": row.id,
        "account": row.account_id,
        "text": row.text,
        "due_on": plain(row.due_on),
        "state": row.state,
        "owner_id": row.owner_id,
        "owner": row.owner_name,
    }
    if row.kind == "action":
        return {**told, "level": row.level, "resource": row.resource}
    return {
        **told,
        "side": row.side,
        "stakeholder_id": row.person_id,
        "person": row.person_name,
    }
