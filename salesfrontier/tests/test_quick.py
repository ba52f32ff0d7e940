"""Scores only: the same as those of a whole fit, for any shape of cloud."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesfrontier import (
    EmptyTableError,
    LengthError,
    NumberError,
    UnknownMethodError,
    fit_frontier,
    quick_scores,
)

METHODS = ["dea-vrs", "fdh"]
FIGURES = st.floats(0, 1e6, allow_subnormal=False) | st.integers(0, 5).map(float)


def agree(x, y, method):
    told = quick_scores(inputs=x, outputs=y, method=method)
    fit = fit_frontier(ids=range(len(x)), inputs=x, outputs=y, method=method)
    np.testing.assert_array_equal(told.score == 1.0, fit.score == 1.0)
    np.testing.assert_allclose(told.score, fit.score, rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(told.frontier, fit.frontier, rtol=1e-12)
    np.testing.assert_allclose(told.phi, fit.phi, rtol=1e-12)
    assert told.certified.all()
    return told, fit


@pytest.mark.parametrize("method", METHODS)
@given(st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=40))
def test_the_same_as_a_whole_fit(method, pairs):
    x, y = (np.array(column) for column in zip(*pairs, strict=True))
    told, fit = agree(x, y, method)
    assert told.n == fit.n == len(pairs)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("shape", ["cloud", "rounded", "all on it", "falling"])
def test_more_units_than_the_sample(method, shape):
    draw = np.random.default_rng(7)
    x = draw.lognormal(2.0, 1.0, 20_000)
    y = np.sqrt(x) * draw.beta(5.0, 2.0, len(x))
    if shape == "rounded":
        x, y = x.round(1), y.round(1)
    elif shape == "all on it":
        y = np.sqrt(x)
    elif shape == "falling":
        y = 100.0 / (1.0 + x)
    told, fit = agree(x, y, method)
    for at in range(0, len(x), 701):
        mine, wanted = told.peers_at(at), fit.unit(at).peers
        # Units at one point may stand for each other.
        found = {(x[p.id], y[p.id]): p.weight for p in mine}
        assert found == pytest.approx({(x[p.id], y[p.id]): p.weight for p in wanted})


@pytest.mark.parametrize(
    ("inputs", "outputs", "error"),
    [
        ([], [], EmptyTableError),
        ([1, 2], [1], LengthError),
        ([[1, 2]], [1], LengthError),
        ([1, np.nan], [1, 2], NumberError),
        ([1, np.inf], [1, 2], NumberError),
        ([1, 2], [1, -2], NumberError),
        (["a"], [1], NumberError),
    ],
)
def test_bad_columns_are_refused(inputs, outputs, error):
    with pytest.raises(error):
        quick_scores(inputs=inputs, outputs=outputs)


def test_an_unknown_method_is_refused_and_nothing_is_changed():
    x = np.array([1.0, 2.0])
    with pytest.raises(UnknownMethodError):
        quick_scores(inputs=x, outputs=x, method="dea-crs")
    told = quick_scores(inputs=x, outputs=x)
    assert x.flags.writeable
    assert not told.score.flags.writeable
