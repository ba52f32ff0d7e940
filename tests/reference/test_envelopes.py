"""Envelopes against the numbers of the reference folder.

Each ``expected.json`` says which program made its numbers: R Benchmarking and deaR, and
the tests of DataEnvelopmentAnalysis.jl. Julia prints ten digits.
"""

import numpy as np
import pytest

from salesfrontier import EnvelopeRules, fit_envelope

from .folder import read_table

pytestmark = pytest.mark.reference
CHARNES = (["x1", "x2", "x3", "x4", "x5"], ["y1", "y2", "y3"])
PLANTS = (["Labor", "Fuel", "Capital"], ["Output"])
FLS = (["x1", "x2"], ["y"])
CRAVENS = (["mktpoten"], ["sales"])


def fitted(table, columns, *, rows=slice(None), **asked):
    inputs, outputs = (
        {name: np.array(table.column(name))[rows] for name in names}
        for names in columns
    )
    fit = fit_envelope(inputs=inputs, outputs=outputs, **asked)
    assert fit.certified.all()
    assert fit.resolved == 0
    return fit


def factors(fit):
    return fit.theta if fit.orientation == "input" else fit.phi


def numbers(expected):
    return [float(figure) for figure in expected]


CASES = [
    ("FLS11", FLS, "dea-crs", "input", "julia_test_crs_in", 1e-9),
    ("FLS11", FLS, "dea-crs", "output", "julia_test_crs_out", 1e-9),
    ("FLS11", FLS, "dea-vrs", "input", "R_vrs_in", 1e-10),
    ("FLS11", FLS, "dea-vrs", "output", "R_vrs_out", 1e-10),
    ("FLS11", FLS, "fdh", "input", "R_fdh_in", 1e-12),
    ("electric_plants_SW1998", PLANTS, "dea-vrs", "input", "vrs_in", 1e-10),
    ("electric_plants_SW1998", PLANTS, "dea-crs", "input", "crs_in", 1e-10),
    *(
        ("charnes1981", CHARNES, method, way, f"{short}_{way[:-3]}", 1e-10)
        for method, short in (
            ("dea-crs", "crs"),
            ("dea-vrs", "vrs"),
            ("dea-nirs", "drs"),
            ("dea-ndrs", "irs"),
            ("fdh", "fdh"),
        )
        for way in ("input", "output")
    ),
]


@pytest.mark.parametrize(("name", "columns", "method", "way", "key", "off"), CASES)
def test_published_and_computed_scores(
    reference_folder, name, columns, method, way, key, off
):
    table = read_table(reference_folder, name)
    fit = fitted(table, columns, method=method, orientation=way)
    np.testing.assert_allclose(
        factors(fit), numbers(table.expected[key]), rtol=off, atol=off
    )
    if name == "charnes1981":
        assert factors(fit).mean() == pytest.approx(
            table.expected["mean"][key], rel=1e-12
        )


def test_super_efficiency_of_the_schools(reference_folder):
    table = read_table(reference_folder, "charnes1981")
    rules = EnvelopeRules(super_efficiency=True)
    fit = fitted(table, CHARNES, orientation="input", rules=rules)
    wanted = np.array(numbers(table.expected["super_vrs_in"]))
    np.testing.assert_array_equal(np.isinf(fit.score), np.isinf(wanted))
    there = np.isfinite(wanted)
    np.testing.assert_allclose(fit.score[there], wanted[there], rtol=1e-10)
    lost = next(w for w in fit.warnings if w.code == "out_of_reach")
    assert lost.ids == (58,)


def test_one_step_in_every_column_of_the_schools(reference_folder):
    """Benchmarking moves by one unit of each column where no direction is named."""
    table = read_table(reference_folder, "charnes1981")
    rules = EnvelopeRules(direction=(1.0,) * 8)
    fit = fitted(table, CHARNES, orientation="directional", rules=rules)
    np.testing.assert_allclose(
        fit.beta, table.expected["directional_inout_obj"], rtol=1e-10, atol=1e-11
    )


@pytest.mark.parametrize(
    ("group", "key"), [("1", "CCR1981_PFT_crs_in"), ("0", "CCR1981_NFT_crs_in")]
)
def test_the_two_programmes_of_1981(reference_folder, group, key):
    """Pupils with and without Program Follow Through, each among their own."""
    table = read_table(reference_folder, "charnes1981")
    rows = np.array([row["pft"] == group for row in table.rows])
    fit = fitted(table, CHARNES, rows=rows, method="dea-crs", orientation="input")
    np.testing.assert_allclose(fit.theta, table.expected[key], rtol=1e-10)
    assert fit.theta.mean() == pytest.approx(table.expected["mean"][key], rel=1e-12)


@pytest.mark.parametrize(
    ("method", "key", "best"),
    [
        ("dea-vrs", "vrs_out", ["9", "14", "25"]),
        ("dea-crs", "crs_out", ["9"]),
        ("fdh", "fdh_out", None),
    ],
)
def test_the_25_territories(reference_folder, method, key, best):
    table = read_table(reference_folder, "cravens1972")
    expected = table.expected["computed_sales_on_potential"]
    ids = [row["id"] for row in table.rows]
    fit = fitted(table, CRAVENS, method=method, ids=ids)
    np.testing.assert_allclose(fit.phi, expected[key], rtol=1e-12)
    if best:
        assert [unit.id for unit in fit.units if unit.score == 1.0] == best
    if method == "dea-vrs":
        assert fit.phi.mean() == pytest.approx(expected["vrs_mean"], rel=1e-13)
        assert round(fit.phi.mean(), 4) == 1.4691
