"""The households of Engel against R quantreg, at every quantile given."""

import numpy as np
import pytest

from salesfrontier import QuantileRules, fit_quantiles

from .folder import read_table

pytestmark = pytest.mark.reference
TAUS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]


def fitted(table, taus, **rules):
    return fit_quantiles(
        inputs={"income": table.column("income")},
        outputs={"foodexp": table.column("foodexp")},
        taus=taus,
        rules=QuantileRules(**rules),
    )


def test_every_quantile_at_once_and_alone(reference_folder):
    table = read_table(reference_folder, "engel")
    together = fitted(table, TAUS)
    for tau in TAUS:
        wanted = table.expected[f"tau{tau}"]
        for line in (together.line(tau), fitted(table, tau).top):
            found = [*line.coefficients.values()]
            np.testing.assert_allclose(found, wanted["coef"], rtol=1e-10)
            assert line.rho == pytest.approx(wanted["rho"], rel=1e-12)
            assert line.certified
            assert not line.moved


@pytest.mark.parametrize("spread", ["nid", "iid"])
def test_standard_errors_of_the_median(reference_folder, spread):
    table = read_table(reference_folder, "engel")
    errors = [*fitted(table, 0.5, spread=spread).top.standard_errors.values()]
    wanted = table.expected[f"se_{spread}_tau05"]
    np.testing.assert_allclose(errors, wanted, rtol=1e-9)
