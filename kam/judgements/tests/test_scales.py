"""The scales and the questions that help choose on them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.judgements.rules.freshness import age, is_ageing
from kam.judgements.rules.scales import SCALES, by_questions
from kam.judgements.terms import Aspect

ASKED = [name for name, scale in SCALES.items() if any(a.ask for a in scale.anchors)]


def test_every_aspect_has_a_scale_and_every_scale_an_aspect():
    assert set(SCALES) == set(Aspect.values)


@pytest.mark.parametrize("name", SCALES)
def test_anchors_rise_and_stand_on_their_scale(name):
    scale = SCALES[name]
    values = [anchor.value for anchor in scale.anchors]
    assert values == sorted(set(values))
    assert all(scale.holds(value) for value in values)
    assert not scale.holds(scale.low - 1)
    assert not scale.holds(scale.high + 1)
    assert not scale.holds(True)
    assert not scale.holds(2.0)


@pytest.mark.parametrize("name", ASKED)
@given(said=st.dictionaries(st.integers(1, 5), st.booleans()))
def test_the_first_no_ends_the_questions(name, said):
    scale = SCALES[name]
    value = by_questions(scale, said)
    assert scale.holds(value)
    asked = [a.value for a in scale.anchors if a.ask]
    reached = [v for v in asked if v <= value]
    assert all(said[v] for v in reached)
    after = [v for v in asked if v > value]
    assert not after or not said.get(after[0], False)


@pytest.mark.parametrize("name", ASKED)
def test_one_more_yes_never_lowers_the_value(name):
    scale = SCALES[name]
    asked = [a.value for a in scale.anchors if a.ask]
    values = [
        by_questions(scale, dict.fromkeys(asked[:n], True))
        for n in range(len(asked) + 1)
    ]
    assert values == sorted(values)
    assert (values[0], values[-1]) == (scale.low, scale.high)


def test_evidence_ages_the_day_after_the_agreed_days(day):
    assert not is_ageing(day - timedelta(days=120), day, 120)
    assert is_ageing(day - timedelta(days=121), day, 120)
    assert age(day + timedelta(days=3), day) == 0
