"""The formulas of stochastic frontiers against their definitions, integrated."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm, truncnorm

from salesfrontier import Inefficiency
from salesfrontier.stochastic.densities import exponential, truncated_normal
from salesfrontier.stochastic.scoring import condition

every = pytest.mark.parametrize("kind", tuple(Inefficiency))
RESIDUALS = np.array([-3.0, -0.8, -0.1, 0.0, 0.3, 1.2])


def density(kind, mu=0.0):
    """The density of u, written down."""
    if kind is Inefficiency.EXPONENTIAL:
        return lambda u: np.exp(-u / 0.6) / 0.6
    return lambda u: norm.pdf((u - mu) / 0.6) / 0.6 / norm.cdf(mu / 0.6)


def terms(kind, e, v=0.4, u=0.6, mu=0.0):
    if kind is Inefficiency.EXPONENTIAL:
        return exponential(e, v, u)
    return truncated_normal(e, v, u, mu)


def joint_of(of_u, e):
    """The density of u together with the residual, up to σv."""
    return lambda u: of_u(u) * norm.pdf((e + u) / 0.4)


def means(kind):
    return (0.0, -0.7, 0.5) if kind is Inefficiency.TRUNCATED_NORMAL else (0.0,)


@every
def test_the_density_is_that_of_noise_minus_inefficiency(kind):
    for mu in means(kind):
        of_u = density(kind, mu)
        for e, found in zip(
            RESIDUALS, terms(kind, RESIDUALS, mu=mu).value, strict=True
        ):
            wanted = quad(joint_of(of_u, e), 0, 12)[0] / 0.4
            assert found == pytest.approx(np.log(wanted), rel=1e-7)


@every
def test_derivatives_are_those_of_the_density(kind):
    for mu in means(kind):
        at = {"e": RESIDUALS, "v": np.log(0.4), "u": np.log(0.6), "mu": mu}

        def told(kind=kind, at=at, **moved):
            here = at | moved
            return terms(
                kind, here["e"], np.exp(here["v"]), np.exp(here["u"]), here["mu"]
            )

        here = told()
        for key, name in enumerate(at):
            if key not in here.first:
                continue
            up, down = (told(**{name: at[name] + h}) for h in (1e-5, -1e-5))
            np.testing.assert_allclose(
                here.first[key], (up.value - down.value) / 2e-5, rtol=1e-6, atol=1e-8
            )
            for other in here.first:
                pair = (min(key, other), max(key, other))
                wanted = (up.first[other] - down.first[other]) / 2e-5
                found = here.second.get(pair, 0.0)
                np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-7)


@every
def test_scores_and_intervals_are_those_of_the_conditional_distribution(kind):
    mu = -0.3 if kind is Inefficiency.TRUNCATED_NORMAL else 0.0
    simple = kind is Inefficiency.EXPONENTIAL
    told = condition(RESIDUALS, 0.4, 0.6, mu, exponential=simple)
    of_u = density(kind, mu)
    for at, e in enumerate(RESIDUALS):
        joint = joint_of(of_u, e)
        whole = quad(joint, 0, 15)[0]
        mean = quad(lambda u, of=joint: u * of(u), 0, 15)[0] / whole
        factor = quad(lambda u, of=joint: np.exp(-u) * of(u), 0, 15)[0] / whole
        assert told.expected()[at] == pytest.approx(mean, rel=1e-6)
        assert told.expected_factor()[at] == pytest.approx(factor, rel=1e-6)
        for share in (0.025, 0.5, 0.975):
            top = told.quantile(share)[at]
            assert quad(joint, 0, top)[0] / whole == pytest.approx(share, abs=1e-6)


def test_far_from_the_frontier_scores_stay_finite():
    far = np.array([-60.0, -30.0, 30.0, 60.0])
    told = condition(far, 0.01, 0.5, 0.0, exponential=False)
    assert np.isfinite(told.expected()).all()
    assert ((told.expected_factor() >= 0) & (told.expected_factor() <= 1)).all()
    cut = truncnorm(-told.mean[0] / told.spread, np.inf)
    mean = told.mean[0] + told.spread * cut.mean()
    assert told.expected()[0] == pytest.approx(mean, rel=1e-6)
