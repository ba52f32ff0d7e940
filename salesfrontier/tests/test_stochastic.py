"""Stochastic frontiers: the formulas, the climb, the scores, and what is refused."""

import numpy as np
import pytest

from salesfrontier import (
    CollinearError,
    ConstantError,
    DuplicateIdError,
    EmptyTableError,
    Inefficiency,
    LengthError,
    NumberError,
    StochasticRules,
    TooFewError,
    UnknownUnitError,
    fit_stochastic,
)
from salesfrontier.tests.test_estimators import table

KINDS = tuple(Inefficiency)
every = pytest.mark.parametrize("kind", KINDS)
LOG = StochasticRules(log=True)


def world(n=400, seed=20261126, kind=Inefficiency.HALF_NORMAL, slack=0.5):
    draw = np.random.default_rng(seed)
    x = draw.lognormal(3.0, 0.6, (n, 2))
    if kind is Inefficiency.EXPONENTIAL:
        u = draw.exponential(slack, n)
    else:
        u = np.abs(draw.normal(0.0, slack, n))
    noise = draw.normal(0.0, 0.15, n)
    y = np.exp(0.7 + np.log(x) @ [0.5, 0.3] + noise - u)
    return {"inputs": x, "outputs": y}


@every
def test_the_estimate_stands_on_top_of_its_likelihood(kind):
    fit = fit_stochastic(**world(kind=kind), inefficiency=kind, rules=LOG)
    assert fit.slope <= 1e-9
    assert (np.linalg.eigvalsh(fit.covariance) > -1e-9).all()
    assert fit.loglik > fit.loglik_ols
    assert fit.ratio.p_value < 0.01
    assert fit.warnings == ()


@every
def test_what_made_the_figures_is_found_again(kind):
    asked = world(n=20_000, kind=kind)
    fit = fit_stochastic(**asked, inefficiency=kind, rules=LOG)
    found = np.array([*fit.coefficients.values()])
    spread = np.array([*fit.standard_errors.values()])[:3]
    room = 4 * spread if kind is not Inefficiency.TRUNCATED_NORMAL else 6 * spread
    assert (np.abs(found - [0.7, 0.5, 0.3]) < room).all()
    assert fit.spread.noise == pytest.approx(0.15, abs=0.03)
    assert fit.sigma2 == fit.spread.noise**2 + fit.spread.inefficiency**2


@every
def test_scores_lie_in_their_intervals_between_zero_and_one(kind):
    fit = fit_stochastic(**world(kind=kind), inefficiency=kind, rules=LOG)
    assert ((fit.score > 0) & (fit.score <= 1)).all()
    assert ((fit.lower < fit.score) & (fit.score < fit.upper)).all()
    assert (fit.upper <= 1).all()


@every
def test_a_chance_is_that_of_the_conditional_distribution(kind):
    fit = fit_stochastic(**world(kind=kind), inefficiency=kind, rules=LOG)
    likely = fit.chance_at_least(0.9)
    assert ((likely >= 0) & (likely <= 1)).all()
    assert (likely[fit.lower > 0.9] > 0.975).all()
    assert (likely[fit.upper < 0.9] < 0.025).all()
    ends = [fit.chance_at_least(float(fit.lower[at]))[at] for at in range(5)]
    np.testing.assert_allclose(ends, 0.975, atol=1e-9)
    with pytest.raises(ConstantError, match="share"):
        fit.chance_at_least(0.0)


@every
def test_order_and_units_of_measure_do_not_matter(kind):
    asked = world(n=120, kind=kind)
    fit = fit_stochastic(**asked, inefficiency=kind, rules=LOG)
    order = np.random.default_rng(1).permutation(120)
    mixed = fit_stochastic(
        inputs=asked["inputs"][order] * [1e-5, 1e4],
        outputs=asked["outputs"][order] * 1e3,
        inefficiency=kind,
        rules=LOG,
    )
    np.testing.assert_allclose(mixed.score, fit.score[order], rtol=1e-6)
    slopes = [[*one.coefficients.values()][1:] for one in (fit, mixed)]
    np.testing.assert_allclose(slopes[1], slopes[0], rtol=1e-6)


