"""The power plants of Simar and Wilson (1998) against R Benchmarking, 2,000 draws.

The published table was not at hand. R Benchmarking draws from mirrored distances, we
from distances as they are, and both bandwidths follow Silverman; so the numbers are
near, not equal.
"""

import numpy as np
import pytest

from salesfrontier import bootstrap, fit_envelope

from .folder import read_table

pytestmark = pytest.mark.reference
TIMES = [200, pytest.param(2000, marks=pytest.mark.more)]


@pytest.mark.parametrize("times", TIMES)
def test_corrected_scores_and_intervals(reference_folder, times):
    table = read_table(reference_folder, "electric_plants_SW1998")
    fit = fit_envelope(
        inputs={name: table.column(name) for name in ("Labor", "Fuel", "Capital")},
        outputs={"Output": table.column("Output")},
        orientation="input",
    )
    told = bootstrap(fit, rng=np.random.default_rng(1998), times=times)
    wanted = table.expected["R_Benchmarking_boot2000_biascorrected"]
    off = told.corrected - wanted
    assert np.abs(off).max() < 0.02
    assert np.abs(off).mean() < 0.01
    ends = np.column_stack([told.lower, told.upper])
    assert np.abs(ends - table.expected["ci"]).max() < 0.025
