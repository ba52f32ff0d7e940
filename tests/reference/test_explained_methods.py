"""The worked table of docs/explain/frontier-methods.md is what the library computes."""

from pathlib import Path

import numpy as np

from salesfrontier import (
    QuantileRules,
    StochasticRules,
    bootstrap,
    fit_envelope,
    fit_order_m,
    fit_quantiles,
    fit_stochastic,
    judge_standings,
    score_intervals,
)

from .cravens import TERRITORIES

PAGE = Path(__file__).parents[2] / "docs" / "explain" / "frontier-methods.md"
SHOWN = ("9", "14", "25", "24", "8", "6")
TABLE = {
    "ids": [row.id for row in TERRITORIES],
    "inputs": {"potential": [row.potential for row in TERRITORIES]},
    "outputs": {"sales": [row.sales for row in TERRITORIES]},
}


def written():
    """Compute the rows as the page writes them."""
    fits = {
        method: fit_envelope(**TABLE, method=method)
        for method in ("dea-vrs", "dea-crs", "fdh")
    }
    logs = QuantileRules(log=True)
    scores = {method: fit.score for method, fit in fits.items()}
    scores["order-m"] = fit_order_m(**TABLE, m=10).score
    scores["quantile"] = fit_quantiles(**TABLE, taus=0.9, rules=logs).top.score
    asked = {"times": 1000, "level": 0.9}
    sure = score_intervals(fits["dea-vrs"], rng=np.random.default_rng(1), **asked)
    told = bootstrap(fits["dea-vrs"], rng=np.random.default_rng(1), **asked)
    scores |= {"corrected": told.corrected, "lower": sure.lower, "upper": sure.upper}
    standing = judge_standings(sure)
    for unit in SHOWN:
        at = TABLE["ids"].index(unit)
        low, high = standing.rank_low[at], standing.rank_high[at]
        yield [
            unit,
            *(f"{column[at]:.2f}" for column in scores.values()),
            f"{low}–{high}",
            standing.classes[at],
        ]


def rows_of_the_page():
    page = PAGE.read_text(encoding="utf-8")
    lines = page.split("<!-- table: methods -->\n")[1].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_worked_table_is_right():
    assert rows_of_the_page() == list(written())


def test_the_page_says_rightly_that_noise_cannot_be_told_from_inefficiency():
    fit = fit_stochastic(**TABLE, rules=StochasticRules(log=True))
    codes = {warning.code for warning in fit.warnings}
    assert codes == {"wrong_skewness", "no_inefficiency"}
