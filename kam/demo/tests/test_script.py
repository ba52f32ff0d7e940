"""The script of the demo: the same every time, believable, and with five troubles."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from kam.core.periods import parse_period
from kam.demo.book import STORIES, chapter
from kam.demo.script.circles import circles
from kam.demo.script.customers import TROUBLES, customers
from kam.demo.script.diary import account_diary, diary
from kam.demo.script.figures import numbers, quarters, vacancy
from kam.demo.script.staff import staff
from kam.visits.rules.insight import copies_fact, derives
from kam.visits.terms import InsightKind, Outcome

TODAY = date(2026, 11, 25)
SUNDAY = date(2027, 1, 3)
CODES = (
    "229 227 226 225 212 205 161 160 152 150 140 132 131 130 124 123 122 121 120 "
    "116 115 113 112 111 107 106 104 103 102 101 100"
)


def in_trouble(kind):
    return next(c for c in customers() if c.trouble == kind)


def records(customer):
    return [m for m in account_diary(customer, TODAY) if m.state == "submitted"]


def test_the_31_territories_of_the_deck_lie_in_three_regions():
    known = staff()
    assert sorted(p.code for p in known.patches) == sorted(map(int, CODES.split()))
    assert len({p.region for p in known.patches}) == 3
    assert {p.rep for p in known.patches} <= {w.username for w in known.workers}


def test_the_company_has_the_size_the_issue_asks_for():
    assert 180 <= len(customers()) <= 200
    assert 860 <= sum(map(len, circles().values())) <= 940
    assert 8_500 <= len(diary(TODAY)) <= 9_500


def test_names_are_never_used_twice():
    names = Counter(c.name for c in customers())
    people = Counter(m.name for circle in circles().values() for m in circle)
    workers = Counter(w.name for w in staff().workers)
    assert max(names.values()) == max(people.values()) == max(workers.values()) == 1
    assert not set(people) & set(workers)


def test_every_layer_is_met():
    layers = {m.layer for circle in circles().values() for m in circle}
    assert layers == {"decision", "management", "expert", "purchasing", "support"}


def test_the_same_day_gives_the_same_script():
    diary.cache_clear()
    first = diary(TODAY)
    diary.cache_clear()
    assert diary(TODAY) == first


@pytest.mark.parametrize("today", [TODAY, SUNDAY])
def test_today_and_the_next_fourteen_days_are_alive(today):
    open_ones = [m for m in diary(today) if m.state in ("planned", "draft")]
    mine = [m for m in open_ones if m.owner == "rep101"]
    assert sum(m.day == today for m in mine) == 2 + 1
    assert any(m.day < today for m in mine)
    assert any(m.state == "draft" for m in mine)
    assert any(m.day > today for m in mine)
    assert max(m.day for m in open_ones) <= today + timedelta(days=17)


def test_nothing_is_left_to_fill_in():
    for meeting in diary(TODAY):
        told = (meeting.objective, meeting.ask, meeting.fact, meeting.insight)
        assert not re.search(r"[{}]", "".join(told))


def test_a_record_can_be_submitted():
    kinds = {str(k) for k in InsightKind}
    outcomes = {str(o) for o in Outcome}
    for meeting in diary(TODAY):
        if meeting.state == "submitted":
            assert meeting.fact, meeting.account
            assert meeting.following
            assert meeting.kind in kinds
            assert meeting.outcome in outcomes
            assert not copies_fact(meeting.insight, meeting.fact), meeting.insight


def test_visits_of_a_good_representative_carry_on():
    def share(skilled):
        joined = Counter()
        for customer in customers():
            skill = staff().patch(customer.code).skill
            if customer.trouble or (skill > 0.85) != skilled:
                continue
            notes = records(customer)
            for before, after in pairwise(notes):
                joined[derives(after.objective, before.following)] += 1
        return joined[True] / joined.total()

    assert share(skilled=True) > 0.9 > share(skilled=False) > 0.6


def test_a_territory_without_anybody_is_not_visited():
    first, last = vacancy(TODAY)
    empty = {c.name for c in customers() if c.code == staff().vacant}
    held = [m for m in diary(TODAY) if m.account in empty]
    assert not [m for m in held if first <= m.day < last]
    assert {m.owner for m in held if m.day < first} == {staff().former.username}


def test_stories_speak_of_products_that_exist():
    codes = {p["code"] for p in chapter("goods")["product"]}
    for name in STORIES:
        assert chapter(f"threads/{name}")["product"] in codes


# The five troubles


def test_there_are_five_troubles_in_sight_of_manager1():
    found = {c.trouble: staff().patch(c.code).region for c in customers() if c.trouble}
    assert sorted(found) == sorted(TROUBLES)
    assert set(found.values()) == {staff().patch(101).region}
    assert in_trouble("single").owner == "rep101"


def test_only_one_account_hangs_on_a_single_person():
    lonely = [
        name
        for name, circle in circles().items()
        if len(circle) < 2 or len({m.layer for m in circle}) < 2
    ]
    assert lonely == [in_trouble("single").name]


def test_a_chain_is_broken_ten_times_in_a_row():
    notes = records(in_trouble("broken"))
    pairs = list(pairwise(notes))
    joined = [derives(b.objective, a.following) for a, b in pairs]
    assert not any(joined[-10:])
    assert sum(joined[:-10]) > len(joined[:-10]) / 2


def test_four_promises_of_ours_are_late():
    late = [
        word
        for meeting in records(in_trouble("overdue"))
        for word in meeting.words
        if word.ours and word.state == "open" and word.due < TODAY
    ]
    assert len(late) == 4


def test_polite_visits_ask_for_nothing_and_move_nothing():
    notes = records(in_trouble("stuck"))
    assert len(notes) > 30
    assert {m.outcome for m in notes} == {"continuation"}
    assert not any(m.ask for m in notes)


def test_the_largest_account_is_hardly_ever_visited():
    neglected = in_trouble("neglected")
    assert neglected.potential == max(c.potential for c in customers())
    notes = records(neglected)
    assert len(notes) < 548 / neglected.interval / 10
    assert (TODAY - notes[-1].day).days > 10 * neglected.interval


def test_the_reference_names_the_five():
    text = (Path(__file__).parents[3] / "docs" / "reference" / "demo.md").read_text()
    for customer in customers():
        assert (f"| {customer.name} | {customer.code}" in text) == bool(
            customer.trouble
        )


# The figures


def test_figures_are_the_last_four_finished_quarters():
    assert quarters(date(2026, 11, 25)) == ["2025Q4", "2026Q1", "2026Q2", "2026Q3"]
    assert quarters(date(2027, 1, 1)) == ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]
    assert all(parse_period(q).last < TODAY for q in quarters(TODAY))


def test_figures_stay_within_the_axes_of_the_deck():
    for back in range(4):
        for one in numbers(back):
            assert 1_000 <= one.potential <= 7_000
            assert one.sales is None or 0 < one.sales < 300


def test_counts_beside_sales_follow_what_was_met_and_are_there_with_sales_only():
    for one in numbers(0):
        counts = one.further(0, (6, 40))
        assert bool(counts) == (one.sales is not None)
        if counts:
            assert (counts["覆盖客户数"], counts["拜访数"]) == (6.0, 40.0)
            assert 1 <= counts["成交数"] <= 40
        assert one.further(0, None) == one.further(0, None)


def test_two_periods_are_missing_and_one_territory_is_empty():
    gone = {(n.code, back) for back in (0, 1) for n in numbers(back) if n.sales is None}
    assert gone == {(113, 1), (226, 0)}
    assert [n.code for n in numbers(0) if n.exclusion] == [staff().vacant]
