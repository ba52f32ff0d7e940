"""Corrected scores, intervals, standings, groups and fragility of envelopes."""

from dataclasses import replace

import numpy as np
import pytest

from salesfrontier import (
    ConstantError,
    EnvelopeRules,
    GoalRules,
    LengthError,
    TooFewError,
    UncertifiedError,
    bootstrap,
    class_within,
    compare_groups,
    fit_envelope,
    fit_frontier,
    frontier_fragility,
    judge_standings,
    leave_one_out,
    score_intervals,
)
from salesfrontier.inference.smoothing import bandwidth_of, draw_distances
from salesfrontier.inference.subsampling import rate_of
from salesfrontier.tests.test_envelopes import cobb_douglas

SHEET = cobb_douglas(40, 2, 1)


def rng(seed=1):
    return np.random.default_rng(seed)


def fitted(way="output", method="dea-vrs", **rules):
    return fit_envelope(
        **SHEET.columns(orientation=way, method=method, rules=EnvelopeRules(**rules))
    )


def test_drawn_distances_keep_their_mean_and_variance_and_stay_at_one_or_more():
    distance = 1.0 + rng().exponential(0.4, 400)
    distance[:40] = 1.0
    h = bandwidth_of(distance)
    drawn = np.concatenate([draw_distances(distance, h, rng(at)) for at in range(200)])
    assert drawn.min() >= 1.0
    assert (drawn > 1.0).all()
    assert drawn.mean() == pytest.approx(distance.mean(), rel=0.02)
    assert drawn.var() == pytest.approx(distance.var(), rel=0.1)


def test_a_bandwidth_needs_units_off_the_frontier():
    assert bandwidth_of(np.ones(9)) == 0.0
    fit = fit_envelope(inputs=np.arange(1.0, 10.0), outputs=np.arange(1.0, 10.0))
    with pytest.raises(ConstantError, match="bandwidth"):
        bootstrap(fit, rng=rng())


@pytest.mark.parametrize("way", ["output", "input"])
@pytest.mark.parametrize("method", ["dea-vrs", "dea-crs", "dea-nirs", "dea-ndrs"])
def test_corrected_scores_lie_below_scores_and_inside_intervals(way, method):
    fit = fitted(way, method)
    told = bootstrap(fit, rng=rng(), times=60)
    assert (told.corrected < told.score).all()
    assert ((told.lower < told.corrected) & (told.corrected < told.upper)).all()
    assert (told.upper <= told.score).all()
    assert (told.lower > 0).all()
    np.testing.assert_allclose(told.bias, told.score - told.corrected)
    assert told.likely.shape == (60, 40)


@pytest.mark.parametrize("give", [bootstrap, score_intervals])
def test_the_same_state_gives_the_same_intervals_and_another_others(give):
    fit = fitted()
    first, second, other = (give(fit, rng=rng(at), times=60) for at in (1, 1, 2))
    np.testing.assert_array_equal(first.lower, second.lower)
    assert (first.lower != other.lower).any()
    with pytest.raises(ValueError, match="read-only"):
        first.lower[0] = 0.0
    assert {len(column) for column in first.to_columns().values()} == {40}
    assert first.ids == fit.ids


@pytest.mark.parametrize("method", ["dea-vrs", "dea-crs", "fdh"])
@pytest.mark.parametrize("way", ["output", "input", "directional"])
def test_intervals_end_at_the_score_and_widen_with_the_level(method, way):
    fit = fitted(way, method)
    narrow, wide = (
        score_intervals(fit, rng=rng(), times=80, level=level) for level in (0.5, 0.95)
    )
    assert (wide.lower <= narrow.lower).all()
    assert (wide.lower < fit.score).all()
    assert (wide.upper <= fit.score).all()
    assert (wide.lower > 0).all()
    assert wide.m == round(40**0.7)


def test_rates_are_those_of_the_theory():
    assert rate_of(fitted()) == 2 / 4
    assert rate_of(fitted(method="dea-crs")) == 2 / 3
    assert rate_of(fitted(method="fdh")) == 1 / 3


@pytest.mark.parametrize("give", [bootstrap, score_intervals])
@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"times": 10}, ConstantError),
        ({"level": 1.0}, ConstantError),
        ({"fit": fitted(super_efficiency=True)}, ConstantError),
        ({"fit": fit_envelope(inputs=[1, 2, 3], outputs=[1, 2, 2])}, TooFewError),
        (
            {"fit": fit_envelope(inputs=range(1, 11), outputs=[0, *range(1, 10)])},
            UncertifiedError,
        ),
    ],
    ids=["times", "level", "super", "few", "zero"],
)
def test_a_question_without_meaning_is_refused(give, changes, error):
    asked = {"fit": fitted(), "rng": rng(), "times": 60} | changes
    with pytest.raises(error):
        give(asked.pop("fit"), **asked)


@pytest.mark.parametrize("fit", [fitted(method="fdh"), fitted("directional")])
def test_the_smooth_bootstrap_refuses_what_it_fails_for(fit):
    with pytest.raises(ConstantError):
        bootstrap(fit, rng=rng(), times=60)


