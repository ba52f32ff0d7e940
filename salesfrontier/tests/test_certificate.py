"""The certificate can fail: each way to tamper with a fit is caught."""

from dataclasses import replace

import numpy as np
import pytest

from salesfrontier import METHODS, certify, fit_frontier

X = [1.0, 2.0, 4.0, 3.0, 5.0]
Y = [1.0, 4.0, 6.0, 2.0, 3.0]
WEAK = 3
"""Position of the unit that the tests tamper with: under the frontier."""


def fitted(method="dea-vrs"):
    return fit_frontier(ids="abcde", inputs=X, outputs=Y, method=method)


def tampered(fit, column, figure):
    """Change one figure of one unit."""
    changed = getattr(fit, column).copy()
    changed[WEAK] = figure
    return replace(fit, **{column: changed})


@pytest.mark.parametrize("method", METHODS)
def test_an_honest_fit_is_certified(method):
    assert certify(fitted(method)).all()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("column", ["phi", "score", "gap", "frontier"])
def test_a_figure_changed_by_a_millionth_is_not_certified(method, column):
    fit = fitted(method)
    bent = tampered(fit, column, getattr(fit, column)[WEAK] * (1 + 1e-6))
    wanted = [at != WEAK for at in range(fit.n)]
    assert certify(bent).tolist() == wanted


@pytest.mark.parametrize("column", ["phi", "score", "gap", "frontier"])
def test_nan_is_never_certified(column):
    assert not certify(tampered(fitted(), column, np.nan))[WEAK]


@pytest.mark.parametrize("method", METHODS)
def test_a_consistent_lie_is_not_certified(method):
    """Frontier, phi, score and gap agree with each other, but not with anybody."""
    fit = fitted(method)
    height = fit.frontier[WEAK] * 1.1
    lie = tampered(fit, "frontier", height)
    lie = tampered(lie, "phi", height / Y[WEAK])
    lie = tampered(lie, "score", Y[WEAK] / height)
    lie = tampered(lie, "gap", height - Y[WEAK])
    assert not certify(lie)[WEAK]
    assert certify(lie).sum() == fit.n - 1


@pytest.mark.parametrize(
    ("column", "figure"),
    [
        ("peer_weight", (0.6, 0.4)),
        ("peer_weight", (1.5, -0.5)),
        ("peer_weight", (0.5, 0.6)),
        ("peer_index", (2, 2)),
        ("peer_index", (-1, -1)),
    ],
)
def test_a_mix_that_does_not_reach_the_frontier_is_not_certified(column, figure):
    assert not certify(tampered(fitted(), column, figure))[WEAK]


@pytest.mark.parametrize(
    ("peers", "weights"),
    [((1, 2), (1.25, 0.0)), ((2, 4), (2 / 3, 1 / 3))],
    ids=["weights beyond one", "more input than there is"],
)
def test_a_mix_that_reaches_the_frontier_unfairly_is_not_certified(peers, weights):
    fit = tampered(fitted(), "peer_index", peers)
    assert not certify(tampered(fit, "peer_weight", weights))[WEAK]


@pytest.mark.parametrize("method", METHODS)
def test_a_unit_that_names_itself_the_best_is_not_certified(method):
    """A permitted mix alone proves only a lower bound; the line above is missing."""
    fit = fitted(method)
    for column, figure in (
        ("peer_index", (WEAK, -1)),
        ("peer_weight", (1.0, 0.0)),
        ("frontier", Y[WEAK]),
        ("phi", 1.0),
        ("score", 1.0),
        ("gap", 0.0),
    ):
        fit = tampered(fit, column, figure)
    assert certify(fit).tolist() == [at != WEAK for at in range(fit.n)]


def test_steps_sold_as_a_concave_fit_are_not_certified():
    steps = fit_frontier(ids="abc", inputs=[1, 2, 3], outputs=[1, 1.5, 4], method="fdh")
    assert certify(steps).all()
    assert not certify(replace(steps, method="dea-vrs")).any()


@pytest.mark.parametrize(
    ("inputs", "outputs"),
    [
        ([0.0, 9.414058293363285e121, 1e-200], [0.0, 1.0, 0.0]),
        ([0.0, 4.0480450661462123e183, 1e-140], [1e-140, 4.048045106626664e175, 0.0]),
    ],
    ids=["the frontier value loses digits", "the weight vanishes"],
)
def test_what_a_float_cannot_hold_is_not_certified(inputs, outputs):
    fit = fit_frontier(ids="abc", inputs=inputs, outputs=outputs)
    assert fit.certified.tolist() == [True, True, False]


def test_a_mix_for_steps_must_be_one_unit():
    fit = tampered(fitted("fdh"), "peer_index", (1, 1))
    assert not certify(tampered(fit, "peer_weight", (0.5, 0.5)))[WEAK]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "corners", [[0, 2], [1, 2], [0, 1], [2, 1, 0], [0, 3, 1, 2], [], [0, 9], [-1]]
)
def test_corners_that_are_no_envelope_certify_nobody(method, corners):
    bent = replace(fitted(method), vertex_index=np.array(corners, dtype=np.int64))
    assert not certify(bent).any()


@pytest.mark.parametrize("method", METHODS)
def test_a_unit_above_the_frontier_certifies_nobody(method):
    assert not certify(tampered(fitted(method), "y", 50.0)).any()


def test_a_concave_fit_sold_as_steps_is_not_certified():
    assert not certify(replace(fitted(), method="fdh")).all()
