"""Opening the ledger: what is known of some accounts, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, Subquery

from kam.accounts.models import Account
from kam.core.clock import today
from kam.core.expressions import split
from kam.people.queries import settings_of
from kam.visits.models import Action, Visit, VisitPerson
from kam.visits.queries.company import company_ids
from kam.visits.rules.rhythm import INTERVAL_KEYS, interval_for
from kam.visits.services.ledger import COLLEAGUES, PEOPLE, Book, Entry, Handed, Ledger
from kam.visits.terms import VisitState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from kam.people.models import User


def day_of(actor: User | None) -> date:
    """Return today at a person's place; the command line is at the server's."""
    return today(settings.TIME_ZONE if actor is None else actor.time_zone)


def open_ledger(
    *,
    actor: User | None,
    account_ids: Collection[int],
    days: Collection[date],
    client_ids: Collection[UUID] = (),
) -> Ledger:
    """Read the accounts, their open visits, and their records around some days.

    The accounts stay locked until the transaction ends, so that two people who
    submit at once do not both plan the next visit.
    """
    ledger = Ledger(actor=actor, today=day_of(actor))
    chosen = settings_of(*INTERVAL_KEYS)
    locked = Account.objects.select_for_update(no_key=True, of=("self",))
    for account in locked.filter(pk__in=account_ids).order_by("pk"):
        interval = interval_for(account.visit_interval_days, account.size_class, chosen)
        ledger.books[account.pk] = Book(account=account, interval=interval)
    for entry in _entries(list(ledger.books), days, client_ids):
        book = ledger.books[entry.visit.account_id]
        entry.visit.account = book.account
        book.entries.append(entry)
    return ledger


def _entries(
    account_ids: list[int], days: Collection[date], client_ids: Collection[UUID]
) -> list[Entry]:
    rows = Visit.objects.select_for_update(of=("self",)).filter(
        account_id__in=account_ids
    )
    wanted = Q(state__in=[VisitState.PLANNED, VisitState.DRAFT])
    if client_ids:
        wanted |= Q(client_id__in=client_ids)
    if days:
        wanted |= Q(day__in=days) | Q(state=VisitState.SUBMITTED, day__gte=min(days))
        wanted |= Q(pk__in=_last_before(account_ids, min(days)))
    found = list(
        rows.filter(wanted)
        .annotate(
            source_words=F("carried_from__next_objective"),
            source_day=F("carried_from__day"),
            acted=Exists(Action.objects.filter(source_visit=OuterRef("pk"))),
            colleague_ids=company_ids(),
        )
        .order_by("pk")
    )
    seats: dict[int, dict[int, int]] = defaultdict(dict)
    for seat in VisitPerson.objects.filter(visit__in=found).order_by("pk"):
        seats[seat.visit_id][seat.stakeholder_id] = seat.pk
    return [_entry(visit, seats[visit.pk]) for visit in found]


def _last_before(account_ids: list[int], day: date) -> list[int]:
    """Return the last record of each account before a day."""
    earlier = Visit.objects.submitted().filter(account=OuterRef("pk"), day__lt=day)
    last = Subquery(earlier.order_by("-day", "-id").values("pk")[:1])
    ids = Account.objects.filter(pk__in=account_ids).values_list(last, flat=True)
    return [pk for pk in ids if pk is not None]


def _handed(visit: Any) -> Handed:
    return Handed(words=visit.source_words or "", day=visit.source_day)


def _entry(visit: Visit, seats: dict[int, int]) -> Entry:
    people = tuple(seats)
    read: Any = visit
    company = tuple(int(pk) for pk in split(read.colleague_ids))
    lists = {PEOPLE: tuple(sorted(people)), COLLEAGUES: tuple(sorted(company))}
    return Entry(
        visit=visit,
        order=visit.pk,
        people=people,
        colleagues=company,
        acted=read.acted,
        seats=seats,
        stored={**visit.values(), **lists},
        handed=_handed(visit),
    )
