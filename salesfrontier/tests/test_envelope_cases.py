"""What an envelope refuses, what it warns of, and what it returns."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from salesfrontier import (
    ConstantError,
    DuplicateIdError,
    EmptyTableError,
    EnvelopeRules,
    LengthError,
    NumberError,
    UnboundedError,
    UnknownMethodError,
    UnknownUnitError,
    fit_envelope,
)
from salesfrontier.tests.programmes import (
    Sheet,
    best_beta,
)
from salesfrontier.tests.test_envelopes import (
    LADDER,
    cobb_douglas,
    every,
)


def test_a_given_direction_is_in_the_units_of_the_columns():
    rules = EnvelopeRules(direction=(1.0, 0.0, 0.0, 2.0))
    fit = fit_envelope(**LADDER.columns(orientation="directional", rules=rules))
    wanted = [
        best_beta(LADDER, at, "dea-vrs", np.array([1.0, 0.0, 0.0, 2.0]))
        for at in range(5)
    ]
    np.testing.assert_allclose(fit.beta, wanted, atol=1e-9)
    assert fit.phi is None
    assert fit.theta is None


@pytest.mark.parametrize(
    ("direction", "way"),
    [
        ((1.0,), "directional"),
        ((-1.0, 1.0, 1.0, 1.0), "directional"),
        ((np.nan, 1.0, 1.0, 1.0), "directional"),
        ((1.0, 1.0, 1.0, 1.0), "output"),
    ],
)
def test_a_direction_that_leads_nowhere_is_refused(direction, way):
    with pytest.raises(ConstantError, match="direction"):
        fit_envelope(
            **LADDER.columns(orientation=way, rules=EnvelopeRules(direction=direction))
        )


@every
def test_the_callers_arrays_are_left_alone_and_results_are_locked(method, way):
    kept = LADDER.x.copy(), LADDER.y.copy()
    fit = fit_envelope(**LADDER.columns(method=method, orientation=way))
    np.testing.assert_array_equal(LADDER.x, kept[0])
    np.testing.assert_array_equal(LADDER.y, kept[1])
    with pytest.raises(FrozenInstanceError):
        fit.method = "other"
    for part in (fit, fit.prices, fit.proof):
        for column in vars(part).values():
            if isinstance(column, np.ndarray):
                with pytest.raises(ValueError, match="read-only"):
                    column[0] = 0


@every
def test_columns_and_rows_say_the_same(method, way):
    fit = fit_envelope(**LADDER.columns(method=method, orientation=way, ids="abcde"))
    columns = fit.to_columns()
    assert {len(column) for column in columns.values()} == {5}
    unit = fit.unit("c")
    assert columns["id"][2] == "c"
    assert columns["score"][2] == unit.score
    assert columns["target:output1"][2] == unit.target_outputs["output1"]
    assert {"output": "phi", "input": "theta", "directional": "beta"}[way] in columns
    assert sum(peer.weight > 0 for peer in unit.peers) == len(unit.peers)
    with pytest.raises(UnknownUnitError, match="'z'"):
        fit.unit("z")


@every
@pytest.mark.parametrize(
    ("figure", "trouble"),
    [
        (np.nan, "NaN"),
        (np.inf, "infinite"),
        (-1.0, "below zero"),
        ("many", "plain numbers"),
    ],
)
def test_a_bad_figure_is_refused_with_its_column_and_rows(method, way, figure, trouble):
    with pytest.raises(NumberError, match=trouble) as caught:
        fit_envelope(
            ids="ab",
            inputs={"potential": [1.0, 2.0], "calls": [3.0, figure]},
            outputs={"sales": [1.0, 2.0]},
            method=method,
            orientation=way,
        )
    assert caught.value.column == "calls"
    assert trouble == "plain numbers" or "'b'" in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"ids": [1, "1", 2, 3, 4]}, DuplicateIdError),
        ({"ids": "ab"}, LengthError),
        ({"outputs": [1.0]}, LengthError),
        ({"inputs": np.ones((5, 2, 1))}, LengthError),
        ({"inputs": {}}, LengthError),
        ({"inputs": {"a": [1.0] * 5, "b": [1.0] * 4}}, LengthError),
        ({"inputs": [], "outputs": []}, EmptyTableError),
        ({"method": "sfa"}, UnknownMethodError),
        ({"orientation": "sideways"}, ConstantError),
        ({"rules": EnvelopeRules(fixed=("nothing",))}, ConstantError),
    ],
)
def test_a_question_without_sense_is_refused(changes, error):
    with pytest.raises(error):
        fit_envelope(**LADDER.columns(**changes))


def codes(fit):
    return {warning.code for warning in fit.warnings}


def test_one_unit_and_units_all_alike_say_so():
    alone = fit_envelope(inputs=[[1.0, 2.0]], outputs=[3.0])
    assert alone.score.tolist() == [1.0]
    assert "small_sample" in codes(alone)
    alike = fit_envelope(inputs=[[1.0, 2.0]] * 9, outputs=[3.0] * 9)
    assert alike.score.tolist() == [1.0] * 9
    assert "all_equal" in codes(alike)


def test_constant_columns_twins_and_few_units_say_so():
    sheet = cobb_douglas(9, 2, 2)
    x = np.column_stack([sheet.x, np.ones(9)])
    x[4], sheet.y[4] = x[2], sheet.y[2]
    fit = fit_envelope(inputs=x, outputs=sheet.y)
    assert {"constant_column", "duplicate_units", "many_columns"} <= codes(fit)
    assert next(w for w in fit.warnings if w.code == "duplicate_units").ids == (2,)
    assert fit.score[2] == fit.score[4]


def test_no_output_means_score_zero_and_no_proof():
    fit = fit_envelope(inputs=[[1, 2], [2, 1], [2, 2]], outputs=[0.0, 2.0, 1.0])
    assert fit.score.tolist()[0] == 0.0
    assert np.isposinf(fit.phi[0])
    assert fit.certified.tolist() == [False, True, True]
    assert next(w for w in fit.warnings if w.code == "zero_output").ids == (0,)


def test_nothing_to_reduce_means_no_score():
    fit = fit_envelope(
        inputs=[[0, 0], [2, 1], [2, 2]], outputs=[1.0, 2.0, 1.0], orientation="input"
    )
    assert np.isnan(fit.score[0])
    assert fit.failed == (0,)
    assert "nothing_moves" in codes(fit)
    assert fit.certified.tolist() == [False, True, True]


@pytest.mark.parametrize("method", ["dea-crs", "dea-ndrs"])
def test_output_without_input_cannot_be_repeated_without_end(method):
    with pytest.raises(UnboundedError, match="'free'"):
        fit_envelope(
            ids=["free", "b"], inputs=[[0, 0], [1, 2]], outputs=[1, 2], method=method
        )


@every
def test_zeros_here_and_there_are_figures_like_others(method, way):
    draw = np.random.default_rng(8)
    x, y = draw.lognormal(size=(40, 2)), draw.lognormal(size=(40, 2))
    x[draw.random((40, 2)) < 0.2] = 0.0
    y[draw.random((40, 2)) < 0.2] = 0.0
    x[x.sum(axis=1) == 0], y[y.sum(axis=1) == 0] = 1.0, 1.0
    sheet = Sheet(x=x, y=y)
    fit = fit_envelope(**sheet.columns(method=method, orientation=way))
    wanted = [best_beta(sheet, at, method, fit.direction[at]) for at in range(40)]
    np.testing.assert_allclose(fit.beta, wanted, rtol=1e-6, atol=1e-7)
    assert fit.certified.all()


def test_figures_of_very_different_size_stand_in_one_table():
    draw = np.random.default_rng(9)
    x, y = 10 ** draw.uniform(-2, 2, (120, 2)), 10 ** draw.uniform(-2, 2, (120, 2))
    fit = fit_envelope(inputs=x, outputs=y)
    assert fit.certified.all()


def test_a_level_unit_is_weak_and_shows_its_slack():
    fit = fit_envelope(
        ids="abc", inputs=[[1, 1], [1, 3], [5, 5]], outputs=[4.0, 4.0, 5.0]
    )
    assert fit.score.tolist() == [1.0, 1.0, 1.0]
    assert fit.input_slacks.tolist() == [[0, 0], [0, 2], [0, 0]]
    assert fit.on_frontier.tolist() == [True, False, True]
    assert [peer.id for peer in fit.unit("b").peers] == ["a"]
    assert next(w for w in fit.warnings if w.code == "weakly_efficient").ids == ("b",)