@every
def test_a_cost_is_a_frontier_from_below(kind):
    asked = world(n=150, kind=kind)
    fit = fit_stochastic(**asked, inefficiency=kind, rules=LOG)
    turned = fit_stochastic(
        inputs=asked["inputs"],
        outputs=1 / asked["outputs"],
        inefficiency=kind,
        rules=StochasticRules(log=True, cost=True),
    )
    assert turned.loglik == pytest.approx(fit.loglik, rel=1e-9)
    np.testing.assert_allclose(turned.score, fit.score, rtol=1e-6)
    for name, value in fit.coefficients.items():
        assert turned.coefficients[name] == pytest.approx(-value, rel=1e-6)


def test_without_logarithms_a_score_is_a_share_of_the_frontier():
    asked = world(n=200)
    fit = fit_stochastic(
        inputs=np.log(asked["inputs"]), outputs=np.log(asked["outputs"])
    )
    logs = fit_stochastic(**asked, rules=LOG)
    assert fit.loglik == pytest.approx(logs.loglik)
    share = 1 - fit.expected_inefficiency / fit.frontier
    np.testing.assert_allclose(fit.score, share)


@every
def test_wrong_skewness_is_said_and_scores_everybody_alike(kind):
    asked = world(n=80)
    fit = fit_stochastic(
        inputs=asked["inputs"],
        outputs=1 / asked["outputs"],
        inefficiency=kind,
        rules=LOG,
    )
    assert [warning.code for warning in fit.warnings] == [
        "wrong_skewness",
        "no_inefficiency",
    ]
    assert fit.skewness > 0
    assert fit.score.tolist() == [1.0] * 80
    assert np.isnan(fit.lower).all()
    assert fit.gamma == 0.0
    assert fit.loglik == fit.loglik_ols
    assert fit.ratio.p_value == 1.0
    logs = np.column_stack([np.ones(80), np.log(asked["inputs"])])
    wanted = np.linalg.lstsq(logs, -np.log(asked["outputs"]), rcond=None)[0]
    np.testing.assert_allclose([*fit.coefficients.values()], wanted, rtol=1e-9)


@pytest.mark.parametrize("kind", [KINDS[0], KINDS[2]])
def test_where_no_noise_can_be_told_the_best_units_make_the_frontier(kind):
    draw = np.random.default_rng(4)
    x = draw.uniform(1.0, 9.0, 12)
    left = draw.exponential(0.5, 12)
    fit = fit_stochastic(
        inputs=x,
        outputs=np.exp(1 + 0.5 * np.log(x) - left),
        inefficiency=kind,
        rules=LOG,
    )
    assert [warning.code for warning in fit.warnings] == ["no_noise"]
    assert fit.gamma == 1.0
    assert fit.residual.max() == pytest.approx(0.0, abs=1e-9)
    np.testing.assert_allclose(fit.score, np.exp(np.minimum(fit.residual, 0.0)))
    assert np.isnan(fit.lower).all()
    nearby = [fit.coefficients["intercept"], fit.coefficients["log(input)"]]

    def rest(shift):
        e = np.log(fit.design.outputs.figures[:, 0]) - nearby[0] - shift[0]
        e = e - (nearby[1] + shift[1]) * np.log(x)
        if e.max() > 1e-12:
            return np.inf
        return (e**2).sum() if kind is Inefficiency.HALF_NORMAL else -e.sum()

    best = rest((0.0, 0.0)) if np.isfinite(rest((0.0, 0.0))) else rest((1e-9, 0.0))
    for shift in draw.normal(0.0, 0.05, (400, 2)):
        assert rest(shift) >= best - 1e-6


