"""Cumulative incidence: against the definition, against simpler cases, by hand."""

from dataclasses import FrozenInstanceError, fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from salesfrontier import (
    ConstantError,
    LengthError,
    NoCasesError,
    NumberError,
    OutcomeError,
    fit_incidence,
)
from salesfrontier.intervals import wilson_band
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

STORY = Fates(
    days=[5, 5, 8, 8, 8, 12, 15, 15, 20, 20],
    outcomes=[WON, LOST, WON, WON, OPEN, LOST, WON, OPEN, OPEN, OPEN],
)
CLOSED = (WON, LOST)


@given(cases=fates())
def test_the_incidence_is_what_the_definition_says(cases):
    fit = fit_incidence(**cases.columns())
    for at, day in enumerate(fit.time.tolist()):
        for kind, cause in ((WON, fit.won), (LOST, fit.lost)):
            wanted = float(incidence_by(cases, day, kind))
            assert cause.share[at] == pytest.approx(wanted, rel=1e-12, abs=1e-15)
            spread = float(variance_by(cases, day, kind))
            assert cause.variance[at] == pytest.approx(spread, rel=1e-9, abs=1e-15)


@given(cases=fates())
def test_won_lost_and_open_make_one(cases):
    fit = fit_incidence(**cases.columns())
    whole = fit.won.share + fit.lost.share + fit.open_share
    np.testing.assert_allclose(whole, 1.0, rtol=1e-13)
    assert (np.diff(fit.won.share) >= 0).all()
    assert (np.diff(fit.open_share) <= 0).all()


@given(cases=fates(kinds=(OPEN, WON)))
def test_with_one_way_to_end_it_is_one_minus_kaplan_meier_with_greenwood(cases):
    fit = fit_incidence(**cases.columns())
    np.testing.assert_allclose(fit.won.share, fit.won.alone, rtol=1e-12, atol=1e-15)
    greenwood = 0.0
    for at, day in enumerate(fit.time.tolist()):
        n, won = cases.at_risk(day), cases.ended(day, WON)
        still = float(open_before(cases, day, WON)) * (1 - won / n)
        greenwood += won / (n * (n - won)) if n > won else 0.0
        wanted = still**2 * greenwood
        assert fit.won.variance[at] == pytest.approx(wanted, rel=1e-9, abs=1e-15)


@given(cases=fates())
def test_one_minus_kaplan_meier_is_never_below_it(cases):
    fit = fit_incidence(**cases.columns())
    assert (fit.won.alone >= fit.won.share - 1e-14).all()


@given(cases=fates(kinds=CLOSED))
def test_where_all_cases_are_closed_it_is_their_share(cases):
    fit = fit_incidence(**cases.columns())
    n = len(cases.days)
    for at, day in enumerate(fit.time.tolist()):
        share = sum(one <= day and kind == WON for one, kind in cases.pairs) / n
        assert fit.won.share[at] == pytest.approx(share, rel=1e-12, abs=1e-15)
        binomial = share * (1 - share) / n
        assert fit.won.variance[at] == pytest.approx(binomial, rel=1e-9, abs=1e-14)


@given(cases=fates())
def test_intervals_hold_the_share_and_stay_between_zero_and_one(cases):
    fit = fit_incidence(**cases.columns())
    for found in fit.at(fit.time):
        for share in (found.won, found.lost):
            assert 0 <= share.low <= share.value + 1e-12
            assert share.value - 1e-12 <= share.high <= 1


@given(n=st.integers(1, 60), level=st.sampled_from([0.8, 0.95, 0.99]))
def test_none_won_is_bounded_exactly(n, level):
    fit = fit_incidence(days=[3] * n, outcomes=[LOST] * n, level=level)
    found = fit.at([3])[0]
    wanted = binomtest(0, n).proportion_ci(level, method="exact")
    assert found.won.high == pytest.approx(wanted.high)
    assert found.won.low == 0
    assert found.lost.low == pytest.approx(1 - wanted.high)
    assert found.lost.high == 1


def test_all_won_over_many_days_is_bounded_exactly_whatever_rounding_left():
    days = [32 + n % 9 for n in range(40)]
    found = fit_incidence(days=days, outcomes=[WON] * 40).at([60])[0]
    assert found.won.value == pytest.approx(1)
    assert found.won.low == pytest.approx(0.025 ** (1 / 40))
    assert found.lost.high == pytest.approx(1 - 0.025 ** (1 / 40))


