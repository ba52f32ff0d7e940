"""What a budget has left and what was spent follow one rule."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.core.clock import now, pretend
from kam.core.errors import Invalid
from kam.people.models import User
from kam.resources.models import Hold
from kam.resources.queries.calendar import free_days
from kam.resources.rules.capacity import period_of
from kam.resources.services import (
    approve_booking,
    reopen_booking,
    use_booking,
)
from kam.resources.services.holding import taken_of

pytestmark = pytest.mark.django_db
YUAN = 100


@pytest.fixture(autouse=True)
def _later(field):
    """Let the day of the bookings have come when they are used."""
    with pretend(now() + timedelta(10)):
        yield


@pytest.fixture
def purse(field):
    """A budget of 1,000 yuan a year, by the yuan."""
    return field.resource(
        name="学术预算", kind="budget", unit="元", unit_minor=YUAN,
        span="year", capacity=1000,
    )  # fmt: skip


def left(field, purse):
    """Return what is left as the pages say it and as a request is checked."""
    (day,) = free_days(User(), purse, field.day, 1)
    taken = taken_of(purse, period_of("year", field.day))
    assert day.free == 1000 - sum(taken.values())
    return day.free


def test_what_was_not_spent_of_a_budget_can_be_booked_again(field, purse):
    row = approve_booking(actor=field.cast.lead, booking=field.ask(purse, quantity=900))
    assert left(field, purse) == 100
    use_booking(actor=field.cast.rep, booking=row, actual_minor=250_50)
    assert left(field, purse) == 1000 - 251
    approve_booking(actor=field.cast.lead, booking=field.ask(purse, quantity=700))
    with pytest.raises(Invalid, match="只剩"):
        reopen_booking(actor=field.cast.rep, booking=row)
    assert left(field, purse) == 1000 - 251 - 700


def test_what_was_spent_beyond_a_budget_shows_as_too_much_and_is_undone(field, purse):
    row = approve_booking(actor=field.cast.lead, booking=field.ask(purse, quantity=900))
    use_booking(actor=field.cast.rep, booking=row, actual_minor=1100 * YUAN)
    assert left(field, purse) == -100
    reopen_booking(actor=field.cast.rep, booking=row)
    assert left(field, purse) == 100


def test_a_budget_of_which_nothing_was_spent_is_whole_again(field, purse):
    row = approve_booking(actor=field.cast.lead, booking=field.ask(purse, quantity=900))
    use_booking(actor=field.cast.rep, booking=row, actual_minor=0)
    assert left(field, purse) == 1000
    assert not Hold.objects.filter(booking=row).exists()


def test_an_expert_who_cost_less_was_still_taken(field):
    expert = field.resource(span="year", capacity=5)
    row = approve_booking(actor=field.cast.lead, booking=field.ask(expert, quantity=2))
    use_booking(actor=field.cast.rep, booking=row, actual_minor=1)
    (day,) = free_days(User(), expert, field.day, 1)
    assert day.free == 3
