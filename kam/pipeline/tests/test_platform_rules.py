"""Grids, the gate, the moves and the fence of the three platforms."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.core.settings_book import entry_of
from kam.pipeline.rules.platforms.fence import Signals, fence_of, new_products
from kam.pipeline.rules.platforms.grid import LEVELS, SIZES, Position, priority
from kam.pipeline.rules.platforms.moves import (
    WAYS,
    Evidence,
    conditions_of,
    is_open_way,
    is_shut,
    missing,
    revisit_fault,
)
from kam.pipeline.rules.platforms.screening import Answered, gate_of
from kam.pipeline.rules.platforms.weights import (
    KEYS,
    SHIPPED,
    Weights,
    weights_from,
)
from kam.pipeline.terms import FenceBand, Pace, Platform, Verdict

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explain" / "platforms.md"
TODAY = date(2026, 11, 26)
NUMBERS = st.integers(0, 100)
WEIGHTS = st.builds(
    Weights, keep=NUMBERS, grow=NUMBERS, relate=NUMBERS, enough_new=st.integers(1, 20)
)
SIGNALS = st.builds(
    Signals,
    pace=st.sampled_from(list(Pace)),
    new_products=st.integers(0, 50),
    people=st.integers(0, 50),
    near=st.integers(0, 50),
)
ANSWERS = st.lists(
    st.builds(Answered, st.text(max_size=3), st.booleans(), st.none() | st.booleans())
)


@given(st.none() | st.integers(-10, 110))
def test_only_50_70_and_90_are_levels_and_only_on_their_own_platform(level):
    for platform, axis in (("market", "likelihood"), ("working", "warmth")):
        told = Position(platform, "large", **{axis: level}).faults()
        assert (axis in told) == (level not in LEVELS)
    for platform in ("purchase", "rejected", "lost"):
        told = Position(platform, "large", level, level).faults()
        assert bool(told) == (level is not None)


def test_55_percent_is_refused_in_words():
    assert Position("market", "small", 55).faults() == {
        "likelihood": "可能性只有 50%、70%、90% 三档"
    }
    assert Position("nowhere").faults() == {"platform": "没有这个平台"}


def test_who_stands_on_a_platform_has_a_size_and_who_left_need_not():
    for platform in Platform:
        axis = {"market": {"likelihood": 50}, "working": {"warmth": 50}}
        place = Position(platform, "", **axis.get(platform, {}))
        assert bool(place.faults()) == (platform not in ("rejected", "lost"))
        assert Position(platform, "huge", **axis.get(platform, {})).faults()


def test_the_priority_is_size_times_level_and_grows_with_both():
    assert priority("large", 70) == pytest.approx(2.8)
    assert priority("middle", 90) == pytest.approx(1.8)
    assert priority("large", None) is None
    found = [[priority(size, level) for level in LEVELS] for size in SIZES]
    assert all(row == sorted(row) for row in found)
    for above, below in pairwise(found):
        assert all(a > b for a, b in zip(above, below, strict=True))


def test_a_no_to_a_must_closes_the_gate_and_to_a_should_is_only_said():
    asked = [Answered("需要", True, True), Answered("预算", False, False)]
    gate = gate_of(asked)
    assert (gate.is_open, gate.doubts) == (True, ("预算",))
    gate = gate_of([*asked, Answered("合规", True)])
    assert (gate.verdict, gate.unanswered) == (Verdict.UNDECIDED, ("合规",))
    gate = gate_of([*asked, Answered("合规", True, False)])
    assert (gate.verdict, gate.failed) == (Verdict.REJECTED, ("合规",))


@given(ANSWERS)
def test_the_gate_follows_its_musts_alone(answers):
    gate = gate_of(answers)
    musts = [row.answer for row in answers if row.is_must]
    assert gate.is_open == all(answer is True for answer in musts)
    assert (gate.verdict == Verdict.REJECTED) == (False in musts)
    assert gate.verdict == gate_of([row for row in answers if row.is_must]).verdict


def test_the_way_leads_step_by_step_and_out_at_the_right_places():
    for before, to in product(Platform, Platform):
        assert is_open_way(before, to) == (before == to or to in WAYS[before])
    assert is_open_way("", "purchase")
    assert not is_open_way("market", "purchase")
    assert not is_open_way("market", "lost")
    assert not is_open_way("purchase", "rejected")
    assert is_open_way("rejected", "market")
    assert not is_open_way("rejected", "purchase")


def test_the_working_platform_asks_gate_likelihood_card_and_a_meeting():
    whole = Evidence(Verdict.PASSED, 70, 4, 1)
    assert missing(conditions_of("working", whole)) == ()
    for less, code in (
        (Evidence(Verdict.UNDECIDED, 70, 4, 1), "gate"),
        (Evidence(Verdict.PASSED, 50, 4, 1), "likely"),
        (Evidence(Verdict.PASSED, None, 4, 1), "likely"),
        (Evidence(Verdict.PASSED, 90, 3, 1), "card"),
        (Evidence(Verdict.PASSED, 90, 4, 0), "meeting"),
    ):
        assert [c.code for c in missing(conditions_of("working", less))] == [code]
    told = [c.said % c.params for c in conditions_of("working", whole)]
    assert "可能性不低于 70%" in told
    assert "4C 卡片写全（现在 4 / 4）" in told


def test_a_first_order_opens_the_fence_and_a_stop_leads_out():
    assert missing(conditions_of("purchase", Evidence(orders=1))) == ()
    assert missing(conditions_of("purchase", Evidence()))
    assert missing(conditions_of("lost", Evidence(is_stopped=True))) == ()
    told = conditions_of("lost", Evidence(loss_days=200))[0]
    assert (told.said % told.params, told.is_met) == ("超过 200 天没有采购", False)
    failed = Evidence(verdict=Verdict.REJECTED)
    assert missing(conditions_of("rejected", failed)) == ()


def test_a_no_shuts_market_and_work_whatever_the_reason():
    failed = Evidence(verdict=Verdict.REJECTED)
    assert [p for p in Platform if is_shut(p, failed)] == ["market", "working"]
    assert not any(is_shut(p, Evidence()) for p in Platform)


def test_an_ended_account_is_looked_at_again_on_a_day_within_three_years():
    assert revisit_fault(None, TODAY)
    assert revisit_fault(TODAY, TODAY)
    assert revisit_fault(date(2031, 1, 1), TODAY)
    assert not revisit_fault(TODAY + timedelta(days=1), TODAY)


def test_the_fence_counts_forty_thirty_thirty():
    whole = fence_of(Signals(Pace.STEADY, 2, 4, 4))
    assert (whole.keep, whole.grow, whole.relate, whole.score) == (40, 30, 30, 100)
    assert (whole.band, whole.is_breaking) == (FenceBand.SAFE, False)
    some = fence_of(Signals(Pace.LATE, 1, 5, 1))
    assert some.score == pytest.approx(20 + 15 + 6)
    assert (some.band, some.is_breaking) == (FenceBand.BREAKING, True)
    edge = fence_of(Signals(Pace.LATE, 2, 4, 0))
    assert (edge.score, edge.band, edge.is_breaking) == (50, FenceBand.HOLDING, False)


def test_without_a_rhythm_nobody_knows_the_fence():
    for pace in (Pace.NONE, Pace.FEW):
        told = fence_of(Signals(pace, 5, 3, 3))
        assert (told.keep, told.score) == (None, None)
        assert (told.band, told.is_breaking) == (FenceBand.UNKNOWN, False)
    empty = Weights(keep=0, grow=0, relate=0)
    assert fence_of(Signals(Pace.STEADY), empty).score is None


@given(SIGNALS, WEIGHTS)
def test_the_fence_stays_within_bounds_and_grows_with_each_signal(signals, weights):
    told = fence_of(signals, weights)
    assert told.score is None or 0 <= told.score <= 100
    more = Signals(signals.pace, signals.new_products + 1, signals.people, signals.near)
    nearer = Signals(
        signals.pace, signals.new_products, signals.people, signals.near + 1
    )
    for better in (more, nearer):
        found = fence_of(better, weights)
        assert (found.score is None) == (told.score is None)
        assert (found.score or 0) >= (told.score or 0)


def test_new_products_leave_out_those_of_the_first_order_and_of_long_ago():
    first = date(2025, 3, 1)
    assert new_products([first, first], TODAY) == 0
    assert new_products([], TODAY) == 0
    told = [first, date(2025, 11, 1), date(2025, 12, 1), date(2026, 11, 1)]
    assert new_products([*told, date(2027, 1, 1)], TODAY) == 2
    assert new_products([date(2026, 1, 1), date(2026, 2, 1)], TODAY) == 1


def test_every_weight_is_a_setting_that_the_deck_does_not_give():
    book = {key: entry_of(key) for key in KEYS}
    assert weights_from({key: e.default for key, e in book.items()}) == SHIPPED
    assert not any(entry.verified for entry in book.values())


def test_the_worked_table_is_what_the_fence_computes():
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    assert len(rows) == 5
    for pace, bought, near, score, band in rows:
        close, people = near.split(" of ")
        told = fence_of(Signals(Pace(pace), int(bought), int(people), int(close)))
        found = "—" if told.score is None else f"{told.score:g}"
        assert (found, told.band) == (score, band)