def test_too_many_units_on_the_frontier_are_said():
    sheet = cobb_douglas(14, 3, 3)
    fit = fit_envelope(**sheet.columns())
    told = bootstrap(fit, rng=rng(), times=60, bandwidth=0.05)
    assert "mostly_efficient" in {warning.code for warning in told.warnings}


def test_a_class_needs_its_whole_interval():
    assert class_within(0.92, 0.99) == "frontier"
    assert class_within(0.76, 0.89) == "near"
    assert class_within(0.2, 0.4) == "behind"
    assert class_within(0.89, 0.91) == "undetermined"
    assert class_within(np.nan, 0.91) == "undetermined"
    easy = GoalRules(frontier_at=0.8, near_at=0.7, middle_at=0.5)
    assert class_within(0.82, 0.91, easy) == "frontier"


def test_ranks_and_chances_follow_the_draws():
    told = score_intervals(fitted(), rng=rng(), times=200)
    standing = judge_standings(told)
    assert ((standing.rank_low >= 1) & (standing.rank_high <= 40)).all()
    assert (standing.rank_low <= standing.rank_high).all()
    best = np.argsort(-standing.chance)[:5]
    assert told.score[best].min() > 0.9
    sure = np.array(standing.classes) == "frontier"
    assert (standing.chance[sure] > 0.9).all()
    assert (standing.chance[told.upper < 0.9] < 0.1).all()
    assert {len(column) for column in standing.to_columns().values()} == {40}
    flat = replace(told, ratio=np.ones((60, 40)))
    assert (judge_standings(flat).rank_low == judge_standings(flat).rank).all()


def test_groups_that_differ_are_found_and_those_that_do_not_are_not():
    draw = rng()
    score = np.concatenate([draw.beta(8, 2, 30), draw.beta(5, 5, 30)])
    teams = ["north"] * 30 + ["south"] * 30
    told = compare_groups(score, teams, rng=rng())
    assert told.p_value < 0.01
    assert [group.name for group in told.groups] == ["north", "south"]
    wanted = score[:30].mean() - score[30:].mean()
    assert told.differences[0].difference == pytest.approx(wanted)
    assert told.differences[0].p_value == pytest.approx(told.p_value, abs=0.01)
    mixed = compare_groups(score, ["north", "south"] * 30, rng=rng())
    assert mixed.p_value > 0.05


def test_groups_that_are_alike_are_called_different_as_often_as_said():
    found = [
        compare_groups(
            np.random.default_rng(at).beta(5, 2, 24),
            ["a"] * 8 + ["b"] * 8 + ["c"] * 8,
            rng=np.random.default_rng(1000 + at),
            shuffles=199,
        ).p_value
        for at in range(200)
    ]
    assert np.mean(np.array(found) <= 0.1) == pytest.approx(0.1, abs=0.06)


@pytest.mark.parametrize(
    ("score", "groups", "error"),
    [
        ([0.1, 0.2], ["a"], LengthError),
        ([0.1, 0.2], ["a", "a"], ConstantError),
        ([0.1, np.nan], ["a", "b"], UncertifiedError),
    ],
)
def test_groups_without_a_question_are_refused(score, groups, error):
    with pytest.raises(error):
        compare_groups(score, groups, rng=rng())


@pytest.mark.parametrize("method", ["dea-vrs", "fdh"])
def test_fragility_agrees_with_the_exact_one_for_one_input(method):
    draw = rng(3)
    x = draw.uniform(1, 9, 25)
    y = np.sqrt(x) * draw.beta(4, 2, 25)
    exact = leave_one_out(
        fit_frontier(ids=range(25), inputs=x, outputs=y, method=method)
    )
    found = frontier_fragility(fit_envelope(inputs=x, outputs=y, method=method))
    falls = {row.id: row for row in found}
    for row in exact:
        assert falls[row.id].drop == pytest.approx(row.drop, abs=1e-9)
        assert falls[row.id].fragile == row.fragile


def test_fragility_is_what_fitting_again_finds():
    fit = fitted()
    for row in frontier_fragility(fit):
        rest = np.array([at for at in range(40) if at != row.id])
        less = fit_envelope(inputs=SHEET.x[rest], outputs=SHEET.y[rest])
        fall = float((1 - fit.score[rest] / less.score).max())
        assert row.drop == pytest.approx(max(fall, 0.0), abs=1e-9)


def test_fragility_refuses_what_has_no_meaning():
    with pytest.raises(ConstantError, match="fragile_above"):
        frontier_fragility(fitted(), fragile_above=2.0)
    with pytest.raises(ConstantError, match="super_efficiency"):
        frontier_fragility(fitted(super_efficiency=True))


@pytest.mark.parametrize("give", [bootstrap, score_intervals])
def test_progress_counts_every_draw_and_changes_nothing(give):
    fit, told = fitted(), []
    watched = give(fit, rng=rng(), times=60, progress=told.append)
    assert told == list(range(1, 61))
    alone = give(fit, rng=rng(), times=60)
    assert (watched.lower == alone.lower).all()
    assert (watched.upper == alone.upper).all()


@pytest.mark.parametrize("give", [bootstrap, score_intervals])
def test_what_progress_raises_ends_the_draws(give):
    told = []

    def stop(done):
        told.append(done)
        if done == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give(fitted(), rng=rng(), times=60, progress=stop)
    assert told[-1] == 7
