"""The proof of an envelope can fail: each way to bend an answer is caught."""

from dataclasses import replace

import numpy as np
import pytest

from salesfrontier import Solver, fit_envelope
from salesfrontier.dea import technology
from salesfrontier.dea.answers import Rays, no_answers
from salesfrontier.dea.programme import Returns
from salesfrontier.dea.proving import Claim, prove, scan
from salesfrontier.dea.steps import prove_steps, solve_steps
from salesfrontier.dea.technology import build_technology
from salesfrontier.tests.test_envelopes import cobb_douglas

SHEET = cobb_douglas(30, 2, 1)
POINTS = np.column_stack([SHEET.x, -SHEET.y]) / np.abs(
    np.column_stack([SHEET.x, SHEET.y])
).max(axis=0)
DIRECTIONS = np.column_stack([0 * POINTS[:, :2], -POINTS[:, 2]])
RAYS = Rays(points=POINTS, directions=DIRECTIONS)
NOBODY = np.full(30, -1)


def measured(returns=Returns.VRS):
    return build_technology(POINTS, 2, returns)


def claim_of(answers, returns=Returns.VRS):
    return Claim(
        returns=returns, units=POINTS, rays=RAYS, answers=answers, excluded=NOBODY
    )


def below(answers):
    """A unit well below the frontier, with more than one peer."""
    several = (answers.peer >= 0).sum(axis=1) > 1
    return int(np.flatnonzero(several & (answers.beta > 0.05))[0])


def bent(answers, column, at, figure):
    changed = getattr(answers, column).copy()
    changed[at] = figure
    return replace(answers, **{column: changed})


def verdict(answers, frame, returns=Returns.VRS):
    return prove(claim_of(answers, returns), frame, own=True).certified


@pytest.mark.parametrize("returns", list(Returns))
def test_an_honest_answer_is_certified(returns):
    technology_ = measured(returns)
    answers = technology_.measure(RAYS, own=True).answers
    assert verdict(answers, technology_.frame, returns).all()


@pytest.mark.parametrize("shift", [1e-6, -1e-6, np.nan, np.inf])
def test_a_beta_changed_by_a_millionth_is_not_certified(shift):
    space = measured()
    answers = space.measure(RAYS, own=True).answers
    at = below(answers)
    lie = bent(answers, "beta", at, answers.beta[at] + shift)
    assert verdict(lie, space.frame).tolist() == [row != at for row in range(30)]


def test_a_plane_and_a_beta_that_agree_on_a_lie_are_not_certified():
    space = measured()
    answers = space.measure(RAYS, own=True).answers
    at = below(answers)
    for shift in (-0.01, 0.01):
        lie = bent(answers, "beta", at, answers.beta[at] + shift)
        lie = bent(lie, "level", at, answers.level[at] + shift)
        assert not verdict(lie, space.frame)[at]
        assert verdict(lie, space.frame).sum() == 29


def test_a_unit_that_names_itself_the_best_is_not_certified():
    space = measured()
    answers = space.measure(RAYS, own=True).answers
    at = below(answers)
    lie = bent(answers, "beta", at, 0.0)
    lie = bent(lie, "peer", at, [at, -1, -1])
    lie = bent(lie, "weight", at, [1.0, 0.0, 0.0])
    assert not verdict(lie, space.frame)[at]


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("weight", lambda row: row * 1.001),
        ("weight", lambda row: -row),
        ("weight", lambda row: np.roll(row, 1)),
        ("plane", lambda row: -row),
        ("plane", lambda row: row * 1.001),
        ("plane", lambda row: row * 0.0),
        ("level", lambda row: row + 1e-6),
    ],
)
def test_a_bent_mix_or_plane_is_not_certified(column, change):
    space = measured()
    answers = space.measure(RAYS, own=True).answers
    at = below(answers)
    lie = bent(answers, column, at, change(getattr(answers, column)[at]))
    assert not verdict(lie, space.frame)[at]


def test_the_frame_is_a_hint_that_is_never_trusted():
    """Without its best unit a frame gives answers that agree, and are all wrong."""
    space = measured()
    best = space.frame[np.argmin(POINTS[space.frame, 2])]
    poor = np.setdiff1d(space.frame, [best])
    smaller = replace(
        space,
        frame=poor,
        programme=technology.build_programme(POINTS[poor], Returns.VRS),
    )
    answers = technology.solve(smaller.programme, RAYS, inputs=2)
    answers = technology.with_positions(answers, poor)
    wrong = prove(claim_of(answers), poor, own=True)
    honest = space.measure(RAYS, own=True).answers.beta
    touched = np.abs(answers.beta - honest) > 1e-8
    assert touched.any()
    assert not wrong.certified[touched].any()


