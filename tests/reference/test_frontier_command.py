"""Every reference number once more, through `kam frontier FILE … --json`.

What the numbers are and where they come from is said in the tests beside this one.
"""

import json

import numpy as np
import pytest

from kam.config.cli import main

from .folder import read_table
from .test_envelopes import CASES, CHARNES, PLANTS

pytestmark = pytest.mark.reference
IDS = {"charnes1981": "firm", "electric_plants_SW1998": "Plant", "FLS11": None}
FIRMS = (["capital", "labour"], ["output"])
CRAVENS = (["mktpoten"], ["sales"])
TAUS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]


@pytest.fixture
def told(reference_folder, capsys):
    """Run the command on a table; return its answer and the numbers expected."""

    def run(name, columns, *options, code=None):
        path = reference_folder / "frontier" / name / "data.csv"
        named = [] if code is None else ["--id", code]
        for option, headers in zip(("--input", "--output"), columns, strict=True):
            named += [part for header in headers for part in (option, header)]
        assert main(["frontier", str(path), *named, *options, "--json"]) == 0
        report = json.loads(capsys.readouterr().out)
        return report, read_table(reference_folder, name).expected

    return run


def column(units, name):
    return [unit[name] for unit in units]


@pytest.mark.parametrize(("name", "columns", "method", "way", "key", "off"), CASES)
def test_envelopes(told, name, columns, method, way, key, off):
    options = ("--method", method, "--orientation", way)
    report, expected = told(name, columns, *options, code=IDS[name])
    factor = "theta" if way == "input" else "phi"
    wanted = [float(figure) for figure in expected[key]]
    found = column(report["units"], factor)
    np.testing.assert_allclose(found, wanted, rtol=off, atol=off)
    scores = wanted if way == "input" else [1 / figure for figure in wanted]
    np.testing.assert_allclose(column(report["units"], "score"), scores, rtol=1e-8)
    assert all(column(report["units"], "certified"))
    assert report["model"]["method"] == method
    for unit in report["units"]:
        if method in {"dea-vrs", "fdh"}:
            weights = sum(peer["weight"] for peer in unit["peers"])
            assert weights == pytest.approx(1.0, abs=1e-9)


def test_super_efficiency(told):
    options = ("--orientation", "input", "--super-efficiency")
    report, expected = told("charnes1981", CHARNES, *options, code="firm")
    wanted = [float(figure) for figure in expected["super_vrs_in"]]
    for unit, figure in zip(report["units"], wanted, strict=True):
        if np.isinf(figure):
            assert unit["score"] is None
        else:
            assert unit["score"] == pytest.approx(figure, rel=1e-10)


def test_the_two_programmes_among_their_own(told):
    options = ("--method", "dea-crs", "--orientation", "input", "--by", "pft")
    report, expected = told("charnes1981", CHARNES, *options, code="firm")
    for group, key in (("1", "CCR1981_PFT_crs_in"), ("0", "CCR1981_NFT_crs_in")):
        found = next(one for one in report["groups"] if one["by"] == group)
        np.testing.assert_allclose(
            column(found["units"], "theta"), expected[key], rtol=1e-10
        )


@pytest.mark.parametrize(
    ("method", "key", "best"),
    [
        ("dea-vrs", "vrs_out", ["9", "14", "25"]),
        ("dea-crs", "crs_out", ["9"]),
        ("fdh", "fdh_out", None),
    ],
)
def test_the_25_territories(told, method, key, best):
    report, wanted = told("cravens1972", CRAVENS, "--method", method, code="id")
    wanted = wanted["computed_sales_on_potential"]
    phi = column(report["units"], "phi")
    np.testing.assert_allclose(phi, wanted[key], rtol=1e-12)
    if best:
        assert [u["id"] for u in report["units"] if u["score"] == 1.0] == best
    if method == "dea-vrs":
        assert np.mean(phi) == pytest.approx(wanted["vrs_mean"], rel=1e-12)


def test_the_stochastic_frontier_of_frontier_41(told):
    options = ("--method", "sfa", "--log")
    report, wanted = told("front41Data", FIRMS, *options, code="firm")
    wanted, model = wanted["published_FRONTIER41_EG1"], report["model"]
    names = ["intercept", "log(capital)", "log(labour)"]
    assert [*model["coefficients"]] == names
    np.testing.assert_allclose(
        [*model["coefficients"].values()], wanted["coef"], atol=1e-5
    )
    assert model["sigma2"] == pytest.approx(wanted["sigmaSq"], abs=1e-5)
    assert model["gamma"] == pytest.approx(wanted["gamma"], abs=1e-5)
    assert model["loglik"] == pytest.approx(wanted["loglik"], abs=1e-5)
    assert model["lr"] == pytest.approx(wanted["LR"], abs=1e-5)
    errors = [model["standard_errors"][n] for n in (*names, "sigma2", "gamma")]
    np.testing.assert_allclose(errors, wanted["se"], rtol=0.02)
    scores = column(report["units"], "score")
    np.testing.assert_allclose(scores[:5], wanted["te_first5"], atol=1e-5)
    for unit in report["units"]:
        assert 0 < unit["lower"] < unit["score"] < unit["upper"] <= 1


def test_other_shapes_of_inefficiency(told):
    options = ("--method", "sfa", "--log", "--inefficiency")
    report, wanted = told("front41Data", FIRMS, *options, "truncated-normal")
    # It climbs higher than R frontier: see test_stochastic.
    assert report["model"]["loglik"] > wanted["R_frontier_truncnorm"]["loglik"]
    assert "mu" in report["model"]["standard_errors"]
    report, _wanted = told("front41Data", FIRMS, *options, "exponential")
    assert report["model"]["inefficiency"] == "exponential"


@pytest.mark.parametrize("tau", TAUS)
def test_engel_at_every_quantile(told, tau):
    options = ("--method", "quantile", "--tau", str(tau))
    report, expected = told("engel", (["income"], ["foodexp"]), *options)
    wanted, model = expected[f"tau{tau}"], report["model"]
    assert [*model["coefficients"]] == ["intercept", "income"]
    found = [*model["coefficients"].values()]
    np.testing.assert_allclose(found, wanted["coef"], rtol=1e-9)
    assert model["rho"] == pytest.approx(wanted["rho"], rel=1e-10)
    if tau == 0.5:
        errors = [*model["standard_errors"].values()]
        np.testing.assert_allclose(errors, expected["se_nid_tau05"], rtol=1e-9)


def test_the_bootstrap_of_the_power_plants(told):
    options = ("--orientation", "input", "--bootstrap", "200", "--seed", "1998")
    report, expected = told("electric_plants_SW1998", PLANTS, *options, code="Plant")
    found = np.array(column(report["units"], "bias_corrected"))
    off = np.abs(found - expected["R_Benchmarking_boot2000_biascorrected"])
    assert off.max() < 0.02
    assert off.mean() < 0.01
    for unit in report["units"]:
        assert unit["bias"] == pytest.approx(unit["score"] - unit["bias_corrected"])
        assert 0 < unit["lower"] < unit["upper"] <= unit["score"]
