"""Guards of method §3.14."""

import numpy as np
import pytest
from hypothesis import given

from salesfrontier import (
    METHODS,
    ConstantError,
    MismatchError,
    ShapeError,
    check_guards,
    fit_frontier,
    leave_one_out,
    screen_history,
    two_period_stability,
)
from salesfrontier.tests.oracle import Table, tables


def refitted_drop(table: Table, method: str, left_out: int) -> float:
    """Fit again without one unit and compare at the others: the slow way."""
    rest = [at for at in range(len(table.x)) if at != left_out]
    if not rest:
        return 0.0
    whole = fit_frontier(**table.columns(method=method))
    less = fit_frontier(
        ids=[table.ids[at] for at in rest],
        inputs=[table.x[at] for at in rest],
        outputs=[table.y[at] for at in rest],
        method=method,
    )
    before = whole.frontier[rest]
    seen = before > 0
    return float(np.max(1 - less.frontier[seen] / before[seen], initial=0.0))


@pytest.mark.parametrize("method", METHODS)
@given(table=tables())
def test_leaving_one_out_agrees_with_fitting_again(method, table):
    fit = fit_frontier(**table.columns(method=method))
    for row in leave_one_out(fit):
        wanted = refitted_drop(table, method, table.ids.index(row.id))
        assert row.drop == pytest.approx(wanted, rel=1e-9, abs=1e-12)
        assert (row.where is None) == (row.drop == 0)
        assert row.where != row.id


@pytest.mark.parametrize("method", METHODS)
@given(table=tables())
def test_every_corner_is_left_out_once(method, table):
    fit = fit_frontier(**table.columns(method=method))
    asked = [row.id for row in leave_one_out(fit)]
    assert len(asked) == len(set(asked))
    assert {corner.id for corner in fit.vertices} <= set(asked)


@pytest.mark.parametrize("method", METHODS)
def test_a_unit_that_carries_the_frontier_is_fragile(method):
    fit = fit_frontier(
        ids="abcd", inputs=[1, 2, 3, 4], outputs=[4, 25, 40, 20], method=method
    )
    rows = {row.id: row for row in leave_one_out(fit)}
    assert rows["c"].fragile
    assert rows["c"].where == "d"
    assert rows["c"].drop == 0.375


def test_at_the_threshold_nobody_is_fragile_yet():
    fit = fit_frontier(ids="ab", inputs=[1, 2], outputs=[10, 5], method="fdh")
    assert leave_one_out(fit, fragile_above=0.5)[0].drop == 0.5
    assert not leave_one_out(fit, fragile_above=0.5)[0].fragile
    assert leave_one_out(fit, fragile_above=0.49)[0].fragile


def test_a_twin_takes_the_place_of_a_lost_corner():
    fit = fit_frontier(ids="abc", inputs=[1, 1, 2], outputs=[9, 9, 3])
    assert [(row.id, row.drop) for row in leave_one_out(fit)] == [("a", 0), ("b", 0)]


@pytest.mark.parametrize("bound", [-0.1, 1.1, float("nan")])
def test_a_threshold_outside_zero_to_one_is_refused(bound):
    fit = fit_frontier(ids="ab", inputs=[1, 2], outputs=[1, 2])
    with pytest.raises(ConstantError, match="fragile_above"):
        leave_one_out(fit, fragile_above=bound)


@pytest.mark.parametrize(("size", "wanted"), [(7, "points"), (8, "frontier")])
def test_fewer_than_eight_units_are_shown_as_points_only(size, wanted):
    line = list(range(1, size + 1))
    fit = fit_frontier(ids=line, inputs=line, outputs=line)
    assert check_guards(fit).view == wanted
    codes = [warning.code for warning in fit.warnings]
    assert ("small_sample" in codes) == (wanted == "points")


def test_one_period_names_nobody_for_good():
    fit = fit_frontier(ids="ab", inputs=[1, 2], outputs=[1, 2])
    assert check_guards(fit).standing == "provisional"
    assert check_guards(fit, periods=2).standing == "settled"
    with pytest.raises(ConstantError, match="periods"):
        check_guards(fit, periods=0)


def test_two_periods_agree_on_who_stays():
    earlier = fit_frontier(
        ids=["101", "102", "103", "104"], inputs=[1, 1, 1, 1], outputs=[10, 9, 9, 5]
    )
    later = fit_frontier(
        ids=[101, 102, 104, 105], inputs=[1, 1, 1, 1], outputs=[10, 5, 9, 9]
    )
    stable = two_period_stability(earlier=earlier, later=later)
    assert stable.named == (101,)
    assert stable.provisional == (104, 105)
    assert stable.lost == ("102",)
    assert stable.absent == ("103",)


def test_two_methods_are_not_compared():
    first = fit_frontier(ids="a", inputs=[1], outputs=[1])
    second = fit_frontier(ids="a", inputs=[1], outputs=[1], method="fdh")
    with pytest.raises(MismatchError, match="'dea-vrs' and 'fdh'"):
        two_period_stability(earlier=first, later=second)


def test_vacant_units_and_short_histories_are_left_out_with_a_reason():
    history = screen_history(
        ids=[1, 2, 3], full_periods=[2, 1, 9], vacant=[False, False, True]
    )
    assert history.kept == (0,)
    assert [(row.row, row.id, row.code) for row in history.dropped] == [
        (2, "2", "short_history"),
        (3, "3", "vacant"),
    ]
    with pytest.raises(ShapeError, match="vacant"):
        screen_history(ids=[1], full_periods=[1], vacant=[])
