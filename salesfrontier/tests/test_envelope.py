"""What holds for one estimator, or between the two."""

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesfrontier import (
    ConstantError,
    Efficiency,
    UnknownMethodError,
    UnknownUnitError,
    fit_frontier,
    fit_rows,
)
from salesfrontier.envelope.exact import side, sides
from salesfrontier.tests.oracle import (
    Table,
    extreme,
    plain,
    solver_frontier,
    tables,
)

SLOPE = Table(x=[1.0, 3.0, 2.0, 5.0, 4.0], y=[2.0, 4.0, 1.5, 4.0, 2.0])


@settings(max_examples=60, deadline=None)
@given(table=tables(plain))
def test_the_concave_frontier_solves_the_linear_program(table):
    fit = fit_frontier(**table.columns())
    wanted = [solver_frontier(table, x) for x in table.x]
    np.testing.assert_allclose(fit.frontier, wanted, rtol=1e-7)


@given(table=tables())
def test_the_step_frontier_is_the_best_output_with_no_more_input(table):
    fit = fit_frontier(**table.columns(method="fdh"))
    pairs = list(zip(table.x, table.y, strict=True))
    wanted = [max(y for x, y in pairs if x <= here) for here in table.x]
    assert fit.frontier.tolist() == wanted


@given(table=tables())
def test_the_step_frontier_never_rises_above_the_concave_one(table):
    step = fit_frontier(**table.columns(method="fdh"))
    concave = fit_frontier(**table.columns())
    one_step = 1 + 2**-51
    assert (step.frontier <= concave.frontier * one_step).all()
    assert (step.phi <= concave.phi * one_step).all()


@given(table=tables())
def test_the_concave_frontier_bends_downwards(table):
    corners = fit_frontier(**table.columns()).vertices
    exact = [(Fraction(corner.x), Fraction(corner.y)) for corner in corners]
    slopes = [
        (exact[at + 1][1] - exact[at][1]) / (exact[at + 1][0] - exact[at][0])
        for at in range(len(exact) - 1)
    ]
    assert all(first > second for first, second in pairwise(slopes))
    assert all(slope > 0 for slope in slopes)


def test_a_small_table_by_hand():
    fit = fit_frontier(**SLOPE.columns())
    assert fit.frontier.tolist() == [2.0, 4.0, 3.0, 4.0, 4.0]
    assert fit.phi.tolist() == [1.0, 1.0, 2.0, 1.0, 2.0]
    assert fit.gap.tolist() == [0.0, 0.0, 1.5, 0.0, 2.0]
    middle = fit.unit("u2")
    assert [(peer.id, peer.weight) for peer in middle.peers] == [
        ("u0", 0.5),
        ("u1", 0.5),
    ]
    assert [corner.id for corner in fit.vertices] == ["u0", "u1"]


def test_level_with_the_best_at_more_potential_is_weakly_efficient():
    fit = fit_frontier(**SLOPE.columns())
    level = fit.unit("u3")
    assert level.efficiency is Efficiency.WEAK
    assert level.input_slack == 2.0
    assert [warning.code for warning in fit.warnings] == [
        "small_sample",
        "weakly_efficient",
    ]
    assert fit.warnings[1].ids == ("u3",)


def test_one_rounding_step_under_the_line_is_under_the_line():
    below = math.nextafter(2.0, 0.0)
    fit = fit_frontier(ids="abc", inputs=[1, 2, 3], outputs=[1.0, below, 3.0])
    assert fit.phi[1] > 1.0
    assert fit.score[1] < 1.0
    assert fit.certified.all()


def test_where_interpolation_rounds_onto_the_unit_it_stays_under_the_line():
    y = 0.45999999999999996
    fit = fit_frontier(ids="abc", inputs=[1, 3, 6], outputs=[0.3, y, 0.7])
    assert y == 0.3 + (0.7 - 0.3) * 0.4
    assert fit.phi[1] > 1.0
    assert fit.certified.all()


