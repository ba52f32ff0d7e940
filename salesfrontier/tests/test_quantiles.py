"""Quantile frontiers: the lines and their proof, distances, spreads, refusals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from salesfrontier import (
    CollinearError,
    ConstantError,
    LengthError,
    NumberError,
    QuantileRules,
    TooFewError,
    fit_quantiles,
)
from salesfrontier.quantile import lines as lines_module
from salesfrontier.quantile.crossing import crossings
from salesfrontier.quantile.lines import fit_line, prove_line, rho_of
from salesfrontier.quantile.sheet import Sheet

LOG = QuantileRules(log=True)


def world(n=300, seed=20261126, k=2):
    draw = np.random.default_rng(seed)
    x = draw.lognormal(3.0, 0.5, (n, k))
    y = 2.0 * np.prod(x ** (0.8 / k), axis=1) * draw.beta(5.0, 2.0, n)
    return {"inputs": x, "outputs": y}


def solver_rho(matrix, target, tau):
    """The programme as printed, by HiGHS."""
    n, k = matrix.shape
    answer = linprog(
        np.concatenate([np.zeros(k), np.full(n, tau), np.full(n, 1 - tau)]),
        A_eq=np.column_stack([matrix, np.eye(n), -np.eye(n)]),
        b_eq=target,
        bounds=[(None, None)] * k + [(0, None)] * (2 * n),
        method="highs",
    )
    return answer.fun


@settings(max_examples=60, deadline=None)
@given(
    cells=st.lists(st.integers(0, 5), min_size=24, max_size=60),
    tau=st.sampled_from([0.1, 0.25, 0.5, 0.8, 0.9]),
)
def test_a_line_is_best_and_proven_among_many_ties(cells, tau):
    count = len(cells) // 3
    columns = np.array(cells[: 3 * count], dtype=float).reshape(count, 3)
    matrix = np.column_stack([np.ones(count), columns[:, :2]])
    if np.linalg.matrix_rank(matrix) < 3:
        return
    line = fit_line(Sheet(matrix=matrix, target=columns[:, 2]), tau)
    wanted = solver_rho(matrix, columns[:, 2], tau)
    assert line.certified
    assert line.rho == pytest.approx(wanted, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("tau", [0.05, 0.5, 0.95])
def test_a_line_is_that_of_a_solver(tau):
    asked = world(120)
    matrix = np.column_stack([np.ones(120), asked["inputs"]])
    line = fit_line(Sheet(matrix=matrix, target=asked["outputs"]), tau)
    wanted = solver_rho(matrix, asked["outputs"], tau)
    assert line.rho == pytest.approx(wanted, rel=1e-10)


@pytest.mark.parametrize("column", range(3))
def test_a_line_next_to_the_best_is_not_proven(column):
    asked = world(120)
    matrix = np.column_stack([np.ones(120), asked["inputs"]])
    best = fit_line(Sheet(matrix=matrix, target=asked["outputs"]), 0.9).coefficients
    for shift in (1e-6, -1e-6):
        bent = best.copy()
        bent[column] *= 1 + shift
        assert not prove_line(
            Sheet(matrix=matrix, target=asked["outputs"]), 0.9, bent
        ).certified


def test_many_units_give_the_line_of_the_whole_table(monkeypatch):
    asked = world(6_000)
    matrix = np.column_stack([np.ones(6_000), asked["inputs"]])
    whole = fit_line(Sheet(matrix=matrix, target=asked["outputs"]), 0.9)
    monkeypatch.setattr(lines_module, "MANY", 1_000)
    thinned = fit_line(Sheet(matrix=matrix, target=asked["outputs"]), 0.9)
    np.testing.assert_allclose(thinned.coefficients, whole.coefficients, rtol=1e-9)
    assert thinned.certified


def test_what_the_walk_gets_wrong_highs_solves_again(monkeypatch):
    asked = world(80)
    matrix = np.column_stack([np.ones(80), asked["inputs"]])
    honest = fit_line(Sheet(matrix=matrix, target=asked["outputs"]), 0.9)
    monkeypatch.setattr(lines_module, "_whole", lambda *_: np.zeros(3))
    again = fit_line(Sheet(matrix=matrix, target=asked["outputs"]), 0.9)
    assert again.certified
    assert again.rho == pytest.approx(honest.rho)


@pytest.mark.parametrize("tau", [0.1, 0.5, 0.9])
def test_the_share_below_the_line_is_the_one_asked_for(tau):
    fit = fit_quantiles(**world(400), taus=tau)
    rest = fit.design.target - fit.top.frontier
    on = np.abs(rest) < 1e-9 * np.abs(fit.design.target)
    assert (rest[~on] < 0).mean() == pytest.approx(tau, abs=3 / 400)
    assert on.sum() == 3
    assert fit.top.rho == pytest.approx(rho_of(rest, tau))


def crossing_world():
    """Few units with spread that shrinks: lines fitted one by one cross."""
    draw = np.random.default_rng(11)
    x = np.sort(draw.uniform(1.0, 10.0, 24))
    return {"inputs": x, "outputs": 20 + x + draw.normal(0, 6, 24) / x}


def test_several_quantiles_never_cross_where_units_are():
    taus = [0.1, 0.25, 0.5, 0.6, 0.75, 0.8, 0.9]
    asked = crossing_world()
    matrix = np.column_stack([np.ones(24), asked["inputs"]])
    sheet = Sheet(matrix=matrix, target=asked["outputs"])
    alone = np.array([fit_line(sheet, tau).coefficients for tau in taus])
    assert len(crossings(matrix, alone)[0])
    fit = fit_quantiles(**asked, taus=taus)
    together = np.array([[*line.coefficients.values()] for line in fit.lines])
    assert not len(crossings(matrix, together)[0])
    assert any(line.moved for line in fit.lines)
    assert "kept_apart" in {warning.code for warning in fit.warnings}
    assert fit.taus == tuple(taus)


def test_quantiles_that_do_not_cross_are_those_fitted_one_by_one():
    fit = fit_quantiles(**world(400), taus=[0.9, 0.5])
    assert fit.taus == (0.5, 0.9)
    for tau in fit.taus:
        alone = fit_quantiles(**world(400), taus=tau)
        assert alone.top.coefficients == fit.line(tau).coefficients
        assert not fit.line(tau).moved
    with pytest.raises(ConstantError, match="tau"):
        fit.line(0.7)


@pytest.mark.parametrize("rules", [QuantileRules(), LOG, QuantileRules(spread="iid")])
def test_order_and_units_of_measure_do_not_matter(rules):
    asked = world(150)
    fit = fit_quantiles(**asked, rules=rules)
    order = np.random.default_rng(2).permutation(150)
    mixed = fit_quantiles(
        inputs=asked["inputs"][order] * [1e-4, 1e5],
        outputs=asked["outputs"][order] * 1e3,
        rules=rules,
    )
    np.testing.assert_allclose(mixed.top.score, fit.top.score[order], rtol=1e-8)


def test_scores_lie_in_their_intervals_and_above_the_line_above_one():
    fit = fit_quantiles(**world(300), rules=LOG)
    top = fit.top
    assert ((top.lower <= top.score) & (top.score <= top.upper)).all()
    over = fit.design.target > top.frontier + 1e-9
    assert (top.score[over] > 1).all()
    assert (top.score[~over] <= 1 + 1e-9).all()


@pytest.mark.more
def test_standard_errors_are_those_of_repeated_worlds():
    found, spreads = [], []
    for seed in range(60):
        draw = np.random.default_rng(seed)
        x = draw.uniform(0, 4, 300)
        y = 1 + x + draw.normal(0, 0.5, 300)
        fit = fit_quantiles(inputs=x, outputs=y, taus=0.75)
        found.append(fit.top.coefficients["input"])
        spreads.append(fit.top.standard_errors["input"])
    assert np.mean(spreads) == pytest.approx(np.std(found), rel=0.3)


def test_few_units_above_the_line_are_said():
    codes = {warning.code for warning in fit_quantiles(**world(20), taus=0.95).warnings}
    assert "few_above" in codes


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"taus": 1.0}, ConstantError),
        ({"taus": []}, ConstantError),
        ({"outputs": [np.nan] * 10}, NumberError),
        ({"inputs": ["a"] * 10}, NumberError),
        ({"inputs": np.ones(10)}, CollinearError),
        ({"outputs": np.ones((10, 2))}, LengthError),
        ({"inputs": [1.0, 2.0], "outputs": [1.0, 2.0]}, TooFewError),
        ({"inputs": np.arange(10.0), "rules": LOG}, NumberError),
    ],
)
def test_a_question_without_an_answer_is_refused(changes, error):
    asked = {"inputs": np.arange(1.0, 11.0), "outputs": np.arange(1.0, 11.0) ** 2}
    with pytest.raises(error):
        fit_quantiles(**(asked | changes))


def test_a_spread_there_is_not_is_refused():
    with pytest.raises(ConstantError, match="spread"):
        QuantileRules(spread="boot")


def test_results_are_locked_and_columns_are_whole():
    asked = world(60)
    kept = asked["inputs"].copy()
    fit = fit_quantiles(**asked, taus=[0.5, 0.8])
    np.testing.assert_array_equal(asked["inputs"], kept)
    with pytest.raises(ValueError, match="read-only"):
        fit.top.score[0] = 0.0
    columns = fit.to_columns()
    assert {len(column) for column in columns.values()} == {60}
    assert {"score:0.5", "score:0.8", "frontier:0.8"} <= set(columns)
