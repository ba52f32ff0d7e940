"""Order-m frontiers: the exact sum, its limits, and what is refused."""

from itertools import pairwise

import numpy as np
import pytest

from salesfrontier import (
    ConstantError,
    EnvelopeRules,
    NumberError,
    Orientation,
    UnknownUnitError,
    fit_envelope,
    fit_order_m,
)
from salesfrontier.tests.test_envelopes import LADDER, cobb_douglas

WAYS = tuple(Orientation)
SHEET = cobb_douglas(40, 2, 2)
every = pytest.mark.parametrize("way", WAYS)


def drawn(sheet, at, way, m, direction, draw, times=40_000):
    """Draw m others again and again, as the definition says."""
    room = np.column_stack([sheet.x[at] - sheet.x, sheet.y - sheet.y[at]])
    moves = direction > 0
    able = np.flatnonzero((room[:, ~moves] >= 0).all(axis=1))
    far = (room[able][:, moves] / direction[moves]).min(axis=1)
    taken = draw.integers(0, len(able), (times, m))
    return far[taken].max(axis=1).mean()


@every
@pytest.mark.parametrize("m", [1, 5, 30])
def test_the_sum_is_the_mean_over_draws(way, m):
    draw = np.random.default_rng(7)
    fit = fit_order_m(**SHEET.columns(orientation=way), m=m)
    full = fit_envelope(**SHEET.columns(orientation=way))
    for at in (0, 13, 27):
        wanted = drawn(SHEET, at, way, m, full.direction[at], draw)
        assert fit.beta[at] == pytest.approx(wanted, rel=0.02, abs=0.02)


@every
def test_with_many_draws_it_is_the_free_disposal_hull(way):
    fit = fit_order_m(**SHEET.columns(orientation=way), m=100_000)
    hull = fit_envelope(**SHEET.columns(orientation=way, method="fdh"))
    np.testing.assert_allclose(fit.score, hull.score, rtol=1e-9)


@every
def test_more_draws_never_raise_a_score(way):
    scores = [
        fit_order_m(**SHEET.columns(orientation=way), m=m).score for m in (1, 3, 10, 50)
    ]
    for fewer, more in pairwise(scores):
        assert (more <= fewer + 1e-12).all()
    assert scores[0].max() > 1


@every
def test_order_and_units_of_measure_do_not_matter(way):
    order = np.random.default_rng(3).permutation(40)
    fit = fit_order_m(**SHEET.columns(orientation=way), m=10)
    mixed = fit_order_m(
        inputs=SHEET.x[order] * [1e-5, 3.0],
        outputs=SHEET.y[order] * [7.0, 1e6],
        orientation=way,
        m=10,
    )
    np.testing.assert_allclose(mixed.score, fit.score[order], rtol=1e-12)


def test_a_fixed_column_says_who_can_be_drawn():
    rules = EnvelopeRules(fixed=("potential",))
    fit = fit_order_m(
        inputs={"potential": [1, 2, 3], "calls": [1, 5, 3]},
        outputs={"sales": [1.0, 1.0, 1.0]},
        orientation="input",
        rules=rules,
        m=1,
    )
    assert fit.compared.tolist() == [1, 2, 3]
    assert fit.theta.tolist() == [1.0, (1 + 5) / 2 / 5, (1 + 5 + 3) / 3 / 3]


def test_who_can_be_compared_with_nobody_is_named():
    fit = fit_order_m(**LADDER.columns(ids="abcde"))
    alone = next(w for w in fit.warnings if w.code == "alone")
    assert set(alone.ids) == {"a", "b"}


def test_no_output_means_score_zero():
    fit = fit_order_m(inputs=[1, 2, 3], outputs=[0.0, 1.0, 2.0], m=3)
    assert fit.score[0] == 0.0
    assert np.isposinf(fit.phi[0])
    assert "zero_output" in {warning.code for warning in fit.warnings}


@pytest.mark.parametrize("m", [0, -1, 2.5, "many"])
def test_draws_that_are_none_are_refused(m):
    with pytest.raises(ConstantError, match="m is"):
        fit_order_m(inputs=[1, 2], outputs=[1, 2], m=m)


def test_bad_figures_are_refused_and_results_locked():
    with pytest.raises(NumberError, match="NaN"):
        fit_order_m(inputs=[1, np.nan], outputs=[1, 2])
    fit = fit_order_m(**LADDER.columns(ids="abcde"))
    with pytest.raises(ValueError, match="read-only"):
        fit.score[0] = 1.0
    assert {len(column) for column in fit.to_columns().values()} == {5}
    assert fit.position("c") == 2
    with pytest.raises(UnknownUnitError):
        fit.position("z")
