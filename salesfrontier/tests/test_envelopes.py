"""One battery over every envelope: all returns, all orientations, any columns."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesfrontier import (
    ENVELOPE_METHODS,
    ConstantError,
    EmptyTableError,
    EnvelopeRules,
    Orientation,
    Solver,
    fit_envelope,
    fit_frontier,
)
from salesfrontier.dea.frame import SMALL, find_frame
from salesfrontier.tests.programmes import (
    Sheet,
    best_beta,
    largest_slacks,
    sheets,
)

METHODS = tuple(ENVELOPE_METHODS)
WAYS = tuple(Orientation)
every = pytest.mark.parametrize(
    ("method", "way"), [(method, way) for method in METHODS for way in WAYS]
)
LADDER = Sheet(
    x=np.array([[2.0, 3.0], [4.0, 1.0], [4.0, 4.0], [6.0, 2.0], [8.0, 9.0]]),
    y=np.array([[1.0, 2.0], [2.0, 1.0], [2.0, 2.0], [3.0, 3.0], [3.0, 1.0]]),
)


def cobb_douglas(n, p, q, seed=20261126):
    draw = np.random.default_rng(seed)
    x = draw.lognormal(3.0, 0.8, (n, p))
    shares = draw.dirichlet(np.ones(p), q)
    y = np.exp(0.9 * np.log(x) @ shares.T) * draw.beta(5.0, 2.0, (n, q))
    return Sheet(x=x, y=y)


def check_programme(method, way, sheet, _):
    fit = fit_envelope(**sheet.columns(method=method, orientation=way))
    wanted = [
        best_beta(sheet, at, method, fit.direction[at]) for at in range(len(sheet))
    ]
    np.testing.assert_allclose(fit.beta, wanted, atol=2e-7, rtol=1e-7)
    assert fit.certified.all()
    assert not fit.failed
    assert ((fit.score > 0) & (fit.score <= 1)).all()


def check_targets(method, way, sheet, _):
    fit = fit_envelope(**sheet.columns(method=method, orientation=way))
    weight = np.where(fit.peer_index >= 0, fit.peer_weight, 0.0)
    peer = np.maximum(fit.peer_index, 0)
    for figures, target in (
        (sheet.x, fit.target_inputs),
        (sheet.y, fit.target_outputs),
    ):
        mixed = np.einsum("nm,nmk->nk", weight, figures[peer])
        np.testing.assert_allclose(mixed, target, rtol=1e-8, atol=1e-9)
    if method != "fdh":
        scale = np.abs(np.column_stack([sheet.x, sheet.y])).mean(axis=0)
        room = np.column_stack([fit.input_slacks, fit.output_slacks]) / scale
        wanted = [
            largest_slacks(sheet, at, method, fit.direction[at], fit.beta[at])
            for at in range(len(sheet))
        ]
        np.testing.assert_allclose(room.sum(axis=1), wanted, atol=1e-6, rtol=1e-6)


def check_alone(method, way, sheet, _):
    rules = EnvelopeRules(super_efficiency=True)
    asked = sheet.columns(method=method, orientation=way, rules=rules)
    if len(sheet) == 1:
        with pytest.raises(EmptyTableError):
            fit_envelope(**asked)
        return
    fit = fit_envelope(**asked)
    for at in range(len(sheet)):
        wanted = best_beta(sheet, at, method, fit.direction[at], without=at)
        assert fit.beta[at] == pytest.approx(wanted, rel=1e-6, abs=1e-6)
        assert fit.certified[at]
        assert at not in fit.peer_index[at]


def check_fixed(method, way, sheet, number):
    names = [f"in{at}" for at in range(sheet.x.shape[1])]
    made = [f"out{at}" for at in range(sheet.y.shape[1])]
    fixed = (*names, *made)[number % (len(names) + len(made))]
    asked = {
        "inputs": dict(zip(names, sheet.x.T, strict=True)),
        "outputs": dict(zip(made, sheet.y.T, strict=True)),
        "method": method,
        "orientation": way,
        "rules": EnvelopeRules(fixed=(fixed,)),
    }
    side = {Orientation.INPUT: names, Orientation.OUTPUT: made}.get(way, [])
    if side == [fixed]:
        with pytest.raises(ConstantError, match="fixed"):
            fit_envelope(**asked)
        return
    fit = fit_envelope(**asked)
    column = (*names, *made).index(fixed)
    assert (fit.direction[:, column] == 0).all()
    wanted = [
        best_beta(sheet, at, method, fit.direction[at]) for at in range(len(sheet))
    ]
    np.testing.assert_allclose(fit.beta, wanted, atol=2e-7, rtol=1e-7)
    assert fit.certified.all()


@pytest.mark.parametrize("examples", [4, pytest.param(60, marks=pytest.mark.more)])
@every
@pytest.mark.parametrize(
    "check",
    [check_programme, check_targets, check_alone, check_fixed],
    ids=[
        "every score solves its programme and is proven",
        "targets are a mix of peers and nobody beats them",
        "without itself a unit is compared with all others",
        "a fixed column bounds and does not move",
    ],
)
def test_on_random_tables(check, method, way, examples):
    @settings(max_examples=examples, deadline=None)
    @given(sheet=sheets(), number=st.integers(0, 5))
    def run(sheet, number):
        check(method, way, sheet, number)

    run()


@every
def test_the_frame_changes_no_score(method, way):
    sheet = cobb_douglas(SMALL + 60, 2, 2)
    fit = fit_envelope(**sheet.columns(method=method, orientation=way))
    some = range(0, len(sheet), 17)
    wanted = [best_beta(sheet, at, method, fit.direction[at]) for at in some]
    np.testing.assert_allclose(fit.beta[list(some)], wanted, rtol=1e-7, atol=1e-8)
    assert fit.certified.all()
    assert fit.resolved == 0


@pytest.mark.parametrize("way", WAYS)
def test_zeros_in_the_inputs_do_not_send_every_unit_to_highs(way):
    draw = np.random.default_rng(8)
    x, y = draw.lognormal(size=(120, 3)), draw.lognormal(size=(120, 2))
    x[draw.random((120, 3)) < 0.3] = 0.0
    x[x.sum(axis=1) == 0] = 1.0
    fit = fit_envelope(inputs=x, outputs=y, method="dea-crs", orientation=way)
    assert fit.certified.all()
    assert fit.resolved <= 3


def test_the_frame_holds_whoever_is_best_in_any_direction():
    sheet = cobb_douglas(2_000, 2, 1)
    points = np.column_stack([sheet.x, -sheet.y])
    points /= np.abs(points).max(axis=0)
    frame = find_frame(points, 2)
    planes = np.random.default_rng(1).dirichlet(np.ones(3), 500)
    best = np.argmin(planes @ points.T, axis=1)
    assert np.isin(best, frame).all()
    assert len(frame) < 0.2 * len(sheet)


def test_without_itself_a_unit_may_meet_others_that_the_frame_had_left_out():
    sheet = cobb_douglas(SMALL + 20, 2, 1)
    rules = EnvelopeRules(super_efficiency=True)
    fit = fit_envelope(**sheet.columns(orientation="input", rules=rules))
    above = np.flatnonzero(fit.score > 1)
    assert len(above)
    for at in above.tolist():
        wanted = best_beta(sheet, at, "dea-vrs", fit.direction[at], without=at)
        assert fit.beta[at] == pytest.approx(wanted, rel=1e-7)
    assert fit.certified.all()


@every
def test_the_order_of_the_rows_does_not_matter(method, way):
    sheet = cobb_douglas(60, 2, 2)
    order = np.random.default_rng(3).permutation(60)
    before = fit_envelope(**sheet.columns(method=method, orientation=way))
    mixed = Sheet(x=sheet.x[order], y=sheet.y[order])
    after = fit_envelope(**mixed.columns(method=method, orientation=way, ids=order))
    np.testing.assert_allclose(after.beta, before.beta[order], atol=1e-12)
    np.testing.assert_allclose(
        after.target_outputs, before.target_outputs[order], rtol=1e-9
    )
    peers = [{peer.id for peer in before.peers_at(at)} for at in order.tolist()]
    assert [{peer.id for peer in after.peers_at(at)} for at in range(60)] == peers


@every
def test_scores_do_not_depend_on_the_units_of_measure(method, way):
    sheet = cobb_douglas(50, 3, 2)
    before = fit_envelope(**sheet.columns(method=method, orientation=way))
    scale = np.array([1e-6, 7.0, 3e5])
    moved = Sheet(x=sheet.x * scale, y=sheet.y * scale[:2])
    after = fit_envelope(**moved.columns(method=method, orientation=way))
    np.testing.assert_allclose(after.score, before.score, rtol=1e-10)
    np.testing.assert_allclose(
        after.input_slacks, before.input_slacks * scale, rtol=1e-6, atol=1e-9
    )


@every
def test_more_output_with_the_same_input_never_lowers_a_score(method, way):
    sheet = cobb_douglas(40, 2, 2)
    before = fit_envelope(**sheet.columns(method=method, orientation=way))
    better = sheet.y.copy()
    better[7] *= 1.1
    after = fit_envelope(
        **sheet.columns(outputs=better, method=method, orientation=way)
    )
    others = np.arange(40) != 7
    assert after.score[7] >= before.score[7] - 1e-12
    assert (after.score[others] <= before.score[others] + 1e-12).all()


def test_the_technologies_lie_inside_each_other():
    sheet = cobb_douglas(80, 2, 2)
    score = {
        method: fit_envelope(**sheet.columns(method=method)).score for method in METHODS
    }
    for outer, inner in (
        ("dea-crs", "dea-nirs"),
        ("dea-crs", "dea-ndrs"),
        ("dea-nirs", "dea-vrs"),
        ("dea-ndrs", "dea-vrs"),
        ("dea-vrs", "fdh"),
    ):
        assert (score[outer] <= score[inner] + 1e-12).all()


def test_one_input_and_one_output_agree_with_the_exact_frontier():
    draw = np.random.default_rng(5)
    x = draw.lognormal(2.0, 1.0, 3_000)
    y = np.sqrt(x) * draw.beta(5.0, 2.0, 3_000)
    for method in ("dea-vrs", "fdh"):
        fit = fit_envelope(inputs=x, outputs=y, method=method)
        exact = fit_frontier(ids=range(3_000), inputs=x, outputs=y, method=method)
        np.testing.assert_array_equal(fit.score == 1.0, exact.phi == 1.0)
        np.testing.assert_allclose(fit.phi, exact.phi, rtol=1e-14)
        assert (fit.solver == Solver.CLOSED_FORM).all()
        assert fit.certified.all()


@pytest.mark.parametrize("way", WAYS)
def test_compiled_and_plain_loops_agree(monkeypatch, way):
    pytest.importorskip("numba")
    sheet = cobb_douglas(300, 2, 2)
    fits = []
    for switch in ("0", "1"):
        monkeypatch.setenv("SALESFRONTIER_COMPILED", switch)
        fits.append(fit_envelope(**sheet.columns(orientation=way)))
    np.testing.assert_allclose(fits[0].beta, fits[1].beta, atol=1e-12)
    assert all(fit.certified.all() for fit in fits)


@pytest.mark.more
@pytest.mark.parametrize("method", ["dea-vrs", "dea-crs"])
def test_a_table_large_enough_for_a_shortlist_gets_the_same_scores(monkeypatch, method):
    pytest.importorskip("numba")
    sheet = cobb_douglas(6_000, 3, 2)
    fits = []
    for switch in ("0", "1"):
        monkeypatch.setenv("SALESFRONTIER_COMPILED", switch)
        fits.append(fit_envelope(**sheet.columns(method=method)))
    np.testing.assert_allclose(fits[0].beta, fits[1].beta, atol=1e-12)
    assert all(fit.certified.all() for fit in fits)
    assert all(fit.resolved == 0 for fit in fits)
