"""The first no fixes the stage; nothing else does."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.adoption.rules.ladder import (
    TOP,
    Lasting,
    Seen,
    Standee,
    Stay,
    account_stage,
    cold_above,
    days_without_use,
    lasting,
    must_rejudge,
    stage_of,
    stays,
    transitions,
)
from kam.adoption.rules.limits import ENTRIES, Limits
from kam.judgements.rules.scales import GATES, SCALES

DAY = date(2026, 3, 18)
values = st.fixed_dictionaries(
    {},
    optional={
        gate: st.builds(
            Seen,
            st.integers(0, SCALES[gate].high),
            st.integers(0, 400).map(lambda n: DAY - timedelta(days=n)),
        )
        for gate in GATES
    },
)


def gates(*told, ago=0):
    at = DAY - timedelta(days=ago)
    return {g: Seen(v, at) for g, v in zip(GATES, told, strict=False)}


@given(values)
def test_a_stage_is_on_the_ladder_or_says_what_to_ask(seen):
    place = stage_of(seen, DAY)
    assert place.stage is None or 1 <= place.stage <= TOP
    assert place.is_decided or place.ask not in seen
    assert place.stage is not None or place.ask == GATES[0]


@given(values, st.sampled_from(GATES))
def test_a_yes_in_place_of_a_no_never_lowers(seen, gate):
    if gate not in seen:
        return
    better = {**seen, gate: Seen(SCALES[gate].high, DAY)}
    before = stage_of(seen, DAY).stage or 0
    assert (stage_of(better, DAY).stage or 0) >= before


@given(values, st.integers(0, 800))
def test_time_alone_never_lifts_anybody_and_what_it_lowers_it_says(seen, days):
    now, later = stage_of(seen, DAY), stage_of(seen, DAY + timedelta(days=days))
    assert (later.stage or 0) <= (now.stage or 0)
    if later.stage != now.stage:
        assert later.lapsed


def test_an_open_gate_keeps_what_was_evidenced():
    place = stage_of(gates(1, 1), DAY)
    assert (place.stage, place.ask, place.is_decided) == (3, "agreed", False)


def test_old_agreement_is_putting_off_until_use_was_seen():
    old = gates(1, 1, 1, ago=91)
    assert stage_of(old, DAY).stage == 3
    assert stage_of(old, DAY).lapsed
    used = {**old, "used": Seen(1, DAY - timedelta(days=91))}
    assert stage_of(used, DAY).stage == 5
    assert stage_of(gates(1, 1, 1, ago=90), DAY).ask == "used"


def test_a_recommendation_counts_half_a_year():
    assert stage_of(gates(1, 1, 1, 1, 50, 1, ago=180), DAY).stage == 7
    old = stage_of(gates(1, 1, 1, 1, 50, 1, ago=181), DAY)
    assert (old.stage, old.lapsed) == (6, True)


def test_the_company_sets_what_counts_as_main_use():
    seen = gates(1, 1, 1, 1, 40)
    assert stage_of(seen, DAY).stage == 5
    assert stage_of(seen, DAY, Limits(main_share=40)).ask == "recommends"


def test_old_use_prompts_and_does_not_lower():
    seen = gates(1, 1, 1, 1, 70, ago=121)
    place = stage_of(seen, DAY)
    assert place.stage == 6
    assert must_rejudge(place, seen, DAY)
    assert not must_rejudge(place, seen, DAY - timedelta(days=1))
    asking = gates(1, 1, 1, 0, ago=300)
    assert not must_rejudge(stage_of(asking, DAY), asking, DAY)
    assert days_without_use(asking, DAY) is None


people = st.lists(
    st.builds(
        Standee,
        st.none() | st.integers(1, TOP),
        st.none() | st.integers(1, 5),
        st.sampled_from(["decision", "management", "expert", ""]),
    )
)


@given(people)
def test_the_account_lies_between_its_lowest_and_highest(rows):
    told = account_stage(rows)
    stages = [row.stage for row in rows if row.stage is not None]
    assert sum(told.counts) == told.judged == len(stages)
    if stages:
        assert min(stages) - 1e-9 <= told.mean <= max(stages) + 1e-9
    else:
        assert told.mean is None


@given(people)
def test_cold_above_needs_cold_deciders_and_warm_users(rows):
    found = cold_above(rows)
    deciders = [r.stage for r in rows if r.layer == "decision" and r.stage]
    warm = [r for r in rows if r.layer == "expert" and (r.stage or 0) >= 5]
    assert (found is not None) == (bool(deciders) and max(deciders) <= 3 and bool(warm))


def test_influence_weighs():
    rows = [Standee(2, 5), Standee(6, 1)]
    assert account_stage(rows).mean == pytest.approx(16 / 6)
    assert account_stage([Standee(2), Standee(6)]).mean == 4


def on(ago, gate, value=1):
    return (DAY - timedelta(days=ago), gate, value)


def test_history_is_the_stage_of_each_judging_day():
    told = [
        on(100, "knows"),
        on(100, "needs", 0),
        on(60, "needs"),
        on(60, "agreed"),
        on(60, "used", 0),
        on(20, "used"),
        on(20, "share", 10),
    ]
    held = stays(told)
    assert [stay.stage for stay in held] == [2, 4, 5]
    assert held[0] == Stay(2, DAY - timedelta(days=100), DAY - timedelta(days=60))
    assert held[-1].until is None
    assert transitions([held, held]) == {(2, 4): 2, (4, 5): 2}
    assert lasting([held]) == {2: Lasting(40, 1), 4: Lasting(40, 1)}


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.sampled_from(GATES), st.integers(0, 1)),
        max_size=20,
    )
)
def test_stays_follow_each_other_without_gap(told):
    held = stays([on(*row) for row in sorted(told, reverse=True)])
    for before, after in pairwise(held):
        assert before.until == after.since
        assert before.stage != after.stage
    assert sum(transitions([held]).values()) == max(0, len(held) - 1)


def test_no_number_of_the_ladder_claims_a_source():
    assert not any(entry.verified for entry in ENTRIES)
