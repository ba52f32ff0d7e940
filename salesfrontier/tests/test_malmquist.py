"""Change between two periods, against its definition and in plain cases."""

import numpy as np
import pytest

from salesfrontier import (
    ConstantError,
    DuplicateIdError,
    EmptyTableError,
    EnvelopeRules,
    MismatchError,
    Period,
    compare_periods,
)
from salesfrontier.tests.programmes import Sheet, best_beta
from salesfrontier.tests.test_envelopes import cobb_douglas

WAYS = ("output", "input")
IDS = [f"u{at}" for at in range(20)]
FIRST = cobb_douglas(20, 2, 2, seed=1)
SECOND = Sheet(x=FIRST.x * 1.02, y=FIRST.y * cobb_douglas(20, 2, 2, seed=2).y / FIRST.y)


def period(sheet, ids=IDS):
    return Period(ids=ids, inputs=sheet.x, outputs=sheet.y)


def defined_score(figures, frontier, at, way):
    """One score of one period against the other, by the programme as printed."""
    x = np.vstack([frontier.x, figures.x[at]])
    y = np.vstack([frontier.y, figures.y[at]])
    whole = Sheet(x=x, y=y)
    own = np.concatenate([figures.x[at], figures.y[at]])
    moves = np.array([way == "input"] * 2 + [way == "output"] * 2, dtype=float)
    last = len(frontier.x)
    beta = best_beta(whole, last, "dea-crs", own * moves, without=last)
    return 1 - beta if way == "input" else 1 / (1 + beta)


@pytest.mark.parametrize("way", WAYS)
def test_every_score_and_the_index_are_those_of_the_definition(way):
    change = compare_periods(
        earlier=period(FIRST), later=period(SECOND), orientation=way
    )
    tables = {"earlier": FIRST, "later": SECOND}
    for mine, figures in tables.items():
        for other, frontier in tables.items():
            wanted = [defined_score(figures, frontier, at, way) for at in range(20)]
            found = change.scores[f"{mine}_on_{other}"]
            np.testing.assert_allclose(found, wanted, rtol=1e-7)
    score = change.scores
    first = score["later_on_earlier"] / score["earlier_on_earlier"]
    second = score["later_on_later"] / score["earlier_on_later"]
    np.testing.assert_allclose(change.index, np.sqrt(first * second))
    np.testing.assert_allclose(change.index, change.catching_up * change.frontier_shift)
    np.testing.assert_allclose(
        change.catching_up, change.pure_catching_up * change.scale_change
    )
    assert change.certified.all()


@pytest.mark.parametrize("way", WAYS)
def test_the_same_period_twice_changes_nothing(way):
    change = compare_periods(
        earlier=period(FIRST), later=period(FIRST), orientation=way
    )
    for column in ("index", "catching_up", "frontier_shift", "scale_change"):
        np.testing.assert_allclose(getattr(change, column), 1.0, atol=1e-12)


@pytest.mark.parametrize("way", WAYS)
def test_when_everybody_sells_a_tenth_more_the_frontier_moves(way):
    more = Sheet(x=FIRST.x, y=FIRST.y * 1.1)
    change = compare_periods(earlier=period(FIRST), later=period(more), orientation=way)
    np.testing.assert_allclose(change.frontier_shift, 1.1, rtol=1e-9)
    np.testing.assert_allclose(change.catching_up, 1.0, rtol=1e-9)


def test_there_and_back_again_cancel():
    there = compare_periods(earlier=period(FIRST), later=period(SECOND))
    back = compare_periods(earlier=period(SECOND), later=period(FIRST))
    np.testing.assert_allclose(there.index * back.index, 1.0, rtol=1e-9)


def test_units_of_one_period_draw_its_frontier_and_have_no_index():
    fewer = Period(ids=IDS[2:], inputs=FIRST.x[2:], outputs=FIRST.y[2:])
    change = compare_periods(earlier=fewer, later=period(SECOND, [*IDS[:-1], "new"]))
    assert change.n == 17
    assert change.only_earlier == ("u19",)
    assert change.only_later == ("u0", "u1", "new")
    assert {len(column) for column in change.to_columns().values()} == {17}
    whole = compare_periods(earlier=period(FIRST), later=period(SECOND))
    at = [IDS.index(name) for name in change.ids]
    np.testing.assert_allclose(
        change.scores["later_on_later"], whole.scores["later_on_later"][at]
    )


def test_a_fixed_column_does_not_move():
    table = {
        "inputs": {"potential": FIRST.x[:, 0], "calls": FIRST.x[:, 1]},
        "outputs": FIRST.y,
    }
    both = [Period(ids=IDS, **table) for _ in range(2)]
    change = compare_periods(
        earlier=both[0],
        later=both[1],
        orientation="input",
        rules=EnvelopeRules(fixed=("potential",)),
    )
    np.testing.assert_allclose(change.index, 1.0, atol=1e-12)


NOBODY = Period(ids=["z"], inputs=[[1, 1]], outputs=[[1, 1]])
FEWER = Period(ids=IDS, inputs=FIRST.x[:, :1], outputs=FIRST.y)
TWICE = Period(ids=["a"] * 20, inputs=FIRST.x, outputs=FIRST.y)
SILENT = Period(ids=IDS, inputs=FIRST.x, outputs=FIRST.y * 0)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"later": NOBODY}, EmptyTableError),
        ({"later": FEWER}, MismatchError),
        ({"later": TWICE}, DuplicateIdError),
        ({"later": SILENT}, ConstantError),
        ({"orientation": "directional"}, ConstantError),
        ({"rules": EnvelopeRules(super_efficiency=True)}, ConstantError),
    ],
    ids=["nobody", "columns", "twice", "zero", "direction", "super"],
)
def test_periods_that_cannot_be_compared_are_refused(changes, error):
    asked = {"earlier": period(FIRST), "later": period(SECOND)} | changes
    with pytest.raises(error):
        compare_periods(**asked)
