"""Chances of cells: the prior, and what own history makes of it."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from salesfrontier import (
    CellVerdict,
    ChanceRules,
    ConstantError,
    DuplicateIdError,
    LengthError,
    NoCasesError,
    NumberError,
    chances_of_cases,
    expect_value,
    fit_incidence,
    judge_skill,
    refit_chances,
    worth_of,
)
from salesfrontier.tests.fates import LOST, OPEN, WON, fates

DECK = (0.5, 0.7, 0.9)
cell = st.tuples(st.integers(0, 80), st.integers(0, 80)).map(sorted)
cells = st.lists(st.tuples(cell, st.sampled_from(DECK)), min_size=1, max_size=9)


def columns(table):
    return {
        "names": [f"c{at}" for at in range(len(table))],
        "priors": [prior for _, prior in table],
        "won": [won for (won, _), _ in table],
        "cases": [n for (_, n), _ in table],
    }


# ------------------------------------------------- prior and history


@given(table=cells, strength=st.floats(0.5, 50), level=st.floats(0.5, 0.99))
def test_the_refit_is_the_beta_of_prior_and_cases(table, strength, level):
    rules = ChanceRules(strength=strength, level=level)
    found = refit_chances(**columns(table), rules=rules)
    for at, ((won, n), prior) in enumerate(table):
        wanted = beta(strength * prior + won, strength * (1 - prior) + n - won)
        assert found.mean[at] == pytest.approx(wanted.mean())
        low, high = wanted.interval(level)
        assert found.low[at] == pytest.approx(low, abs=1e-9)
        assert found.high[at] == pytest.approx(high, abs=1e-9)


@given(table=cells)
def test_below_thirty_closed_cases_the_prior_stands(table):
    found = refit_chances(**columns(table))
    for at, ((_, n), prior) in enumerate(table):
        few = n < 30
        assert (found.verdicts[at] is CellVerdict.FEW) == few
        wanted = prior if few else found.mean[at]
        assert found.used[at] == pytest.approx(wanted)


def test_at_thirty_the_verdict_says_where_the_prior_lies():
    found = refit_chances(
        names="abcd",
        priors=[0.7, 0.7, 0.7, 0.7],
        won=[9, 21, 30, 20],
        cases=[30, 30, 30, 29],
    )
    assert [str(one) for one in found.verdicts] == ["lower", "agrees", "higher", "few"]
    assert found.used[3] == pytest.approx(0.7)


@given(table=cells)
def test_much_history_leaves_nothing_of_the_prior(table):
    given_columns = columns(table)
    many = {
        name: [10**7 * one for one in given_columns[name]] for name in ("won", "cases")
    }
    found = refit_chances(**given_columns | many)
    for at, ((won, n), prior) in enumerate(table):
        wanted = won / n if n else prior
        assert found.mean[at] == pytest.approx(wanted, abs=1e-6)


@given(table=cells, order=st.randoms(use_true_random=False))
def test_the_order_of_cells_changes_nothing(table, order):
    places = list(range(len(table)))
    order.shuffle(places)
    before = columns(table)
    moved = {name: [one[at] for at in places] for name, one in before.items()}
    first, second = refit_chances(**before), refit_chances(**moved)
    np.testing.assert_array_equal(second.mean, first.mean[places])
    assert second.names == tuple(f"c{at}" for at in places)
    one, two = judge_skill(**before), judge_skill(**moved)
    assert one.n == two.n
    if one.refit:
        assert one.refit.gain == pytest.approx(two.refit.gain, abs=1e-12)


# ------------------------------------------------- cases still open


@given(cases=fates(kinds=(WON, LOST)))
def test_closed_cases_are_worth_as_many_as_they_are(cases):
    fit = fit_incidence(**cases.columns())
    found = worth_of(fit, horizon=max(cases.days))
    assert found.cases == pytest.approx(len(cases.days), rel=1e-9)
    assert found.won == pytest.approx(cases.outcomes.count(WON), rel=1e-9, abs=1e-9)
    assert found.closed == len(cases.days)
    assert found.followed


@given(cases=fates())
def test_no_case_is_worth_more_than_itself(cases):
    fit = fit_incidence(**cases.columns())
    found = worth_of(fit, horizon=5)
    assert 0 <= found.won <= found.cases * (1 + 1e-12) <= len(cases.days) * (1 + 1e-9)


def test_open_cases_bring_the_chance_down():
    """Sixty closed, forty of them won; sixty more are watched to the end in vain."""
    columns_of = {
        "names": ["a"],
        "priors": [0.5],
        "cells": [0] * 120,
        "days": [20] * 60 + [90] * 60,
        "outcomes": [WON] * 40 + [LOST] * 20 + [OPEN] * 60,
    }
    found = chances_of_cases(**columns_of, horizon=90)
    assert found.mean[0] == pytest.approx((5 + 40) / (10 + 120))
    assert found.closed.tolist() == [60]
    short = chances_of_cases(**columns_of, horizon=200)
    assert short.verdicts == (CellVerdict.FEW,)
    assert short.used[0] == pytest.approx(0.5)


def test_each_cell_has_its_own_cases_and_an_empty_one_its_prior():
    found = chances_of_cases(
        names=["s", "empty", "l"],
        priors=[0.5, 0.7, 0.9],
        cells=[2, 0] * 40,
        days=[3] * 80,
        outcomes=[WON, LOST] * 40,
        horizon=3,
    )
    np.testing.assert_allclose(found.mean, [5 / 50, 0.7, 49 / 50])
    assert [str(one) for one in found.verdicts] == ["lower", "few", "higher"]


# ------------------------------------------------- the battery


def test_inputs_are_left_alone_and_answers_are_frozen():
    won, cases = np.array([3, 50]), np.array([9, 90])
    found = refit_chances(names="ab", priors=[0.5, 0.7], won=won, cases=cases)
    again = refit_chances(names="ab", priors=[0.5, 0.7], won=won, cases=cases)
    assert found.to_columns() == again.to_columns()
    assert (won.tolist(), cases.tolist()) == ([3, 50], [9, 90])
    with pytest.raises(ValueError, match="read-only"):
        found.mean[0] = 0
    with pytest.raises(FrozenInstanceError):
        found.rules = None


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"won": [1, float("nan")]}, NumberError),
        ({"won": [1, 6]}, NumberError),
        ({"cases": [5, -5]}, NumberError),
        ({"priors": [0.5, 1.0]}, NumberError),
        ({"priors": [0.5, 0.0]}, NumberError),
        ({"priors": [0.5, float("nan")]}, NumberError),
        ({"priors": [0.5]}, LengthError),
        ({"names": "aa"}, DuplicateIdError),
        ({"names": "", "priors": [], "won": [], "cases": []}, NoCasesError),
    ],
)
def test_counts_that_contradict_themselves_are_refused(changes, error):
    table = {"names": "ab", "priors": [0.5, 0.7], "won": [1, 2], "cases": [5, 5]}
    for ask in (refit_chances, judge_skill):
        with pytest.raises(error):
            ask(**{**table, **changes})


def test_other_nonsense_is_refused():
    chances = refit_chances(names=["a"], priors=[0.5], won=[1], cases=[2])
    asked = {"chances": chances, "values": [1.0], "cells": [0]}
    for changes, error in (
        ({"values": [float("nan")]}, NumberError),
        ({"cells": [1]}, NumberError),
        ({"cells": [0.5]}, NumberError),
        ({"cells": [0, 0]}, LengthError),
        ({"left": [1.0, 1.0]}, LengthError),
        ({"left": [float("nan")]}, NumberError),
        ({"rng": np.random.default_rng(1), "draws": 39}, ConstantError),
        ({"level": 0}, ConstantError),
    ):
        with pytest.raises(error):
            expect_value(**{**asked, **changes})
    with pytest.raises(NumberError, match="whole"):
        judge_skill(names=["a"], priors=[0.5], won=[1.5], cases=[3])
    with pytest.raises(NumberError, match="position"):
        chances_of_cases(
            names=["a"], priors=[0.5], cells=[3], days=[1], outcomes=[1], horizon=3
        )
    for wrong in ({"strength": 0}, {"enough": 0}, {"level": 1}):
        with pytest.raises(ConstantError, match=next(iter(wrong))):
            ChanceRules(**wrong)
