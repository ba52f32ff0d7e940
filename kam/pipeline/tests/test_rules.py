"""The rhythm of purchases, and how long something has stood where it stands."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kam.pipeline.rules.limits import Limits
from kam.pipeline.rules.moving import days_in
from kam.pipeline.rules.rhythm import months_between, months_later, rhythm_of
from kam.pipeline.terms import Pace

TODAY = date(2026, 11, 26)
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


def months(*told):
    return [date(2026, month, 1) for month in told]


def test_nothing_bought_has_no_rhythm():
    assert rhythm_of([], TODAY).pace == Pace.NONE
    assert rhythm_of([date(2027, 1, 1)], TODAY).pace == Pace.NONE


def test_a_customer_who_buys_each_second_month_is_due_two_months_later():
    told = rhythm_of(months(3, 5, 7, 9), TODAY)
    assert (told.first, told.last) == (date(2026, 3, 1), date(2026, 9, 1))
    assert (told.usual_gap, told.since, told.due) == (2.0, 2, date(2026, 11, 1))
    assert told.pace == Pace.STEADY


def test_late_begins_beyond_the_factor_and_stopped_beyond_the_days():
    assert rhythm_of(months(5, 6, 7, 8), TODAY).pace == Pace.LATE
    assert rhythm_of(months(1, 2, 3), TODAY).pace == Pace.STOPPED
    assert rhythm_of(months(1, 2, 3), TODAY, Limits(loss_days=400)).pace == Pace.LATE


def test_few_orders_are_neither_early_nor_late():
    told = rhythm_of(months(8, 9), TODAY)
    assert (told.pace, told.due, told.usual_gap) == (Pace.FEW, None, 1.0)


def test_stopped_counts_from_the_end_of_the_last_month():
    last_day = date(2026, 3, 31) + timedelta(days=180)
    assert rhythm_of(months(3), last_day).pace == Pace.FEW
    assert rhythm_of(months(3), last_day + timedelta(days=1)).pace == Pace.STOPPED


@given(st.lists(DAYS, max_size=30), DAYS)
def test_order_and_repetition_of_months_do_not_matter(days, today):
    told = rhythm_of(days, today)
    assert told == rhythm_of([*reversed(days), *days], today)
    if told.first and told.last:
        assert told.first <= told.last <= today
        assert told.months <= months_between(told.first, told.last) + 1


@given(DAYS, st.integers(-60, 60))
def test_going_some_months_on_comes_that_many_months_later(day, n):
    assert months_between(day, months_later(day, n)) == n


def test_what_ended_or_is_unknown_stands_nowhere():
    assert days_in(date(2026, 11, 20), None, TODAY) == 6
    assert days_in(None, None, TODAY) is None
    assert days_in(date(2026, 1, 1), date(2026, 2, 1), TODAY) is None
