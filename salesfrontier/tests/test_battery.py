"""One battery over every estimator: a new one is tested the day it is born."""

from dataclasses import FrozenInstanceError, fields
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesfrontier import (
    METHODS,
    DuplicateIdError,
    Efficiency,
    EmptyTableError,
    NumberError,
    ShapeError,
    certify,
    fit_frontier,
)
from salesfrontier.tests.oracle import Table, exact_frontier, extreme, plain, tables

pytestmark = pytest.mark.parametrize("method", METHODS)
LADDER = Table(x=[1.0, 2.0, 4.0, 6.0, 3.0, 8.0], y=[1.0, 4.0, 6.0, 7.0, 2.0, 7.0])


@given(table=tables())
def test_the_frontier_is_the_best_that_was_achieved(method, table):
    fit = fit_frontier(**table.columns(method=method))
    for at in range(fit.n):
        wanted = exact_frontier(table, table.x[at], method)
        assert fit.frontier[at] == pytest.approx(float(wanted), rel=1e-12, abs=0)


@given(table=tables())
def test_phi_is_exactly_one_on_the_frontier_and_nowhere_else(method, table):
    fit = fit_frontier(**table.columns(method=method))
    for at in range(fit.n):
        on = exact_frontier(table, table.x[at], method) == table.y[at]
        assert (fit.phi[at] == 1.0) == (on and table.y[at] > 0)
        assert (fit.score[at] == 1.0) == (fit.phi[at] == 1.0)


@given(table=tables())
def test_every_fit_is_certified(method, table):
    fit = fit_frontier(**table.columns(method=method))
    assert fit.certified.all()
    assert certify(fit).all()


@given(table=tables(extreme))
def test_at_the_ends_of_the_float_range_a_certificate_is_still_true(method, table):
    """Beyond a ratio of 1e290 a unit may stay uncertified, but never wrongly so."""
    fit = fit_frontier(**table.columns(method=method))
    for at in range(fit.n):
        best = exact_frontier(table, table.x[at], method)
        assert (fit.phi[at] == 1.0) == (best == table.y[at] and table.y[at] > 0)
        if fit.certified[at]:
            assert abs(Fraction(fit.frontier.item(at)) - best) * 10**8 <= best


@given(table=tables())
def test_phi_is_at_least_one_and_the_score_lies_between_zero_and_one(method, table):
    fit = fit_frontier(**table.columns(method=method))
    assert (fit.phi >= 1.0).all()
    assert ((fit.score >= 0.0) & (fit.score <= 1.0)).all()
    assert (fit.gap >= 0.0).all()


@given(table=tables())
def test_peers_are_one_or_two_frontier_units_whose_weights_sum_to_one(method, table):
    fit = fit_frontier(**table.columns(method=method))
    for unit in fit.units:
        assert 1 <= len(unit.peers) <= (1 if method == "fdh" else 2)
        assert all(peer.weight > 0 for peer in unit.peers)
        assert sum(peer.weight for peer in unit.peers) == pytest.approx(1.0, abs=1e-15)
        for peer in unit.peers:
            there = fit.unit(peer.id)
            assert there.frontier == there.y


@given(table=tables())
def test_a_strongly_efficient_unit_is_its_own_peer(method, table):
    for unit in fit_frontier(**table.columns(method=method)).units:
        if unit.efficiency is Efficiency.STRONG:
            assert [peer.id for peer in unit.peers] == [unit.id]
            assert unit.input_slack == 0


@given(table=tables())
def test_a_weakly_efficient_unit_has_a_peer_as_good_with_less(method, table):
    fit = fit_frontier(**table.columns(method=method))
    for unit in fit.units:
        if unit.efficiency is Efficiency.WEAK:
            (peer,) = (fit.unit(peer.id) for peer in unit.peers)
            assert peer.y == unit.y
            assert peer.x < unit.x


@given(table=tables(plain), scale_x=plain, scale_y=plain)
def test_phi_does_not_depend_on_the_units_of_measure(method, table, scale_x, scale_y):
    before = fit_frontier(**table.columns(method=method))
    rescaled = Table(x=[x * scale_x for x in table.x], y=[y * scale_y for y in table.y])
    after = fit_frontier(**rescaled.columns(method=method))
    np.testing.assert_allclose(after.phi, before.phi, rtol=1e-11)


