"""Many requests from a file end as the same requests one by one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.core.bulk import BulkRow, Fate
from kam.core.errors import KamError
from kam.resources.models import Booking, Hold
from kam.resources.services import bulk_bookings

pytestmark = [pytest.mark.django_db, pytest.mark.more]
# Distinct days and quantities: a request that stands already is left alone by a file.
ASKED = st.lists(
    st.tuples(st.integers(-1, 3), st.integers(0, 3), st.integers(0, 4)),
    unique=True,
    max_size=8,
)
SOME = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def stored():
    """Return what stands, and what it holds."""
    names = ("first_day", "last_day", "quantity", "state")
    holds = Hold.objects.values_list("period", "quantity", "alone")
    return list(Booking.objects.order_by("pk").values_list(*names)), sorted(holds)


@SOME
@given(asked=ASKED, capacity=st.integers(1, 4), at_once=st.booleans())
def test_a_file_does_what_one_by_one_does(field, asked, capacity, at_once):
    told = []
    for many in (False, True):
        with transaction.atomic():
            room = field.resource(
                capacity=capacity, needs_approval=not at_once, name="投影仪"
            )
            told.append((_ask(field, room, asked, many=many), *stored()))
            transaction.set_rollback(True)
    assert told[0] == told[1]


def _ask(field, room, asked, *, many):
    days = [
        (field.day + timedelta(first), field.day + timedelta(first + more), count)
        for first, more, count in asked
    ]
    if many:
        rows = [
            BulkRow(
                n,
                {
                    "account": field.account.name,
                    "resource": room.name,
                    "first_day": str(first),
                    "last_day": str(last),
                    "quantity": str(count),
                },
            )
            for n, (first, last, count) in enumerate(days)
        ]
        made = bulk_bookings(actor=field.cast.rep, rows=rows)
        return [row.fate is Fate.CREATED for row in made]
    return [_one(field, room, *one) for one in days]


def _one(field, room, first, last, count):
    try:
        field.ask(room, first_day=first, last_day=last, quantity=count)
    except KamError:
        return False
    return True
