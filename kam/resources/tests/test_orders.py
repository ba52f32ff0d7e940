"""D6: two files that name the same resources in opposite order never wait in a circle.

Nothing is tried again blindly, so nothing can be done twice: all locks are taken in one
order. The control takes them in the order of the file, and the database breaks it up.
"""

from __future__ import annotations

import threading

import pytest
from django.db import OperationalError, transaction

from kam.audit.models import Entry
from kam.core.bulk import BulkRow, Fate
from kam.resources.models import Booking, Hold
from kam.resources.services import bulk_bookings
from kam.resources.services.holding import locked_resource
from kam.resources.tests.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = [
    pytest.param(5, marks=pytest.mark.more),
    pytest.param(200, marks=pytest.mark.soak),
]
SEATS = 100


def rows_of(field, accounts, goods):
    """Return a file: every account asks for every resource."""
    told = [
        {"account": account.name, "resource": one.name, "first_day": str(field.day)}
        for account in accounts
        for one in goods
    ]
    return [BulkRow(n, row) for n, row in enumerate(told, start=2)]


@pytest.mark.parametrize("rounds", ROUNDS)
def test_two_files_in_opposite_order_both_come_in_once(field, rounds):
    accounts = field.elsewhere()
    goods = [
        field.resource(f"会场 {n}", capacity=SEATS, span="total", needs_approval=False)
        for n in range(4)
    ]
    there = rows_of(field, accounts[:2], goods)
    back = rows_of(field, accounts[:1:-1], goods[::-1])
    for number in range(1, rounds + 1):
        fates = []

        def take(rows, fates=fates):
            fates.extend(r.fate for r in bulk_bookings(actor=None, rows=rows))

        told = at_once(lambda: take(there), lambda: take(back))
        assert told == {"done": 2}
        assert fates == [Fate.CREATED] * (len(there) + len(back))
        asked = Entry.objects.filter(verb="booking.ask")
        assert asked.count() == number * len(fates)
        _forget(len(fates))


def _forget(many):
    """Count what came of a round, and let the next one ask anew."""
    assert Hold.objects.count() == Booking.objects.count() == many
    Hold.objects.all().delete()
    Booking.objects.all().delete()


@pytest.mark.postgres_only
def test_control_locks_in_the_order_of_the_file_meet_in_a_circle(field):
    goods = [field.resource(f"会场 {n}") for n in range(2)]
    together, broken = threading.Barrier(2), []

    def take(*order):
        try:
            with transaction.atomic():
                locked_resource(order[0].pk)
                together.wait(5)
                locked_resource(order[1].pk)
        except OperationalError as error:
            broken.append(str(error))

    told = at_once(lambda: take(*goods), lambda: take(*goods[::-1]))
    assert told == {"done": 2}
    assert len(broken) == 1
    assert "deadlock" in broken[0]
