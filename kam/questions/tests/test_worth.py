"""The order of questions: bounded, monotone in impact and reach, as worked by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.accounts.rules.threads import LAYERS
from kam.questions.rules.states import Told, shares_of, state_of
from kam.questions.rules.worth import Weights, level_of, reach, worth

ROOT = Path(__file__).resolve().parents[3]
PART = st.floats(0, 1)
SCORE = st.integers(1, 5)
DAY = st.dates(date(2024, 1, 1), date(2028, 1, 1))


@given(PART, PART, PART)
def test_worth_rises_with_impact_and_with_reach(one, other, fixed):
    low, high = sorted((one, other))
    assert 0 <= worth(low, fixed) <= worth(high, fixed) <= 1
    assert worth(fixed, low) <= worth(fixed, high)


@given(st.sampled_from([*LAYERS, ""]), SCORE, SCORE)
def test_reach_rises_with_influence_and_never_passes_its_layer(layer, one, other):
    low, high = sorted((one, other))
    assert 0 < reach(layer, low) <= reach(layer, high) <= reach(layer, 5) <= 0.35


@given(SCORE)
def test_reach_rises_with_the_layer(score):
    reaches = [reach(layer, score) for layer in LAYERS]
    assert reaches == sorted(reaches, reverse=True)


@given(SCORE)
def test_an_influence_nobody_judged_counts_as_the_usual_one(usual):
    assert reach("expert", None, usual) == reach("expert", usual)


@given(PART)
def test_the_level_of_an_impact_is_the_one_it_reaches(impact):
    weights = Weights()
    level = level_of(impact, weights)
    assert level == "low" or weights.of(level) <= impact


@given(st.lists(st.sampled_from(["never", "asked", "known", "stale", "dismissed"])))
def test_shares_add_up_to_one_or_to_nothing(states):
    shares = shares_of(states)
    total = sum(shares.share(name) for name in ("known", "stale", "unknown"))
    assert total == pytest.approx(1 if shares.total else 0)
    assert shares.total == sum(state != "dismissed" for state in states)


@given(DAY, DAY, DAY)
def test_an_answer_is_known_until_its_last_day_and_stale_after(day, answered, last):
    told = Told(answered_on=answered, expires_on=last)
    assert state_of(told, day) == ("stale" if last < day else "known")


@given(st.booleans(), st.booleans(), st.integers(0, 3), DAY)
def test_a_gap_is_closed_by_the_field_that_fills_it(missing, old, asked, day):
    told = Told(asked=asked, is_gap=True, is_missing=missing, is_old=old)
    state = state_of(told, day)
    assert (state == "known") == (not missing)
    assert (state == "stale") == (missing and old)


def test_what_is_dismissed_stays_so_whatever_else_is_true():
    day = date(2026, 1, 1)
    told = Told(asked=2, answered_on=day, expires_on=day, dismissed=True)
    assert state_of(told, day) == "dismissed"


def test_the_table_of_the_explanation_is_computed():
    text = (ROOT / "docs" / "explain" / "questions.md").read_text(encoding="utf-8")
    cases = [("decision", 5, 1.0), ("decision", None, 0.9), ("expert", 4, 0.6)]
    cases.append(("support", 2, 0.3))
    for layer, score, impact in cases:
        far = reach(layer, score)
        shown = "not judged" if score is None else score
        line = (
            f"| {layer} | {shown} | {impact} | {far:.3f} | {worth(impact, far):.3f} |"
        )
        assert line in text, line