def test_what_the_walk_gets_wrong_highs_solves_again_and_is_counted(monkeypatch):
    honest = fit_envelope(inputs=SHEET.x, outputs=SHEET.y)
    solve = technology.solve

    def careless(programme, rays, *, inputs):
        answers = solve(programme, rays, inputs=inputs)
        return bent(answers, "beta", slice(0, 5), answers.beta[:5] + 1e-6)

    monkeypatch.setattr(technology, "solve", careless)
    fit = fit_envelope(inputs=SHEET.x, outputs=SHEET.y)
    assert fit.resolved == 5
    assert fit.certified.all()
    assert (fit.solver[:5] == Solver.HIGHS).all()
    np.testing.assert_allclose(fit.beta, honest.beta, atol=1e-9)
    assert next(w for w in fit.warnings if w.code == "solved_again").ids == tuple(
        range(5)
    )


def test_what_nobody_can_prove_has_no_score(monkeypatch):
    solve = technology.solve

    def careless(programme, rays, *, inputs):
        answers = solve(programme, rays, inputs=inputs)
        return bent(answers, "beta", slice(0, 5), answers.beta[:5] + 1e-6)

    def silent(programme, rays):
        return no_answers(len(rays), 3, 1)

    monkeypatch.setattr(technology, "solve", careless)
    monkeypatch.setattr(technology, "ask_highs", silent)
    fit = fit_envelope(inputs=SHEET.x, outputs=SHEET.y)
    assert np.isnan(fit.score[:5]).all()
    assert fit.failed == (0, 1, 2, 3, 4)
    assert not fit.certified[:5].any()
    assert fit.certified[5:].all()
    assert next(w for w in fit.warnings if w.code == "failed").ids == fit.failed


def test_an_answer_that_nobody_can_follow_needs_a_plane_between():
    fit = fit_envelope(inputs=[[1, 1], [2, 3], [3, 2]], outputs=[1.0, 1.0, 1.0])
    claim = Claim(
        returns=Returns.VRS,
        units=np.array([[2.0, 3.0, -1.0], [3.0, 2.0, -1.0]]),
        rays=Rays(
            points=np.array([[1.0, 1.0, -1.0]]), directions=np.array([[0.0, 0.0, 1.0]])
        ),
        answers=replace(
            no_answers(1, 3, 3),
            beta=np.array([-np.inf]),
            plane=np.array([[1.0, 0.0, 0.0]]),
            level=np.array([-2.0]),
        ),
        excluded=np.array([-1]),
    )
    assert fit.certified.all()
    assert prove(claim, np.arange(2), own=False).certified.all()
    for level in (-0.9, -2.1):
        lie = replace(claim, answers=replace(claim.answers, level=np.array([level])))
        assert not prove(lie, np.arange(2), own=False).certified.any()


@pytest.mark.parametrize("shift", [1e-6, -1e-6])
def test_a_step_changed_by_a_millionth_is_not_certified(shift):
    answers = solve_steps(POINTS, RAYS, NOBODY)
    honest = prove_steps(POINTS, RAYS, answers, NOBODY, tolerance=1e-9)
    lie = replace(answers, beta=answers.beta + shift)
    assert honest.certified.all()
    bad = prove_steps(POINTS, RAYS, lie, NOBODY, tolerance=1e-9)
    assert not bad.certified.any()


def test_a_tiny_unit_over_a_plane_counts_as_much_as_a_large_one():
    tiny = 1e-4
    units = np.array([[0.5, -0.5], [tiny, -tiny * (1 + 1e-7)]])
    answers = replace(
        no_answers(1, 2, 1),
        beta=np.array([0.0]),
        peer=np.array([[0]]),
        weight=np.array([[1.0]]),
        plane=np.array([[2.0, 2.0]]),
    )
    claim = Claim(
        returns=Returns.CRS,
        units=units,
        rays=Rays(points=units[:1], directions=np.array([[0.0, 0.5]])),
        answers=answers,
        excluded=np.array([-1]),
    )
    assert not prove(claim, np.array([0]), own=False).certified.any()
    level = replace(claim, units=np.array([[0.5, -0.5], [tiny, -tiny]]))
    assert prove(level, np.array([0]), own=False).certified.all()


def test_compiled_and_plain_looks_see_the_same(monkeypatch):
    pytest.importorskip("numba")
    draw = np.random.default_rng(2)
    planes, levels = draw.random((50, 3)), draw.normal(size=50)
    units, barred = draw.normal(size=(40, 3)), draw.integers(-1, 40, 50)
    units[:5], levels[:5] = 0.0, 0.0
    seen = []
    for switch in ("0", "1"):
        monkeypatch.setenv("SALESFRONTIER_COMPILED", switch)
        seen.append(scan(planes, levels, units, barred))
    np.testing.assert_allclose(seen[0].worst, seen[1].worst, rtol=1e-12)
    np.testing.assert_array_equal(seen[0].lying, seen[1].lying)
