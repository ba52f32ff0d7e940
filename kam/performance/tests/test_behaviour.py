"""Behaviour from the record: the counts, their intervals, and what waits."""

from __future__ import annotations

import math
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.core.clock import pretend
from kam.core.errors import Invalid
from kam.performance.queries.behaviour import asked_of, crew_of, tallies
from kam.performance.rules import behaviour
from kam.performance.rules.behaviour import (
    BY_KEY,
    CONCLUSIONS,
    FEW,
    HABITS,
    KINDER,
    KNOWN,
    METRICS,
    NEEDS,
    RATED,
    WEAPONS,
    Count,
    Kind,
    Need,
    apart,
    band,
    blind_spot,
    choices,
    measure,
    span_of,
    usual_period,
    zone_offsets,
)
from kam.performance.rules.behaviour import metrics as registry
from kam.performance.tests.year import COUNTED, NOW, TODAY, make_year, visit_on
from kam.visits.models import VisitColleague
from kam.visits.rules.continuity import wilson

PAGE = Path(__file__).parents[3] / "docs" / "explain" / "behaviour.md"
WAITING = {"probing": Need.FRONTIER, "drive": Need.SELF}
COUNTS = st.tuples(st.integers(0, 300), st.integers(0, 300)).map(sorted)


def counts_of(user, period="2026", subject=None, today=TODAY):
    crew = crew_of(user.team_id)
    asked = asked_of(crew.zones, span_of(period), today, subject)
    return tallies(asked, crew.high)


@pytest.mark.django_db
def test_every_metric_counts_what_it_says(cast):
    make_year(cast.rep)
    found = counts_of(cast.rep).of(cast.rep.pk)
    assert {key: (count.k, count.n) for key, count in found.items()} == COUNTED
    assert found["questions"].squares == 9
    assert set(COUNTED) | set(WAITING) == set(BY_KEY)


@pytest.mark.django_db
def test_a_colleague_and_the_period_before_are_kept_apart(cast):
    make_year(cast.rep)
    other = make_year(cast.colleague, "西山医院")
    visit_on(cast.colleague, other.account, date(2025, 6, 2), [other.boss])
    found = counts_of(cast.rep, subject=cast.colleague.pk)
    assert found.of(cast.rep.pk)["ask"] == Count(2, 4)
    assert found.of(cast.colleague.pk)["ask"] == Count(2, 4)
    assert found.of(cast.colleague.pk, "before")["ask"] == Count(0, 1)
    assert found.of(cast.rep.pk, "before") == {}
    assert found.whole([cast.rep.pk, cast.colleague.pk], "ask") == Count(4, 8)
    # Met before by an earlier record, so that visit alone digs no more there.
    assert found.of(cast.colleague.pk)["continuity"].n == 4


@pytest.mark.django_db
def test_a_colleague_at_the_account_counts_as_together(cast):
    year = make_year(cast.rep)
    visit_on(cast.colleague, year.account, TODAY - timedelta(days=3), [year.boss])
    assert counts_of(cast.rep).of(cast.rep.pk)["together"] == Count(1, 1)


@pytest.mark.django_db
def test_whoever_came_along_counts_as_together(cast):
    year = make_year(cast.rep)
    visit_on(cast.rep, year.account, TODAY - timedelta(days=3), [year.boss])
    visit = year.account.visits.latest("day")
    VisitColleague.objects.create(visit=visit, user=cast.rep)
    assert counts_of(cast.rep).of(cast.rep.pk)["together"] == Count(0, 1)
    VisitColleague.objects.create(visit=visit, user=cast.lead)
    assert counts_of(cast.rep).of(cast.rep.pk)["together"] == Count(1, 1)


@pytest.mark.django_db
def test_the_day_ends_where_the_person_is(cast):
    cast.rep.time_zone = "Pacific/Auckland"
    cast.rep.save(update_fields=["time_zone"])
    make_year(cast.rep)
    # 14:00 UTC is the next morning in Auckland: no note came on its day.
    assert counts_of(cast.rep).of(cast.rep.pk)["same_day"] == Count(0, 4)


@pytest.mark.django_db
def test_as_many_statements_for_one_as_for_many(cast, django_assert_num_queries):
    make_year(cast.rep)
    for people in ({cast.rep.pk}, {cast.rep.pk, cast.colleague.pk, cast.lead.pk}):
        zones = dict.fromkeys(people, "Asia/Shanghai")
        with django_assert_num_queries(6):
            tallies(asked_of(zones, span_of("2026"), TODAY, cast.rep.pk), 3)


def test_there_are_seven_weapons_and_fourteen_conclusions_each_with_a_metric():
    assert [one.number for one in WEAPONS] == list(range(1, 8))
    assert [one.number for one in CONCLUSIONS] == list(range(1, 15))
    gathered = {number for one in WEAPONS for number in one.conclusions}
    assert gathered == set(range(1, 15))
    named = {one.metric for one in (*WEAPONS, *CONCLUSIONS)}
    beside = {key for one in WEAPONS for key in one.beside}
    assert named | beside | {*HABITS} == set(BY_KEY)
    assert len(BY_KEY) == len(METRICS)


