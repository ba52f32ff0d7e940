"""The estimate: bounded, monotone, indifferent to order, honest about few clues."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.thinking.rules.advice import MANNERS, advise
from kam.thinking.rules.clues import BY_CODE, LIBRARY
from kam.thinking.rules.preference import (
    QUADRANTS,
    Clue,
    are_opposite,
    beta_at,
    beta_below,
    distance,
    estimate,
    group,
)
from kam.thinking.terms import Quadrant

a_clue = st.builds(
    Clue, st.sampled_from(QUADRANTS), st.integers(1, 3), st.sampled_from("xyz")
)
clues = st.lists(a_clue, max_size=20)


@given(clues)
def test_shares_are_shares_and_confidence_is_a_share(seen):
    told = estimate(seen)
    assert math.isclose(sum(told.shares.values()), 1)
    assert all(0 < share < 1 for share in told.shares.values())
    assert 0 <= told.confidence < 1


@given(clues, a_clue)
def test_one_more_clue_raises_its_quadrant_and_lowers_the_others(seen, further):
    before, after = estimate(seen), estimate([*seen, further])
    for quadrant in QUADRANTS:
        rises = after.shares[quadrant] > before.shares[quadrant]
        assert rises == (quadrant == further.quadrant)


@given(clues, st.randoms(use_true_random=False))
def test_the_order_of_clues_says_nothing(seen, rng):
    mixed = list(seen)
    rng.shuffle(mixed)
    assert estimate(mixed).shares == estimate(seen).shares


@given(clues)
def test_few_clues_are_unknown_and_have_no_preference(seen):
    told = estimate(seen)
    enough = len(seen) >= 3 and len({c.occasion for c in seen}) >= 2
    assert told.is_known == enough
    assert enough or told.primaries == ()
    assert all(told.shares[q] >= 0.30 for q in told.primaries)


@given(clues)
def test_the_interval_holds_the_share_and_narrows_with_clues(seen):
    told = estimate(seen)
    doubled = estimate(seen * 4)
    for quadrant in QUADRANTS:
        low, high = told.interval(quadrant)
        assert 0 <= low < high <= 1
        if len(seen) >= 3:
            less, more = doubled.interval(quadrant)
            assert more - less < high - low


@pytest.mark.parametrize(
    ("hits", "misses", "level", "value"),
    [
        # Beta(1, 3): the level below x is 1 - (1 - x)^3; Beta(2, 1): it is x².
        (1, 3, 0.488, 0.2),
        (2, 1, 0.25, 0.5),
        (1, 1, 0.8, 0.8),
        (5, 5, 0.5, 0.5),
    ],
)
def test_the_beta_law_agrees_with_what_can_be_worked_by_hand(
    hits, misses, level, value
):
    assert beta_below(value, hits, misses) == pytest.approx(level)
    assert beta_at(level, hits, misses) == pytest.approx(value, abs=1e-8)


shares = clues.map(lambda seen: estimate(seen).shares)


@given(shares, shares, shares)
def test_distance_is_a_distance(one, two, three):
    assert distance(one, one) == 0
    assert distance(one, two) == pytest.approx(distance(two, one))
    assert distance(one, three) <= distance(one, two) + distance(two, three) + 1e-12
    assert 0 <= distance(one, two) <= 1


def test_the_worked_example_of_the_page():
    seen = [
        Clue("b", 3, "3月5日"), Clue("b", 2, "3月5日"), Clue("b", 2, "2月26日"),
        Clue("a", 2, "2月26日"), Clue("c", 1, "2月26日"),
    ]  # fmt: skip
    told = estimate(seen)
    assert {q: round(p, 3) for q, p in told.shares.items()} == {
        "a": 0.214, "b": 0.571, "c": 0.143, "d": 0.071,
    }  # fmt: skip
    assert told.primaries == ("b",)
    assert round(told.confidence, 3) == 0.122
    assert [round(x, 2) for x in told.interval("b")] == [0.40, 0.74]


def test_opposites_stand_on_a_diagonal():
    assert are_opposite(["a"], ["c", "b"])
    assert are_opposite(["b"], ["d"])
    assert not are_opposite(["a"], ["b"])
    assert not are_opposite([], ["c"])


def test_a_group_names_the_quadrant_that_nobody_prefers():
    analyst = estimate([Clue("a", 3, "x"), Clue("a", 3, "y"), Clue("a", 2, "y")])
    together = group([analyst, estimate([])])
    assert (together.known, together.total) == (1, 2)
    assert together.missing == ("b", "c", "d")
    assert group([estimate([])]).missing == ()


def test_the_unknown_get_a_walk_round_and_the_known_their_own_order():
    assert advise(()).quadrants == QUADRANTS
    assert advise(()).is_walk
    told = advise(("b", "a"))
    assert (told.quadrants, told.lean) == (("b", "a"), "d")
    assert advise(("a", "c")).lean == ""


def test_the_library_has_six_clues_or_more_for_every_quadrant():
    assert set(MANNERS) == set(QUADRANTS) == set(Quadrant.values)
    for quadrant in QUADRANTS:
        own = [clue for clue in LIBRARY if clue.quadrant == quadrant]
        assert 6 <= len(own) <= 10
        assert all(1 <= clue.weight <= 3 for clue in own)
    assert len(BY_CODE) == len(LIBRARY)
