"""Whether cells know anything, and what a pipeline is worth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesfrontier import (
    Manner,
    SkillVerdict,
    expect_value,
    judge_skill,
    refit_chances,
)
from salesfrontier.tests.test_chances import DECK, cells, columns

# ------------------------------------------------- skill


@given(table=cells)
def test_scores_are_what_leaving_each_case_out_gives(table):
    found = judge_skill(**columns(table))
    cases = [
        (prior, won, n, outcome)
        for (won, n), prior in table
        for outcome in [1] * won + [0] * (n - won)
    ]
    if len(cases) < 2:
        assert (found.refit, found.priors, found.brier) == (None, None, None)
        return
    total = sum(outcome for *_, outcome in cases)
    plain, prior_errors, refit_errors = [], [], []
    for prior, won, n, outcome in cases:
        plain.append(((total - outcome) / (len(cases) - 1) - outcome) ** 2)
        prior_errors.append((prior - outcome) ** 2)
        own = (10 * prior + won - outcome) / (10 + n - 1)
        refit_errors.append((own - outcome) ** 2)
    assert found.brier == pytest.approx(np.mean(plain))
    for gain, errors in ((found.priors, prior_errors), (found.refit, refit_errors)):
        assert gain.brier == pytest.approx(np.mean(errors), abs=1e-12)
        gains = np.array(plain) - errors
        assert gain.gain == pytest.approx(gains.mean(), abs=1e-12)
        half = 1.959963984540054 * gains.std(ddof=1) / np.sqrt(len(gains))
        assert gain.high - gain.gain == pytest.approx(half, abs=1e-9)


def test_cells_that_know_nothing_have_no_skill_and_wrong_priors_are_worse():
    draw = np.random.default_rng(5)
    found = judge_skill(
        names=[f"c{at}" for at in range(9)],
        priors=DECK * 3,
        won=draw.binomial(200, 0.3, 9),
        cases=[200] * 9,
    )
    assert found.refit.verdict is SkillVerdict.NONE
    assert found.priors.verdict is SkillVerdict.WORSE


def test_cells_that_know_something_have_skill():
    found = judge_skill(names="abc", priors=DECK, won=[100, 140, 180], cases=[200] * 3)
    assert found.priors.verdict is SkillVerdict.SKILL
    assert found.refit.verdict is SkillVerdict.SKILL
    few = judge_skill(names="abc", priors=DECK, won=[0, 1, 9], cases=[9, 10, 10])
    assert few.refit.verdict is SkillVerdict.FEW


# ------------------------------------------------- value


def test_the_spread_is_that_of_cases_and_of_chances():
    """Two cases of 100 and one of 50 in one cell whose chance is Beta(5, 5)."""
    chances = refit_chances(names=["a"], priors=[0.5], won=[0], cases=[0])
    found = expect_value(values=[100, 100, 50], cells=[0, 0, 0], chances=chances)
    unsure = 0.25 / 11
    assert (found.value, found.total, found.n) == (125.0, 250.0, 3)
    assert found.from_chances == pytest.approx(250 * unsure**0.5)
    assert found.from_cases == pytest.approx(((0.25 - unsure) * 22500) ** 0.5)
    assert found.spread == pytest.approx(
        (found.from_cases**2 + found.from_chances**2) ** 0.5
    )
    assert (found.low, found.high) == (0.0, 250.0)


def test_many_small_cases_average_out_and_an_unsure_chance_does_not():
    chances = refit_chances(names=["a"], priors=[0.7], won=[0], cases=[0])
    found = expect_value(values=[1.0] * 10_000, cells=[0] * 10_000, chances=chances)
    assert found.from_cases < 50
    assert found.from_chances > 1000


def test_simulated_and_normal_intervals_agree_where_cases_are_many():
    draw = np.random.default_rng(11)
    chances = refit_chances(
        names="abc", priors=DECK, won=[300, 420, 540], cases=[600] * 3
    )
    values, cells_of = draw.uniform(50, 150, 400), draw.integers(0, 3, 400)
    normal = expect_value(values=values, cells=cells_of, chances=chances)
    played = expect_value(
        values=values, cells=cells_of, chances=chances, rng=np.random.default_rng(1)
    )
    again = expect_value(
        values=values, cells=cells_of, chances=chances, rng=np.random.default_rng(1)
    )
    assert played == again
    assert (normal.manner, played.manner) == (Manner.NORMAL, Manner.SIMULATION)
    assert (played.value, played.spread) == (normal.value, normal.spread)
    assert played.low == pytest.approx(normal.low, rel=0.01)
    assert played.high == pytest.approx(normal.high, rel=0.01)


def test_one_large_case_is_all_or_nothing_when_simulated():
    chances = refit_chances(names=["a"], priors=[0.5], won=[500], cases=[1000])
    found = expect_value(
        values=[1000.0], cells=[0], chances=chances, rng=np.random.default_rng(2)
    )
    assert (found.low, found.high) == (0.0, 1000.0)


def test_old_cases_are_worth_what_is_left_of_their_chance():
    """Against a simulation of 200,000 pipelines, case by case."""
    chances = refit_chances(names=["a"], priors=[0.5], won=[20], cases=[60])
    values, left = np.array([100.0, 100.0, 40.0, 10.0]), np.array([1.0, 0.5, 0.0, 1.2])
    asked = {"values": values, "cells": [0] * 4, "chances": chances}
    found = expect_value(**asked, left=left)
    draw = np.random.default_rng(4)
    chance = draw.beta(chances.a[0], chances.b[0], (200_000, 1)) * left
    totals = (draw.random((200_000, 4)) < chance) @ values
    assert found.value == pytest.approx(chances.mean[0] * (100 + 50 + 12))
    assert found.value == pytest.approx(totals.mean(), rel=0.01)
    assert found.spread == pytest.approx(totals.std(), rel=0.01)
    new = expect_value(**asked, left=np.ones(4))
    assert new == expect_value(**asked)
    gone = expect_value(**asked, left=np.zeros(4))
    assert (gone.value, gone.low, gone.high) == (0.0, 0.0, 0.0)


@given(table=cells, unit=st.sampled_from([0.01, 7.0, 1e6]))
def test_the_unit_of_money_changes_no_proportion(table, unit):
    chances = refit_chances(**columns(table))
    values, places = [3.0, 1.0, 5.0], [0, len(table) - 1, 0]
    before = expect_value(values=values, cells=places, chances=chances)
    after = expect_value(
        values=[one * unit for one in values], cells=places, chances=chances
    )
    for name in ("value", "low", "high", "spread", "total"):
        assert getattr(after, name) == pytest.approx(getattr(before, name) * unit)
