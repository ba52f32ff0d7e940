"""25 sales territories, and what independent tools make of them.

Facts: D. W. Cravens, R. B. Woodruff and J. C. Stamper, "An Analytical Approach for
Evaluating Sales Territory Performance", Journal of Marketing 36(1), January 1972.
The same 25 rows are printed in many textbooks on regression.

* ``potential``: market potential, industry sales in the territory, units; here with
  one decimal (some printings have two).
* ``sales``: hundreds of units.
* ``share``: average market share over four years, per cent. In territory 6 one
  public copy has 0.15, which repeats the next column (``change``); with 5.51 the
  published correlations and regressions come out, so 5.51 stands here. The value is
  inferred from those summaries, not read in the paper. The frontier of sales on
  potential does not use it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Territory:
    """One territory: the two figures the first frontier needs, and its share."""

    id: str
    potential: float
    sales: float
    share: float


_ROWS = """
1 74065.1 3669.88 2.51
2 58117.3 3473.95 5.51
3 21118.5 2295.10 10.91
4 68521.3 4675.56 8.27
5 57805.1 6125.96 9.15
6 37806.9 2134.94 5.51
7 50935.3 5031.66 8.54
8 35602.1 3367.45 7.07
9 46176.8 6519.45 12.54
10 42053.2 4876.37 8.85
11 36829.7 2468.27 5.38
12 33612.7 2533.31 5.43
13 21412.8 2408.11 8.48
14 20416.9 2337.38 7.80
15 36272.0 4586.95 10.34
16 23093.3 2729.24 5.15
17 26878.6 3289.40 6.64
18 39572.0 2800.78 5.45
19 51866.1 3264.20 6.31
20 58749.8 3453.62 6.35
21 23990.8 1741.45 7.37
22 25694.9 2035.75 8.39
23 23736.3 1578.00 5.15
24 34314.3 4167.44 12.88
25 22809.5 2799.97 9.14
"""


def _territory(line: str) -> Territory:
    """Read one line of the table above."""
    name, potential, sales, share = line.split()
    return Territory(
        id=name, potential=float(potential), sales=float(sales), share=float(share)
    )


TERRITORIES = tuple(_territory(line) for line in _ROWS.strip().splitlines())

PUBLISHED_CORRELATION_POTENTIAL_SALES = 0.598
"""Published, three decimals: lecture 732G21, Linköping University."""

PUBLISHED_CORRELATION_SHARE_SALES = 0.484
"""Published, three decimals: the same lecture; 0.491 with the wrong row 6."""

VRS_EFFICIENT = ("9", "14", "25")
"""Computed, not published: the units of `VRS_PHI` with a factor of exactly 1."""

VRS_MEAN_PHI = 1.4691112087717046
"""The mean of the factors below."""

VRS_PHI = (
    1.7764749801083413,
    1.8766677701175896,
    1.0775254790239928,
    1.3943677334907474,
    1.0642331977355386,
    2.4296583235718825,
    1.2956857180334125,
    1.4361688051030743,
    1.0,
    1.2023447217331154,
    2.038524694857879,
    1.7840551480827247,
    1.0505870865517233,
    1.0,
    1.0775913600991316,
    1.0424674062455095,
    1.048114323296954,
    1.9523610494770447,
    1.9972581336927886,
    1.8877149194178862,
    1.7158132149082324,
    1.6010081360559132,
    1.8678662828072052,
    1.1112917348819347,
    1.0,
)
"""Computed outside this project, before it, by a tool that its record does not name
(reference folder, ``frontier/cravens1972/expected.json``, ``vrs_out``): output
expansion factors, variable returns to scale. `test_cravens.py` computes them once
more with the linear-programming solver of scipy."""

FDH_PHI = (
    1.7764749801083413,
    1.8766677701175896,
    1.0184218552568516,
    1.3943677334907474,
    1.0642331977355386,
    2.148514712357256,
    1.2956857180334125,
    1.2375655169341786,
    1.0,
    1.0,
    1.8583663861733115,
    1.2984593279148624,
    1.0,
    1.0,
    1.0,
    1.025915639518694,
    1.0,
    1.6377402009440225,
    1.9972581336927886,
    1.8877149194178862,
    1.6078382956731458,
    1.375399729829301,
    1.774378960709759,
    1.0,
    1.0,
)
"""Computed as above (``fdh_out``), free disposal hull; the test repeats the
definition: the best sales with no more potential, over own sales."""