def test_an_open_case_is_no_proof_that_none_is_won():
    few = fit_incidence(days=[1] * 90 + [5] * 10, outcomes=[OPEN] * 90 + [LOST] * 10)
    early, late = few.at([1, 5])
    assert early.won.high == pytest.approx(1 - 0.025 ** (1 / 100))
    assert late.won.high == pytest.approx(1 - 0.025 ** (1 / 10))


def test_a_story_worked_by_hand():
    """Ten deals. Day 5: one won, one lost of 10. Day 8: two won of 8, one leaves. Day
    12: one lost of 5. Day 15: one won of 4, one leaves. Two are open at day 20."""
    fit = fit_incidence(**STORY.columns())
    assert fit.time.tolist() == [5, 8, 12, 15, 20]
    assert fit.table.at_risk.tolist() == [10, 8, 5, 4, 2]
    won = [0.1, 0.1 + 0.8 * 2 / 8, 0.3, 0.3 + 0.48 * 1 / 4, 0.42]
    np.testing.assert_allclose(fit.won.share, won)
    np.testing.assert_allclose(fit.open_share, [0.8, 0.6, 0.48, 0.36, 0.36])
    np.testing.assert_allclose(fit.lost.share, [0.1, 0.1, 0.22, 0.22, 0.22])
    # 1 - (9/10)(6/8)(3/4): as if the lost deals could still be won.
    assert fit.won.alone[-1] == pytest.approx(0.49375)
    assert (fit.n, fit.closed, fit.unit, fit.method) == (10, 6, "day", "aalen-johansen")


def test_a_day_belongs_to_itself_and_nothing_is_said_after_the_last():
    fit = fit_incidence(**STORY.columns())
    before, on, between, last, after = fit.at([7.99, 8, 11, 20, 20.5])
    assert (before.won.value, before.at_risk) == (0.1, 8)
    assert on.won.value == between.won.value == pytest.approx(0.3)
    assert (on.at_risk, between.at_risk) == (8, 5)
    assert last.won.value == pytest.approx(0.42)
    assert (after.won, after.lost, after.open, after.at_risk) == (None, None, None, 0)
    ended = fit_incidence(days=[1, 2], outcomes=[WON, LOST])
    assert ended.at([900])[0].won.value == 0.5


def test_an_end_on_the_first_day_counts():
    fit = fit_incidence(days=[0, 0, 4], outcomes=[WON, OPEN, LOST])
    assert fit.at([0])[0].won.value == pytest.approx(1 / 3)
    assert fit.at([4])[0].lost.value == pytest.approx(2 / 3)


# ------------------------------------------------- the battery


@given(cases=fates(), order=st.randoms(use_true_random=False))
def test_the_order_of_the_cases_changes_no_digit(cases, order):
    places = list(range(len(cases.days)))
    order.shuffle(places)
    moved = Fates(
        days=[cases.days[at] for at in places],
        outcomes=[cases.outcomes[at] for at in places],
    )
    before, after = (fit_incidence(**one.columns()) for one in (cases, moved))
    assert before.to_columns() == after.to_columns()


@given(cases=fates(days=whole_days), power=st.integers(-20, 20))
def test_the_unit_of_time_changes_no_share(cases, power):
    """Whole days are counted, other numbers sorted: both ways are compared here."""
    scaled = Fates(
        days=[day * 2.0**power for day in cases.days], outcomes=cases.outcomes
    )
    before, after = (fit_incidence(**one.columns()) for one in (cases, scaled))
    assert after.time.tolist() == (before.time * 2.0**power).tolist()
    np.testing.assert_array_equal(after.won.share, before.won.share)
    np.testing.assert_array_equal(after.won.variance, before.won.variance)


@given(cases=fates(), times=st.integers(2, 5))
def test_as_many_cases_again_change_the_variance_only(cases, times):
    more = Fates(days=cases.days * times, outcomes=cases.outcomes * times)
    before, after = (fit_incidence(**one.columns()) for one in (cases, more))
    np.testing.assert_allclose(after.won.share, before.won.share, rtol=1e-12)
    np.testing.assert_allclose(
        after.won.variance * times, before.won.variance, rtol=1e-9, atol=1e-15
    )


