"""The core promise on 25 real territories; needs no folder."""

import numpy as np
import pytest

from salesfrontier import METHODS, check_guards, fit_frontier, leave_one_out, set_goals
from salesfrontier.tests.oracle import Table, solver_frontier

from .cravens import (
    FDH_PHI,
    PUBLISHED_CORRELATION_POTENTIAL_SALES,
    PUBLISHED_CORRELATION_SHARE_SALES,
    TERRITORIES,
    VRS_EFFICIENT,
    VRS_MEAN_PHI,
    VRS_PHI,
)

POTENTIAL = [territory.potential for territory in TERRITORIES]
SALES = [territory.sales for territory in TERRITORIES]


def fitted(method="dea-vrs"):
    ids = [territory.id for territory in TERRITORIES]
    return fit_frontier(ids=ids, inputs=POTENTIAL, outputs=SALES, method=method)


@pytest.mark.parametrize(("method", "wanted"), [("dea-vrs", VRS_PHI), ("fdh", FDH_PHI)])
def test_every_phi_is_the_expected_one(method, wanted):
    np.testing.assert_allclose(fitted(method).phi, wanted, rtol=1e-12)


def test_territories_9_14_and_25_are_efficient_and_nobody_else():
    efficient = [unit.id for unit in fitted().units if unit.phi == 1.0]
    assert tuple(efficient) == VRS_EFFICIENT


def test_the_mean_factor_is_the_expected_one():
    assert fitted().phi.mean() == pytest.approx(VRS_MEAN_PHI, rel=1e-13)


def test_the_expected_factors_are_what_a_solver_finds():
    table = Table(x=POTENTIAL, y=SALES)
    found = [
        solver_frontier(table, x) / y for x, y in zip(POTENTIAL, SALES, strict=True)
    ]
    np.testing.assert_allclose(VRS_PHI, found, rtol=1e-9)


def test_the_expected_steps_are_what_the_definition_says():
    pairs = list(zip(POTENTIAL, SALES, strict=True))
    found = [max(y for x, y in pairs if x <= here) / own for here, own in pairs]
    np.testing.assert_allclose(FDH_PHI, found, rtol=1e-14)


@pytest.mark.parametrize("method", METHODS)
def test_every_territory_is_certified(method):
    assert fitted(method).certified.all()


def test_the_rows_agree_with_the_published_correlations():
    share = [territory.share for territory in TERRITORIES]
    with_potential = np.corrcoef(POTENTIAL, SALES)[0, 1]
    with_share = np.corrcoef(share, SALES)[0, 1]
    assert round(with_potential, 3) == PUBLISHED_CORRELATION_POTENTIAL_SALES
    assert round(with_share, 3) == PUBLISHED_CORRELATION_SHARE_SALES


def test_the_frontier_rests_too_much_on_territory_9():
    guards = check_guards(fitted())
    assert guards.view == "frontier"
    assert guards.standing == "provisional"
    assert guards.fragile == ("9",)


@pytest.mark.parametrize("method", METHODS)
def test_each_fall_is_what_fitting_again_finds(method):
    fit = fitted(method)
    for row in leave_one_out(fit):
        rest = [at for at, name in enumerate(fit.ids) if name != row.id]
        less = fit_frontier(
            ids=rest, inputs=fit.x[rest], outputs=fit.y[rest], method=method
        )
        fall = np.max(1 - less.frontier / fit.frontier[rest])
        assert row.drop == pytest.approx(fall, rel=1e-9, abs=1e-14)


def test_territory_6_learns_from_the_two_around_it():
    goal = set_goals(fitted())[5]
    assert goal.id == "6"
    assert goal.pf_class == "behind"
    assert goal.benchmarks == ("25", "9")
    assert goal.target == pytest.approx(1.2 * 2134.94)
