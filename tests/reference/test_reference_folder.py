"""The same promises on the files of the reference folder.

Only ``cravens1972`` has expected numbers for one input and one output. The others
were computed with several inputs, which these estimators do not take; one input and
one output of each is compared with a solver instead.
"""

import numpy as np
import pytest

from salesfrontier import METHODS, certify, fit_frontier, fit_rows
from salesfrontier.tests.oracle import Table, solver_frontier

from .cravens import TERRITORIES
from .folder import read_rows, read_table

pytestmark = pytest.mark.reference
COLUMNS = [
    ("FLS11", "x1", "y"),
    ("FLS11", "x2", "y"),
    ("charnes1981", "x1", "y1"),
    ("electric_plants_SW1998", "Capital", "Output"),
    ("engel", "income", "foodexp"),
    ("front41Data", "capital", "output"),
]


@pytest.mark.parametrize(
    ("method", "wanted"), [("dea-vrs", "vrs_out"), ("fdh", "fdh_out")]
)
def test_cravens_agrees_with_the_expected_factors(reference_folder, method, wanted):
    table = read_table(reference_folder, "cravens1972")
    fit = fit_rows(
        ids=[row["id"] for row in table.rows],
        inputs=[row["mktpoten"] for row in table.rows],
        outputs=[row["sales"] for row in table.rows],
        method=method,
    )
    expected = table.expected["computed_sales_on_potential"][wanted]
    assert fit.n == 25
    np.testing.assert_allclose(fit.phi, expected, rtol=1e-12)


def test_the_typed_rows_are_the_rows_of_the_file(reference_folder):
    rows = read_rows(reference_folder / "cravens" / "cravens.csv")
    found = [
        (
            row["territory"],
            float(row["Poten"]),
            float(row["Sales"]),
            float(row["Share"]),
        )
        for row in rows
    ]
    typed = [(row.id, row.potential, row.sales, row.share) for row in TERRITORIES]
    assert found == typed


@pytest.mark.parametrize(("name", "given", "made"), COLUMNS)
def test_real_columns_agree_with_a_solver(reference_folder, name, given, made):
    table = read_table(reference_folder, name)
    x, y = table.column(given), table.column(made)
    fit = fit_frontier(ids=range(len(x)), inputs=x, outputs=y)
    wanted = [solver_frontier(Table(x=x, y=y), here) for here in x]
    np.testing.assert_allclose(fit.frontier, wanted, rtol=1e-8)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("name", "given", "made"), COLUMNS)
def test_real_columns_are_certified(reference_folder, name, given, made, method):
    table = read_table(reference_folder, name)
    x, y = table.column(given), table.column(made)
    fit = fit_frontier(ids=range(len(x)), inputs=x, outputs=y, method=method)
    assert certify(fit).all()