def test_a_truncated_normal_without_a_top_becomes_the_exponential():
    asked = table()
    truncated, plain = (
        fit_stochastic(**asked, inefficiency=kind, rules=LOG) for kind in KINDS[1:]
    )
    codes = [warning.code for warning in truncated.warnings]
    assert codes == ["became_exponential"]
    assert truncated.inefficiency is Inefficiency.EXPONENTIAL
    assert truncated.coefficients == plain.coefficients
    assert truncated.slope <= 1e-9


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"outputs": [0.0] + [1.0] * 9}, NumberError),
        ({"outputs": [np.nan] + [1.0] * 9}, NumberError),
        ({"inputs": ["a"] * 10}, NumberError),
        ({"inputs": np.ones((10, 1))}, CollinearError),
        ({"inputs": np.outer(np.arange(1, 11), [1.0, 2.0]) ** 2.0}, CollinearError),
        ({"outputs": np.ones((10, 2))}, LengthError),
        ({"ids": [1] * 10}, DuplicateIdError),
        ({"inputs": [], "outputs": []}, EmptyTableError),
        ({"inputs": [1.0, 2.0, 3.0], "outputs": [1.0, 2.0, 4.0]}, TooFewError),
        ({"inefficiency": "gamma"}, ConstantError),
    ],
)
def test_a_question_without_an_answer_is_refused(changes, error):
    asked = {
        "inputs": np.arange(1.0, 11.0),
        "outputs": np.arange(1.0, 11.0) + np.sin(np.arange(10)) / 4,
        "rules": LOG,
    }
    with pytest.raises(error):
        fit_stochastic(**(asked | changes))


@every
@pytest.mark.parametrize("wave", [0.0, 1e-4])
def test_a_line_that_meets_every_unit_is_said_to_and_not_split(kind, wave):
    potential = np.arange(1.0, 41.0)
    draw = np.random.default_rng(7)
    rest = draw.normal(0, 0.3, 40) - np.abs(draw.normal(0, 1, 40))
    fit = fit_stochastic(
        inputs=potential,
        outputs=2 * potential + 3 + wave * rest,
        inefficiency=kind,
    )
    exact = "exact_line" in {warning.code for warning in fit.warnings}
    assert exact is (wave == 0.0)
    assert (fit.sigma2 == 0.0) is exact
    assert np.isnan(fit.gamma) == np.isnan(fit.ratio.p_value) == exact
    assert np.isfinite(fit.loglik) != exact
    if exact:
        np.testing.assert_array_equal(fit.score, 1.0)
        np.testing.assert_allclose([*fit.coefficients.values()], [3, 2], rtol=1e-12)
        assert np.isnan([*fit.standard_errors.values()]).all()
        assert np.isnan(fit.lower).all()


def test_a_logarithm_of_zero_names_its_rows():
    with pytest.raises(NumberError, match=r"'calls' is zero or below.*'b'"):
        fit_stochastic(
            ids="abcdefgh",
            inputs={"calls": [1, 0, 3, 4, 5, 6, 7, 8]},
            outputs=[1, 2, 3, 4, 5, 6, 7, 9],
            rules=LOG,
        )


@pytest.mark.parametrize(
    ("size", "held"), [(1e-160, False), (1e160, False), (1e90, True)]
)
def test_a_figure_whose_square_no_float_holds_is_named_as_such(size, held):
    asked = world(n=40, kind="half-normal")
    inputs = {"calls": np.ravel(asked["inputs"])[:40] * size}
    outputs = np.ravel(asked["outputs"])[:40]
    if held:
        assert np.isfinite(fit_stochastic(inputs=inputs, outputs=outputs).loglik)
        return
    with pytest.raises(
        NumberError, match=r"'calls' is too (small|large) to be squared"
    ):
        fit_stochastic(inputs=inputs, outputs=outputs)


@every
def test_results_are_locked_and_figures_left_alone(kind):
    asked = world(n=90, kind=kind)
    kept = asked["inputs"].copy()
    fit = fit_stochastic(**asked, inefficiency=kind, rules=LOG)
    np.testing.assert_array_equal(asked["inputs"], kept)
    with pytest.raises(ValueError, match="read-only"):
        fit.score[0] = 0.0
    columns = fit.to_columns()
    assert {len(column) for column in columns.values()} == {90}
    assert {"score", "lower", "upper", "input:input1", "output:output"} <= set(columns)
    again = fit_stochastic(**asked, inefficiency=kind, rules=LOG)
    np.testing.assert_array_equal(again.score, fit.score)
    with pytest.raises(UnknownUnitError, match="'z'"):
        fit.position("z")
