"""No double booking, however many approve at once; one decision of two wins."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import suppress

import pytest
from django.db import connection, transaction

from kam.core.errors import Invalid, KamError, Stale
from kam.resources.models import Booking, Hold
from kam.resources.services import approve_booking, deciding, holding, refuse_booking
from kam.resources.terms import BookingState

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, SEATS, ASKERS = 50, 2, 4  # as many askers as teams
PATIENCE = 1


def at_once(*deeds):
    """Do everything on connections of their own; return what each was told."""
    told, start = [], threading.Barrier(len(deeds))

    def carry(deed):
        try:
            start.wait(PATIENCE)
            deed()
            told.append("done")
        except KamError as error:
            told.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=carry, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(told)


@pytest.fixture
def accounts(field):
    """One account a team, so that they wait for nothing but the resource."""
    return field.elsewhere()


def race(field, resource, accounts):
    """Let a request of every team for the same day be approved at once."""
    rows = [field.ask(resource, account=account) for account in accounts]
    told = at_once(
        *(lambda row=row: approve_booking(actor=None, booking=row) for row in rows)
    )
    held = Hold.objects.filter(resource=resource).count()
    booked = Booking.objects.filter(resource=resource, state=BookingState.BOOKED)
    assert booked.count() == held
    return told, held


@pytest.mark.more
def test_fifty_rounds_of_approvals_at_once_book_no_seat_twice(field, accounts):
    for number in range(ROUNDS):
        seats = field.resource(f"培训 {number}", kind="event", capacity=SEATS)
        told, held = race(field, seats, accounts)
        assert held == SEATS
        assert told == {"done": SEATS, "Invalid": ASKERS - SEATS}


def test_approvals_at_once_book_no_seat_twice(field, accounts):
    for number in range(3):
        seats = field.resource(f"培训 {number}", capacity=SEATS)
        assert race(field, seats, accounts)[1] == SEATS


def overtake(monkeypatch):
    """Let everybody who approves look at what is free before anything is stored."""
    together, real = threading.Barrier(ASKERS), holding.taken_of

    def look(resource, since):
        found = real(resource, since)
        if threading.current_thread() is not threading.main_thread():
            with suppress(threading.BrokenBarrierError):
                together.wait(PATIENCE)
        return found

    monkeypatch.setattr(holding, "taken_of", look)


def without_lock(pk):
    """Read the resource as anybody would who forgets the lock."""
    return holding.Resource.objects.get(pk=pk)


@pytest.mark.postgres_only
def test_control_without_the_lock_seats_are_booked_twice(field, accounts, monkeypatch):
    seats = field.resource(capacity=SEATS)
    monkeypatch.setattr(holding, "locked_resource", without_lock)
    overtake(monkeypatch)
    assert race(field, seats, accounts)[1] > SEATS


class Apart:
    """Every statement for itself: what a verb does without its transaction."""

    atomic = staticmethod(suppress)


@pytest.mark.sqlite_only
def test_control_without_the_transaction_seats_are_booked_twice(
    field, accounts, monkeypatch
):
    """SQLite lets one transaction write at a time: without one nobody waits."""
    seats = field.resource(capacity=SEATS)
    monkeypatch.setattr(deciding, "transaction", Apart)
    overtake(monkeypatch)
    assert race(field, seats, accounts)[1] > SEATS


def test_the_database_itself_refuses_a_second_hold_of_what_is_alone(field):
    expert = field.resource()
    first, second = field.ask(expert), field.ask(expert)
    approve_booking(actor=field.cast.lead, booking=first)
    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        Hold.objects.bulk_create(holding.holds_of(expert, second))


def test_of_two_decisions_at_once_one_wins_and_the_other_is_told(field):
    row = field.ask(field.resource())
    told = at_once(
        lambda: approve_booking(actor=field.cast.lead, booking=row),
        lambda: refuse_booking(actor=field.cast.chief, booking=row, reason="不合适"),
    )
    assert told == {"done": 1, "Stale": 1}
    with pytest.raises(Stale, match="这个申请已经"):
        approve_booking(actor=field.cast.lead, booking=row)
    with pytest.raises(Invalid):
        refuse_booking(actor=field.cast.lead, booking=row, reason=" ")