@pytest.mark.parametrize(
    ("start", "end", "point", "wanted"),
    [
        ((2.1, 0.9), (10.6, 5.8), (5.2, 2.6870588235294117), -1),
        ((0.0, 1.6), (2.3, 6.0), (4.2, 9.634782608695653), 1),
        ((1.3, 0.2), (10.1, 0.3), (5.2, 0.24431818181818182), 1),
    ],
)
def test_where_floats_guess_the_wrong_side_it_is_computed_exactly(
    start, end, point, wanted
):
    rounded = (end[0] - start[0]) * (point[1] - start[1])
    rounded -= (end[1] - start[1]) * (point[0] - start[0])
    assert np.sign(rounded) == -wanted
    assert side(start, end, point) == wanted
    assert sides(*(np.array([row]) for row in (start, end, point))).tolist() == [wanted]


def test_one_rounding_step_over_the_line_is_a_corner():
    above = math.nextafter(2.0, 3.0)
    fit = fit_frontier(ids="abc", inputs=[1, 2, 3], outputs=[1.0, above, 3.0])
    assert [corner.id for corner in fit.vertices] == ["a", "b", "c"]


def test_numbers_up_to_ten_to_fifteen_and_tiny_ones_stand_in_one_table():
    x = [1e-9, 2.0, 3.0, 1e15]
    y = [1e-12, 1.0, 0.5, 1e15]
    fit = fit_frontier(ids="abcd", inputs=x, outputs=y)
    assert fit.certified.all()
    assert fit.unit("b").frontier == pytest.approx(2.0, rel=1e-8)
    assert [corner.id for corner in fit.vertices] == ["a", "d"]


def test_the_largest_floats_do_not_overflow():
    x = [1.0, 1.7e308, 1e308]
    fit = fit_frontier(ids="abc", inputs=x, outputs=x)
    assert fit.phi.tolist() == [1.0, 1.0, 1.0]
    assert fit.certified.all()


def test_among_units_at_one_point_the_first_id_as_text_is_the_peer():
    fit = fit_frontier(
        ids=["z", "10", "9", "low"], inputs=[1, 1, 1, 2], outputs=[3, 3, 3, 1]
    )
    assert [peer.id for peer in fit.unit("low").peers] == ["10"]


def test_ids_keep_their_type_and_are_found_by_text():
    fit = fit_frontier(ids=[7, 8], inputs=[1, 2], outputs=[1, 1])
    assert fit.unit("7").id == 7
    with pytest.raises(UnknownUnitError, match="no unit 9"):
        fit.unit(9)


def test_an_unknown_method_is_refused_before_anything_is_read():
    with pytest.raises(UnknownMethodError, match="'dea-vrs', 'fdh'"):
        fit_frontier(ids=[], inputs=[], outputs=[], method="sfa")


def test_the_outline_of_steps_has_right_angles():
    fit = fit_frontier(**SLOPE.columns(method="fdh"))
    line = fit.outline(right_end=6.0)
    assert list(zip(line.x, line.y, strict=True)) == [
        (1.0, 2.0),
        (3.0, 2.0),
        (3.0, 4.0),
        (6.0, 4.0),
    ]
    with pytest.raises(ConstantError, match="right_end"):
        fit.outline(right_end=2.0)


def test_rows_of_a_file_are_screened_and_fitted():
    fit = fit_rows(
        ids=["a", "b", "c", "a"],
        inputs=["1,000", "2000", "", "3"],
        outputs=["\uff15", "4", "1", "3"],
        first_row=2,
    )
    assert fit.ids == ("a", "b")
    assert [(row.row, row.code) for row in fit.dropped] == [
        (4, "missing"),
        (5, "duplicate_id"),
    ]


@given(
    numbers=st.lists(extreme, min_size=6, max_size=6).filter(
        lambda row: row[0] < row[1]
    )
)
def test_the_side_of_a_line_is_exact(numbers):
    ax, bx, cx, ay, by, cy = numbers
    exact = [Fraction(number) for number in numbers]
    turn = (exact[1] - exact[0]) * (exact[5] - exact[3])
    turn -= (exact[4] - exact[3]) * (exact[2] - exact[0])
    wanted = (turn > 0) - (turn < 0)
    assert side((ax, ay), (bx, by), (cx, cy)) == wanted
    answers = sides(np.array([[ax, ay]]), np.array([[bx, by]]), np.array([[cx, cy]]))
    assert answers.tolist() == [wanted]
