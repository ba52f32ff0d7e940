"""Between the platforms stands how many come through, and below how many leave."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from kam.pipeline.engine.lines import course_of
from kam.pipeline.pages.passing import leaving, onward
from kam.pipeline.queries.calibration import bounds_in_force
from kam.pipeline.rules.calibration import Case, Reached
from kam.pipeline.terms import Outcome, Platform

DAY = date(2026, 3, 1)
MARKET, WORKING, PURCHASE = Platform.MARKET, Platform.WORKING, Platform.PURCHASE


def stay(key, days, outcome):
    """Return one stay; of one that is still open, `days` ago it began."""
    is_open = outcome == Outcome.OPEN
    start = DAY - timedelta(days=days if is_open else 400)
    end = None if is_open else start + timedelta(days=days)
    way = (Reached("50", "large", 50, start),)
    return Case(key=key, start=start, end=end, outcome=outcome, way=way)


@pytest.fixture
def course(db):
    """Return a function that makes the course of stays that came through or left."""

    def make(won=(), lost=(), waiting=()):
        told = [(days, Outcome.WON) for days in won]
        told += [(days, Outcome.LOST) for days in lost]
        told += [(days, Outcome.OPEN) for days in waiting]
        cases = [stay(at, days, outcome) for at, (days, outcome) in enumerate(told)]
        return course_of(cases, bounds_in_force(), DAY)

    return make


def test_what_goes_on_is_told_with_what_it_rests_on(course):
    told = onward(MARKET, course([10, 20, 30, 40], [50, 60], [70, 70, 70, 70]))
    assert (told.share, told.counted, told.when) == (
        "40%",
        "4 / 10 家",
        "半数在 20 天内",
    )
    assert told.span.count("%") == 2


def test_those_still_waiting_are_not_counted_as_lost(course):
    """Closed alone would say two of three."""
    found = course([10] * 4, [20] * 2, [5] * 4)
    assert onward(WORKING, found).share == "67%"
    assert leaving(WORKING, found).share == "33%"
    assert onward(WORKING, course([10] * 4, [20] * 2, [30] * 4)).share == "40%"


def test_of_fewer_than_eight_only_the_count_is_told(course):
    few = course([10] * 5, [20] * 2)
    for told in (onward(MARKET, few), leaving(MARKET, few)):
        assert (told.share, told.span, told.when, told.width) == ("", "", "", 1)
    assert onward(MARKET, few).counted == "5 / 7 家"
    assert onward(MARKET, course([10] * 6, [20] * 2)).share == "75%"


def test_where_nobody_went_nothing_is_made_up(course):
    assert onward(MARKET, None).counted == "还没有人走过"
    assert onward(MARKET, course(waiting=[5] * 9)).share == ""
    assert leaving(MARKET, None) is None
    assert leaving(MARKET, course([10] * 9)) is None


def test_out_of_the_last_platform_one_only_leaves(course):
    found = course([], [20] * 2, [300] * 8)
    assert onward(PURCHASE, found) is None
    told = leaving(PURCHASE, found)
    assert (told.name, told.tone, told.share) == ("流失或退回", "lost", "20%")
    assert leaving(MARKET, found).tone == "out"


def test_an_arrow_is_as_thick_as_its_share(course):
    thin = onward(MARKET, course([10] * 1, [20] * 9))
    thick = onward(MARKET, course([10] * 9, [20] * 1))
    assert 1 <= thin.width < thick.width <= 14


def test_it_is_told_in_english_too(course):
    with translation.override("en"):
        told = onward(WORKING, course([10] * 9, [20]))
    assert (told.name, told.counted) == ("became a customer", "9 of 10")
    assert told.when == "half within 10 days"
