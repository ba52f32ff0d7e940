"""The 60 firms of FRONTIER 4.1 against what that program and R frontier print.

FRONTIER 4.1 stops a little before the top: its log-likelihood is -17.027229, the exact
one -17.0272254. It builds its standard errors from steps of the climb instead of from
second derivatives, so they differ by up to 2 %.
"""

import numpy as np
import pytest

from salesfrontier import Inefficiency, StochasticRules, fit_stochastic
from salesfrontier.stochastic.densities import truncated_normal

from .folder import read_table

pytestmark = pytest.mark.reference
EXACT_LOGLIK = -17.02722542


def fitted(table, kind=Inefficiency.HALF_NORMAL):
    return fit_stochastic(
        inputs={name: table.column(name) for name in ("capital", "labour")},
        outputs={"output": table.column("output")},
        inefficiency=kind,
        rules=StochasticRules(log=True),
    )


def test_the_published_half_normal_frontier(reference_folder):
    table = read_table(reference_folder, "front41Data")
    wanted, fit = table.expected["published_FRONTIER41_EG1"], fitted(table)
    found = [*fit.coefficients.values()]
    np.testing.assert_allclose(found, wanted["coef"], atol=1e-5)
    assert fit.sigma2 == pytest.approx(wanted["sigmaSq"], abs=1e-5)
    assert fit.gamma == pytest.approx(wanted["gamma"], abs=1e-5)
    assert fit.loglik == pytest.approx(wanted["loglik"], abs=1e-5)
    assert fit.loglik == pytest.approx(EXACT_LOGLIK, abs=1e-8)
    assert fit.loglik_ols == pytest.approx(wanted["loglik_ols"], abs=1e-5)
    assert fit.ratio.statistic == pytest.approx(wanted["LR"], abs=1e-5)
    np.testing.assert_allclose(fit.score[:5], wanted["te_first5"], atol=1e-5)
    errors = [*fit.standard_errors.values()]
    np.testing.assert_allclose(errors, wanted["se"], rtol=0.02)


def test_every_score_of_r_frontier(reference_folder):
    table = read_table(reference_folder, "front41Data")
    wanted, fit = table.expected["R_frontier_halfnormal"], fitted(table)
    np.testing.assert_allclose(fit.score, wanted["te"], atol=1e-5)
    assert fit.score.mean() == pytest.approx(wanted["meanTE"], abs=1e-5)


def test_the_truncated_normal_climbs_higher_than_r_frontier(reference_folder):
    """Where R stopped our density gives R's likelihood; from there it still rises."""
    table = read_table(reference_folder, "front41Data")
    wanted = table.expected["R_frontier_truncnorm"]
    there = wanted["coef"]
    logs = [np.log(table.column(name)) for name in ("capital", "labour", "output")]
    rest = logs[2] - there["(Intercept)"]
    rest = rest - there["log(capital)"] * logs[0] - there["log(labour)"] * logs[1]
    u = np.sqrt(there["gamma"] * there["sigmaSq"])
    v = np.sqrt((1 - there["gamma"]) * there["sigmaSq"])
    at_r = truncated_normal(rest, v, u, there["mu"]).value.sum()
    # R computes the tails of the normal less exactly.
    assert at_r == pytest.approx(wanted["loglik"], abs=2e-6)
    fit = fitted(table, Inefficiency.TRUNCATED_NORMAL)
    assert fit.loglik > wanted["loglik"] + 0.005
    assert fit.slope < 1e-9