def test_what_waits_says_so_and_shows_no_number(monkeypatch):
    for key, need in WAITING.items():
        one = measure(BY_KEY[key], Count(5, 10), 1)
        assert (one.state, one.value, BY_KEY[key].missing) == (NEEDS, None, (need,))
    monkeypatch.setattr(registry, "READY", frozenset(Need))
    for key in WAITING:
        assert measure(BY_KEY[key], None, 1).state == FEW
        assert measure(BY_KEY[key], Count(5, 10), 1).value == 0.5
    waiting = {key for key, one in BY_KEY.items() if one.needs}
    assert waiting - {"plans"} == set(WAITING)


@given(COUNTS, st.integers(1, 50))
def test_a_number_only_from_enough_and_within_its_interval(counts, fewest):
    one = measure(BY_KEY["ask"], Count(*counts), fewest)
    assert one.is_known == (counts[1] >= fewest)
    if one.state == KNOWN:
        assert 0 <= one.low <= one.value <= one.high <= 1
        assert one.value == wilson(*counts).share


@given(st.lists(st.integers(0, 20), min_size=1, max_size=40))
def test_the_mean_of_questions_is_that_of_the_visits(asked):
    count = Count(sum(asked), len(asked), sum(n * n for n in asked))
    one = measure(BY_KEY["questions"], count, 1)
    assert one.value == pytest.approx(sum(asked) / len(asked))
    assert 0 <= one.low <= one.value <= one.high
    if len(set(asked)) == 1 and len(asked) > 1:
        assert one.high - one.low == pytest.approx(0, abs=1e-6)


def test_only_intervals_that_do_not_overlap_are_told_apart():
    low, high = (measure(BY_KEY["ask"], Count(k, 40), 1) for k in (4, 36))
    near = measure(BY_KEY["ask"], Count(8, 40), 1)
    few = measure(BY_KEY["ask"], Count(2, 2), 10)
    assert (apart(high, low), apart(low, high)) == ("higher", "lower")
    assert (apart(low, near), apart(high, few), apart(few, low)) == ("", "", "")


def test_a_band_needs_five_people_and_is_the_middle_half():
    assert band([0.1, 0.2, 0.3, 0.4]) is None
    found = band([0.5, 0.1, 0.2, 0.4, 0.3])
    assert (found.low, found.high, found.n) == (0.2, 0.4, 5)


def test_periods_are_quarters_and_years():
    span = span_of("2026Q1")
    assert (span.now.first, span.before.name) == (date(2026, 1, 1), "2025Q4")
    assert span_of("2026").before.name == "2025"
    with pytest.raises(Invalid):
        span_of("2026-03")
    assert usual_period(date(2026, 2, 1)) == "2025"
    assert usual_period(date(2026, 4, 1)) == "2026"
    known = choices(date(2026, 3, 18))
    assert known[:4] == ["2026", "2025", "2024", "2026Q1"]
    assert known[-1] == "2025Q1"


def test_a_summer_clock_moves_the_end_of_the_day():
    told = zone_offsets("Europe/Berlin", date(2026, 1, 1), date(2026, 12, 31))
    assert told == [
        (date(2026, 1, 1), 3600),
        (date(2026, 3, 29), 7200),
        (date(2026, 10, 25), 3600),
    ]


def test_one_visit_says_nothing_of_the_spread():
    one = measure(BY_KEY["questions"], Count(2, 1, 4), 1)
    assert math.isinf(one.high)
    assert behaviour.NEEDS == "needs"
    with pretend(NOW):
        assert usual_period(TODAY) == "2025"


def worked_rows():
    lines = PAGE.read_text(encoding="utf-8").split("<!-- table: metrics -->\n")[1]
    rows = lines.split("\n\n")[0].splitlines()[2:]
    return [[cell.strip(" `") for cell in row[1:-1].split("|")] for row in rows]


def test_the_worked_table_of_the_explanation_is_right():
    rows = {row[0]: row[3:] for row in worked_rows()}
    assert list(rows) == [metric.key for metric in METRICS]
    for key, (source, ratio, counted, value, between) in rows.items():
        metric = BY_KEY[key]
        assert (source, ratio) == (metric.source, metric.ratio or "–")
        if metric.missing:
            assert counted == f"waits: {', '.join(metric.missing)}"
            continue
        k, n = COUNTED[key]
        assert counted == f"{k} / {n}"
        one = measure(metric, Count(k, n, 9), 1)
        if metric.kind is Kind.MEAN:
            assert value == f"{one.value:.2f}"
            assert between == f"{one.low:.2f}–{one.high:.2f}"
        else:
            assert value == f"{one.value * 100:.0f} %"
            assert between == f"{one.low * 100:.0f}–{one.high * 100:.0f} %"


@given(st.integers(1, 5), COUNTS, st.floats(0.1, 0.9))
def test_a_blind_spot_lies_beyond_the_interval(rating, counts, least):
    one = measure(BY_KEY["ask"], Count(*counts), 1)
    spot, own = blind_spot(rating, one, least), (rating - 1) / 4
    if spot:
        assert abs(own - one.value) > least
        assert own > one.high if spot == KINDER else own < one.low
    elif one.is_known and not one.low <= own <= one.high:
        assert abs(own - one.value) <= least
    assert blind_spot(None, one, least) == blind_spot(rating, None, least) == ""


def test_every_weapon_is_rated_and_mirrored_by_a_share():
    assert len(RATED) == len(set(RATED)) == 7
    mirrors = [BY_KEY[one.mirror] for one in WEAPONS if one.mirror]
    assert len(mirrors) == 6
    assert all(one.kind is Kind.SHARE and not one.needs for one in mirrors)