@given(cases=fates())
def test_won_and_lost_may_change_places(cases):
    swapped = [{WON: LOST, LOST: WON}.get(kind, OPEN) for kind in cases.outcomes]
    before = fit_incidence(**cases.columns())
    after = fit_incidence(**cases.columns(outcomes=swapped))
    np.testing.assert_array_equal(after.lost.share, before.won.share)
    np.testing.assert_array_equal(after.lost.variance, before.won.variance)


def test_asked_twice_it_answers_the_same_and_leaves_its_arrays_alone():
    days, outcomes = np.array(STORY.days), np.array(STORY.outcomes)
    kept = days.copy(), outcomes.copy()
    first, second = (fit_incidence(days=days, outcomes=outcomes) for _ in range(2))
    assert first.to_columns() == second.to_columns()
    np.testing.assert_array_equal((days, outcomes), kept)
    days[0] = 99
    assert first.time[0] == 5
    assert days.flags.writeable


def test_a_result_cannot_be_changed():
    fit = fit_incidence(**STORY.columns())
    with pytest.raises(FrozenInstanceError):
        fit.n = 3
    for part in (fit, fit.table, fit.won):
        for field in fields(part):
            column = getattr(part, field.name)
            if isinstance(column, np.ndarray):
                with pytest.raises(ValueError, match="read-only"):
                    column[0] = 0


@pytest.mark.parametrize(
    ("columns", "error", "words"),
    [
        ({"days": [1, float("nan")]}, NumberError, "NaN for 1"),
        ({"days": [1, float("inf")]}, NumberError, "infinite"),
        ({"days": [1, -1]}, NumberError, "below zero"),
        ({"days": ["1", "2"]}, NumberError, "plain numbers"),
        ({"days": [True, False]}, NumberError, "plain numbers"),
        ({"days": np.ma.masked_array([1, 2], [True, False])}, NumberError, "plain"),
        ({"days": [1]}, LengthError, "outcomes"),
        ({"days": [[1, 2]]}, LengthError, "days"),
        ({"days": [], "outcomes": []}, NoCasesError, "No case"),
        ({"outcomes": [1, 3]}, OutcomeError, "3"),
        ({"outcomes": [1, 0.5]}, OutcomeError, "0.5"),
        ({"outcomes": [1, float("nan")]}, NumberError, "NaN"),
        ({"outcomes": [1, -1]}, NumberError, "below zero"),
        ({"level": 1.0}, ConstantError, "level"),
        ({"level": float("nan")}, ConstantError, "level"),
    ],
)
def test_what_cannot_be_used_is_refused(columns, error, words):
    given_columns = {"days": [1, 2], "outcomes": [1, 2], **columns}
    with pytest.raises(error, match=words):
        fit_incidence(**given_columns)
    with pytest.raises(NumberError, match="NaN"):
        fit_incidence(days=[1], outcomes=[1]).at([float("nan")])


@given(n=st.integers(1, 300), share=st.floats(0, 1))
def test_wilsons_interval_is_the_known_one(n, share):
    k = round(n * share)
    band = wilson_band(np.array([float(k)]), np.array([float(n)]), level=0.95)
    wanted = binomtest(k, n).proportion_ci(method="wilson")
    assert band.low[0] == pytest.approx(wanted.low, abs=1e-12)
    assert band.high[0] == pytest.approx(wanted.high, abs=1e-12)


def test_intervals_cover_what_is_true():
    """5,000 samples of 80 deals from a known law: won by day 30 with chance 0.36.

    Exponential hazards 0.02 won, 0.01 lost a day; looked at after 10 to 60 days.
    """
    draw = np.random.default_rng(20261126)
    truth = 2 / 3 * (1 - np.exp(-0.03 * 30))
    size, hits = 2000, 0
    for _ in range(size):
        ended = draw.exponential(1 / 0.03, 80)
        looked = draw.uniform(10, 60, 80)
        kind = np.where(draw.random(80) < 2 / 3, WON, LOST)
        fit = fit_incidence(
            days=np.minimum(ended, looked),
            outcomes=np.where(ended <= looked, kind, OPEN),
        )
        share = fit.at([30])[0].won
        hits += share is not None and share.low <= truth <= share.high
    assert 0.93 <= hits / size <= 0.97
