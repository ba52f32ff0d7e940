"""Increments, checks, progress and templates of a plan, in plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.judgements.rules.scales import TERMS
from kam.packs.rules.shipped import shipped
from kam.plans.rules import checks
from kam.plans.rules.checks import (
    Aim,
    fault_of_increment,
    faults_of_aim,
    faults_of_steps,
    gaps_of,
    is_over_budget,
    missing_of,
    warnings_of,
)
from kam.plans.rules.increments import (
    KINDS,
    STAGE,
    TOP,
    Increment,
    distance,
    gained,
    reached,
    unclimbed,
    way,
)
from kam.plans.rules.limits import ENTRIES, USUAL, limits_from
from kam.plans.rules.progress import (
    DONE,
    DROPPED,
    OPEN,
    Move,
    cycle_in,
    late_by,
    next_of,
    progress_of,
    spread,
)
from kam.plans.rules.templates import PACK, key_of, suggest, template_of

TODAY = date(2026, 11, 26)
STAGES = st.integers(1, TOP)


def ago(days):
    return TODAY - timedelta(days=days)


def climb(stage):
    return Increment(STAGE, stage, stage + 1)


def whole(key, **told):
    base = Move(
        key=key,
        increment=climb(4),
        owner=1,
        due=TODAY,
        resource="样品",
        sign="签字",
        planned=100,
    )
    return replace(base, **told)


class TestIncrements:
    def test_the_way_climbs_each_stage_once(self):
        assert way(4, 6) == [climb(4), climb(5)]
        assert unclimbed(4, 6, [climb(5), Increment("risk", 8, 7)]) == [climb(4)]

    @pytest.mark.parametrize(
        ("told", "gain"),
        [
            (("risk", 8, 7), 1),
            (("switch", 4, 6), -2),
            (("post", 5, 5), 0),
            (("value", 4, 6), 2),
            ((STAGE, 4, 5), 1),
        ],
    )
    def test_costs_gain_downwards_stages_and_value_upwards(self, told, gain):
        assert Increment(*told).gain == gain

    @given(STAGES, STAGES)
    def test_a_way_has_as_many_increments_as_stages_and_reaches_b(self, a, b):
        steps = way(a, b)
        assert len(steps) == max(0, distance(a, b))
        assert reached(a, steps) == max(a, b)
        assert unclimbed(a, b, steps) == []
        assert gained([*steps, *steps]) == len(steps)

    def test_a_gap_stops_what_is_reached(self):
        assert reached(3, [climb(3), climb(5)]) == 4

    @given(st.sampled_from(KINDS), st.integers(0, 10), st.integers(0, 10))
    def test_what_passes_moves_one_increment_the_right_way(self, kind, before, after):
        one = Increment(kind, before, after)
        is_fine = fault_of_increment(one) == ""
        assert is_fine == (one.is_on_scale and one.is_small)
        if is_fine:
            assert gained([one]) == 1


class TestChecks:
    def test_b_below_a_and_a_lost_customer_are_refused(self):
        assert [r.key for r in faults_of_aim(Aim(5, 4))] == ["backwards"]
        assert [r.key for r in faults_of_aim(Aim(5, 9))] == ["ladder"]
        assert faults_of_aim(Aim(5, 5)) == faults_of_aim(Aim(5, 6)) == []

    @pytest.mark.parametrize(
        ("increment", "text"),
        [
            (Increment(STAGE, 4, 6), checks.TOO_FAR),
            (Increment(STAGE, 5, 4), checks.NO_GAIN),
            (Increment(STAGE, 7, 8), checks.OFF_SCALE),
            (Increment("risk", 4, 6), checks.NO_GAIN),
            (Increment("mood", 1, 2), checks.UNKNOWN_KIND),
        ],
    )
    def test_a_step_moves_one_increment_the_right_way(self, increment, text):
        assert fault_of_increment(increment) == text

    def test_every_step_needs_owner_day_resource_and_sign(self):
        bare = Move(key=3)
        assert missing_of(bare) == ["increment", "owner", "due", "resource", "sign"]
        assert missing_of(whole(1)) == []
        found = gaps_of(Aim(4, 6, TODAY), [whole(1), bare])
        assert {r.key for r in found if r.step == 3} == set(checks.MISSING)
        assert [r.params for r in found if r.key == "way"] == [
            {"before": 5, "after": 6}
        ]

    def test_a_plan_without_day_and_steps_lacks_both_dropped_ones_aside(
        self,
    ):
        dropped = whole(1, state=DROPPED, owner=None)
        assert [r.key for r in gaps_of(Aim(4, 5), [dropped])] == ["by", "steps"]

    def test_steps_may_not_wait_in_a_circle_or_for_a_stranger(self):
        rows = [whole(1, after=3), whole(2, after=1), whole(3, after=2)]
        found = faults_of_steps(rows)
        assert {r.step for r in found if r.key == "circle"} == {1, 2, 3}
        assert [r.key for r in faults_of_steps([whole(1, after=9)])] == ["stranger"]
        assert [r.key for r in faults_of_steps([whole(1, after=1)])] == ["circle"]
        assert faults_of_steps([whole(1), whole(2, after=1)]) == []

    def test_days_out_of_order_are_said(self):
        late = whole(2, due=TODAY + timedelta(days=9))
        early = whole(3, due=ago(3), after=1)
        found = warnings_of(Aim(4, 5, TODAY), [whole(1), late, early])
        assert [(r.key, r.step) for r in found] == [("late", 2), ("turn", 3)]

    def test_the_budget_is_a_share_of_the_potential(self):
        aim = Aim(4, 5, TODAY, potential=10_000)
        assert not is_over_budget(aim, [whole(1), whole(2)])
        assert is_over_budget(aim, [whole(1), whole(2, planned=101)])
        assert not is_over_budget(replace(aim, potential=None), [whole(1)])
        assert [r.key for r in warnings_of(aim, [whole(1, planned=201)])] == ["budget"]

    @given(st.dictionaries(st.integers(1, 8), st.none() | st.integers(1, 8)))
    def test_a_circle_is_found_exactly_when_someone_waits_forever(self, after):
        left = dict(after)
        while ready := [k for k, v in left.items() if v not in left]:
            for key in ready:
                del left[key]
        circle = cycle_in(after)
        assert bool(circle) == bool(left)
        for key in circle:
            assert after[key] in circle


class TestProgress:
    def test_the_example_of_the_screen(self):
        moves = [
            whole(
                1,
                increment=Increment("risk", 8, 7),
                state=DONE,
                done_on=TODAY,
                spent=4000,
                planned=4000,
            ),
            whole(2, increment=climb(4), planned=12000, spent=6000, after=1),
            whole(3, increment=Increment("switch", 6, 4), planned=8000),
            whole(4, increment=climb(5), planned=12000),
        ]
        told = progress_of(4, moves, TODAY)
        assert (told.done, told.steps, told.share) == (1, 4, 0.25)
        assert (told.planned, told.spent) == (36000, 10000)
        assert (told.next, told.stage, told.gained, told.cost) == (2, 4, 1, 10000.0)

    def test_slip_counts_open_days_and_stays_as_it_was_when_done(self):
        assert late_by(whole(1, due=ago(5)), TODAY) == 5
        done = whole(1, due=ago(5), state=DONE, done_on=ago(3))
        assert late_by(done, TODAY) == 2
        assert late_by(whole(1, due=ago(5), state=DROPPED), TODAY) == 0
        assert progress_of(4, [done, whole(2, due=ago(4))], TODAY).slip == 4

    def test_nothing_gained_has_no_cost_and_no_steps_no_share(self):
        told = progress_of(4, [], TODAY)
        assert (told.cost, told.share, told.next) == (None, 0.0, None)

    def test_the_next_step_waits_for_nothing_open(self):
        rows = [whole(1, after=2), whole(2)]
        assert next_of(rows) == 2
        assert next_of([rows[0], whole(2, state=DONE)]) == 1
        assert next_of([rows[0], whole(2, state=DROPPED)]) == 1

    @given(
        st.lists(
            st.tuples(
                st.sampled_from([OPEN, DONE, DROPPED]), STAGES, st.integers(0, 999)
            ),
            max_size=9,
        ),
        STAGES,
    )
    def test_figures_stay_in_their_bounds(self, told, a):
        moves = [
            whole(n, state=state, increment=climb(stage), spent=spent)
            for n, (state, stage, spent) in enumerate(told, start=1)
        ]
        seen = progress_of(a, moves, TODAY)
        assert 0 <= seen.share <= 1
        assert seen.gained <= seen.done <= seen.steps
        assert seen.stage >= a
        assert (seen.cost is None) == (seen.gained == 0)
        assert (seen.next is None) == all(m.state != OPEN for m in moves)
        if seen.cost is not None:
            assert seen.cost * seen.gained == pytest.approx(seen.spent)


class TestTemplates:
    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_all_are_ours_and_none_is_empty(self, language):
        pack = shipped(PACK)
        assert not pack.verified
        keys = {*(f"S{n}" for n in range(1, TOP + 1)), *TERMS}
        assert keys == {step.key for step in pack.steps}
        for key in keys:
            told = template_of(pack, key, language)
            assert told.what
            assert told.resource
            assert told.sign
        assert template_of(pack, "S9", language) is None

    def test_days_are_spread_up_to_the_last(self):
        day = TODAY + timedelta(days=90)
        assert spread(TODAY, day, 3) == [
            TODAY + timedelta(days=n) for n in (30, 60, 90)
        ]
        assert spread(TODAY, None, 2) == [None, None]
        assert spread(TODAY, TODAY - timedelta(days=9), 1) == [
            TODAY - timedelta(days=9)
        ]

    def test_the_blocking_term_comes_first_and_the_stages_follow(self):
        told = suggest(4, 6, "risk", {"risk": 8})
        moves = [one.increment for one in told]
        assert moves == [Increment("risk", 8, 6), climb(4), climb(5)]
        assert told[1].key == key_of(STAGE, 4) == "S4"

    def test_a_term_nobody_scored_or_without_room_moves_no_number(self):
        assert suggest(4, 4, "risk")[0].increment is None
        assert suggest(4, 4, "post", {"post": 0})[0].increment is None
        assert suggest(4, 4, "value", {"value": 9})[0].increment.after == 10

    def test_at_the_top_the_stage_is_kept(self):
        assert [one.key for one in suggest(TOP, TOP)] == ["S7"]

    @given(STAGES, STAGES, st.sampled_from(["", *TERMS]), st.integers(0, 10))
    def test_what_is_suggested_passes_its_own_checks(self, a, b, term, score):
        for one in suggest(a, b, term, {term: score}):
            if one.increment is not None:
                assert fault_of_increment(one.increment) == ""


def test_the_settings_are_ours_and_say_what_the_rules_take_by_themselves():
    assert limits_from({entry.key: entry.default for entry in ENTRIES}) == USUAL
    assert not any(entry.verified for entry in ENTRIES)
