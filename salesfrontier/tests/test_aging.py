"""The chance of an open case, and what its age says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from salesfrontier import (
    AgeStanding,
    AgingRules,
    ConstantError,
    NumberError,
    chance_left,
    fit_incidence,
    judge_ages,
    look_ahead,
)
from salesfrontier.tests.fates import (
    LOST,
    OPEN,
    WON,
    Fates,
    fates,
    incidence_by,
    open_before,
    variance_by,
    whole_days,
)


@given(cases=fates(days=whole_days), age=st.integers(0, 9), within=st.integers(1, 9))
def test_the_chance_is_the_incidence_begun_anew(cases, age, within):
    """Against the definition among those still open, as if no other had been."""
    won = [day for day, kind in cases.pairs if kind == WON]
    start = min(age, max(won, default=0))
    fit = fit_incidence(**cases.columns())
    found = look_ahead(fit, ages=[age], within=within)
    until = start + within
    wanted = float(incidence_by(cases, until, WON, after=start))
    assert found.chance[0] == pytest.approx(wanted, rel=1e-9, abs=1e-12)
    assert found.low[0] <= wanted + 1e-9
    assert found.high[0] >= wanted - 1e-9
    later = [(day, kind) for day, kind in cases.pairs if day > start]
    known = sum(kind != OPEN or day >= until for day, kind in later)
    assert found.watched[0] == known


@given(cases=fates(days=whole_days), age=st.integers(0, 8))
def test_its_interval_is_that_of_a_new_beginning(cases, age):
    later = Fates(
        days=[day - age for day in cases.days if day > age],
        outcomes=[kind for day, kind in cases.pairs if day > age],
    )
    won = [day for day, kind in cases.pairs if kind == WON]
    if not won or max(won) < age or not later.days:
        return
    whole = look_ahead(fit_incidence(**cases.columns()), ages=[age], within=1000)
    anew = fit_incidence(**later.columns()).at([max(later.days)])[0]
    assert whole.chance[0] == pytest.approx(anew.won.value, abs=1e-12)
    if 0 < anew.won.value < 1:
        assert whole.low[0] == pytest.approx(anew.won.low, rel=1e-6)
        spread = float(variance_by(cases, max(cases.days), WON, after=age))
        assert spread == pytest.approx(
            float(variance_by(later, max(later.days), WON)), rel=1e-9
        )
        ended = anew.open == pytest.approx(0, abs=1e-12)
        if ended:
            assert whole.high[0] == pytest.approx(anew.won.high, rel=1e-6)


def crowd(*, vain=200, watched=400.0):
    """Forty won by day 40, forty lost by day 40, some watched in vain."""
    days = [*range(1, 41), *range(1, 41), *([watched] * vain)]
    return fit_incidence(days=days, outcomes=[WON] * 40 + [LOST] * 40 + [OPEN] * vain)


def test_whoever_outlived_every_win_shares_one_exact_bound():
    fit = crowd(vain=200)
    found = look_ahead(fit, ages=[40, 41, 400, 5000], within=90)
    wanted = binomtest(0, 200).proportion_ci(0.95, method="exact").high
    assert found.chance.tolist() == [0.0] * 4
    np.testing.assert_allclose(found.high, wanted)
    assert found.watched.tolist() == [200] * 4


def test_whoever_was_not_watched_long_enough_proves_nothing():
    found = look_ahead(crowd(watched=100.0), ages=[60], within=90)
    assert (found.watched[0], found.high[0]) == (0, 1.0)
    nobody = look_ahead(fit_incidence(days=[1], outcomes=[WON]), ages=[1, 7])
    assert nobody.high.tolist() == [1.0, 1.0]


def test_stale_is_older_than_most_wins_and_zombie_has_no_hope():
    found = judge_ages(crowd(), ages=[0, 36, 37, 38, 39, 40, 100])
    assert found.stale_after == 36
    assert found.standings[:2] == (AgeStanding.USUAL,) * 2
    assert found.standings[-1] is AgeStanding.ZOMBIE
    after = int(found.zombie_after)
    days = np.arange(0, 120)
    told = judge_ages(crowd(), ages=days).standings
    assert {told[day] for day in days if day >= after} == {AgeStanding.ZOMBIE}
    assert told[after - 1] is not AgeStanding.ZOMBIE


def test_few_watched_in_vain_make_nobody_a_zombie():
    found = judge_ages(crowd(vain=20), ages=[39, 500])
    assert found.standings == (AgeStanding.STALE,) * 2
    assert found.zombie_after is None


def test_the_thresholds_are_parameters():
    strict = judge_ages(crowd(), ages=[39], rules=AgingRules(hopeless=0.001))
    assert strict.standings == (AgeStanding.STALE,)
    early = judge_ages(crowd(), ages=[21], rules=AgingRules(stale_quantile=0.5))
    assert early.stale_after == 20
    assert early.standings == (AgeStanding.STALE,)
    with pytest.raises(ConstantError, match="within"):
        look_ahead(crowd(), ages=[1], within=0)
    for wrong in (
        {"hopeless": 0},
        {"stale_quantile": 1},
        {"enough": 0},
        {"within": -1},
    ):
        with pytest.raises(ConstantError, match=next(iter(wrong))):
            AgingRules(**wrong)


def test_too_few_wins_say_nothing():
    fit = fit_incidence(days=[5] * 29 + [90] * 90, outcomes=[WON] * 29 + [OPEN] * 90)
    found = judge_ages(fit, ages=[1, 400])
    assert set(found.standings) == {AgeStanding.UNKNOWN}
    assert (found.stale_after, found.zombie_after) == (None, None)


def test_rare_wins_do_not_make_young_cases_zombies():
    fit = fit_incidence(
        days=[*range(1, 41), *([50] * 3960)], outcomes=[WON] * 40 + [LOST] * 3960
    )
    assert judge_ages(fit, ages=[1]).standings == (AgeStanding.USUAL,)


@given(cases=fates(days=whole_days), age=st.integers(0, 9), horizon=st.integers(1, 9))
def test_what_is_left_of_a_chance_is_that_of_the_definition(cases, age, horizon):
    left = chance_left(fit_incidence(**cases.columns()), ages=[age], horizon=horizon)[0]
    new = incidence_by(cases, horizon, WON)
    still = open_before(cases, age + 0.5, WON, LOST)
    wanted = 0.0
    if new and still and age < horizon:
        wanted = float((new - incidence_by(cases, age, WON)) / (still * new))
    assert left == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def test_a_month_as_unit_changes_nothing():
    days = np.concatenate([np.arange(1, 41) * 2.0, np.full(200, 300.0)])
    kinds = [WON] * 40 + [OPEN] * 200
    before = judge_ages(fit_incidence(days=days, outcomes=kinds), ages=[10.0, 90.0])
    after = judge_ages(
        fit_incidence(days=days / 2, outcomes=kinds),
        ages=[5.0, 45.0],
        rules=AgingRules(within=45),
    )
    np.testing.assert_allclose(before.outlook.high, after.outlook.high)
    assert before.standings == after.standings


def test_asked_twice_it_answers_the_same_and_changes_no_array():
    ages = np.array([3.0, 77.0])
    fit = crowd()
    first, second = (judge_ages(fit, ages=ages) for _ in range(2))
    assert first.to_columns() == second.to_columns()
    assert ages.tolist() == [3.0, 77.0]
    with pytest.raises(ValueError, match="read-only"):
        first.outlook.high[0] = 0
    with pytest.raises(NumberError, match="NaN"):
        judge_ages(fit, ages=[float("nan")])


def test_a_hundred_thousand_open_cases_are_judged_at_once():
    ages = np.random.default_rng(3).integers(0, 500, 100_000)
    assert len(judge_ages(crowd(), ages=ages).standings) == 100_000