@given(table=tables(), power_x=st.integers(-40, 40), power_y=st.integers(-40, 40))
def test_powers_of_two_change_no_digit_of_phi(method, table, power_x, power_y):
    tame = Table(
        x=[max(x, 1e-150) for x in table.x],
        y=[max(y, 1e-150) for y in table.y],
    )
    moved = Table(
        x=[x * 2.0**power_x for x in tame.x], y=[y * 2.0**power_y for y in tame.y]
    )
    before = fit_frontier(**tame.columns(method=method))
    after = fit_frontier(**moved.columns(method=method))
    np.testing.assert_array_equal(after.phi, before.phi)
    np.testing.assert_array_equal(after.vertex_index, before.vertex_index)


@given(table=tables(), order=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(method, table, order):
    places = list(range(len(table.x)))
    order.shuffle(places)
    before = fit_frontier(**table.columns(method=method))
    after = fit_frontier(
        ids=[table.ids[at] for at in places],
        inputs=[table.x[at] for at in places],
        outputs=[table.y[at] for at in places],
        method=method,
    )
    assert after.vertices == before.vertices
    assert all(after.unit(name) == before.unit(name) for name in table.ids)


@given(table=tables(), share=st.floats(0.0, 1.0), more=st.floats(0.0, 5.0))
def test_adding_a_dominated_unit_changes_nobody(method, table, share, more):
    before = fit_frontier(**table.columns(method=method))
    wider = Table(x=[*table.x, table.x[0] + more], y=[*table.y, table.y[0] * share])
    after = fit_frontier(**wider.columns(method=method))
    np.testing.assert_array_equal(after.phi[:-1], before.phi)
    assert after.vertices == before.vertices


@given(table=tables())
def test_the_frontier_never_falls(method, table):
    fit = fit_frontier(**table.columns(method=method))
    heights = fit.value_at(np.sort(np.array(table.x)))
    assert all(low <= high * (1 + 1e-15) for low, high in pairwise(heights))


@given(table=tables())
def test_value_at_agrees_with_the_column(method, table):
    fit = fit_frontier(**table.columns(method=method))
    np.testing.assert_allclose(
        fit.value_at(fit.x), fit.frontier, rtol=4e-16, atol=5e-324
    )


def test_left_of_everybody_the_frontier_says_nothing(method):
    fit = fit_frontier(**LADDER.columns(method=method))
    assert np.isnan(fit.value_at(0.5))
    assert fit.value_at([[1.0], [9.0]]).tolist() == [[1.0], [7.0]]
    with pytest.raises(NumberError, match="NaN"):
        fit.value_at(float("nan"))


def test_the_outline_passes_through_every_corner_and_ends_level(method):
    fit = fit_frontier(**LADDER.columns(method=method))
    line = fit.outline(right_end=10.0)
    strokes = set(zip(line.x, line.y, strict=True))
    assert {(corner.x, corner.y) for corner in fit.vertices} <= strokes
    assert (line.x[-1], line.y[-1]) == (10.0, 7.0)
    assert list(line.x) == sorted(line.x)


def test_the_callers_arrays_are_left_alone(method):
    inputs, outputs = np.array(LADDER.x), np.array(LADDER.y)
    kept = inputs.copy(), outputs.copy()
    fit = fit_frontier(**LADDER.columns(inputs=inputs, outputs=outputs, method=method))
    np.testing.assert_array_equal((inputs, outputs), kept)
    inputs[0] = 99.0
    assert fit.x[0] == 1.0
    assert inputs.flags.writeable


def test_a_result_cannot_be_changed(method):
    fit = fit_frontier(**LADDER.columns(method=method))
    with pytest.raises(FrozenInstanceError):
        fit.method = "other"
    for field in fields(fit):
        column = getattr(fit, field.name)
        if isinstance(column, np.ndarray):
            with pytest.raises(ValueError, match="read-only"):
                column[0] = 0


@pytest.mark.parametrize("column", ["inputs", "outputs"])
@pytest.mark.parametrize(
    ("figure", "trouble"),
    [
        (float("nan"), "NaN"),
        (float("inf"), "infinite"),
        (-1.0, "below zero"),
        ("1", "plain numbers"),
        (None, "plain numbers"),
    ],
)
def test_a_bad_figure_is_refused(method, column, figure, trouble):
    figures = [figure, 2.0, 3.0, 4.0, 5.0, 6.0]
    with pytest.raises(NumberError, match=trouble):
        fit_frontier(**LADDER.columns(method=method, **{column: figures}))


def test_true_and_false_are_no_figures(method):
    with pytest.raises(NumberError, match="plain numbers"):
        fit_frontier(ids=["a"], inputs=[True], outputs=[1.0], method=method)


def test_a_masked_figure_is_refused(method):
    hidden = np.ma.masked_array([1.0, 2.0], mask=[True, False])
    with pytest.raises(NumberError, match="plain numbers"):
        fit_frontier(ids="ab", inputs=hidden, outputs=[1.0, 2.0], method=method)


def test_two_units_of_one_id_are_refused(method):
    with pytest.raises(DuplicateIdError, match="'1'"):
        fit_frontier(ids=[1, "1"], inputs=[1, 2], outputs=[1, 2], method=method)


def test_an_empty_table_is_refused(method):
    with pytest.raises(EmptyTableError, match="No unit"):
        fit_frontier(ids=[], inputs=[], outputs=[], method=method)


@pytest.mark.parametrize("inputs", [[1.0], [[1.0, 2.0], [3.0, 4.0]], 1.0])
def test_a_column_of_another_shape_is_refused(method, inputs):
    with pytest.raises(ShapeError, match="shape"):
        fit_frontier(ids="ab", inputs=inputs, outputs=[1.0, 2.0], method=method)


def test_a_column_vector_is_a_column(method):
    flat = fit_frontier(**LADDER.columns(method=method))
    tall = fit_frontier(**LADDER.columns(method=method, inputs=[[x] for x in LADDER.x]))
    np.testing.assert_array_equal(flat.phi, tall.phi)


def test_no_output_means_score_zero_and_infinite_phi(method):
    fit = fit_frontier(ids="abc", inputs=[1, 2, 3], outputs=[0, 0, 5], method=method)
    assert fit.phi.tolist() == [np.inf, np.inf, 1.0]
    assert fit.score.tolist() == [0.0, 0.0, 1.0]
    assert [
        warning.ids for warning in fit.warnings if warning.code == "zero_output"
    ] == [("a", "b")]
    assert fit.unit("a").efficiency is Efficiency.BELOW


def test_units_at_one_point_share_their_fate(method):
    fit = fit_frontier(ids="ba", inputs=[2, 2], outputs=[3, 3], method=method)
    assert fit.phi.tolist() == [1.0, 1.0]
    assert [corner.id for corner in fit.vertices] == ["a"]


def test_one_unit_alone_is_its_own_frontier(method):
    fit = fit_frontier(ids=["only"], inputs=[0], outputs=[3], method=method)
    assert fit.phi.tolist() == [1.0]
    assert {warning.code for warning in fit.warnings} == {
        "small_sample",
        "single_corner",
    }


def test_a_hundred_thousand_units_are_certified(method):
    draw = np.random.default_rng(20261124)
    x = draw.lognormal(10.0, 1.0, 100_000)
    y = np.sqrt(x) * draw.beta(5.0, 2.0, 100_000)
    fit = fit_frontier(ids=range(100_000), inputs=x, outputs=y, method=method)
    assert fit.certified.all()


@settings(max_examples=30)
@given(start=st.integers(1, 10**9), step=st.integers(1, 10**6))
def test_units_on_one_straight_line_are_all_efficient_or_all_corners(
    method, start, step
):
    x = [float(start + step * at) for at in range(9)]
    fit = fit_frontier(
        ids=range(9), inputs=x, outputs=[2 * v for v in x], method=method
    )
    assert (fit.phi == 1.0).all()
    assert len(fit.vertices) == (9 if method == "fdh" else 2)
