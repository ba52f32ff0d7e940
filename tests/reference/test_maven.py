"""8,800 invented opportunities of a computer reseller, in the reference folder.

``maven_crm/sales_pipeline.csv``: Won 4,238, Lost 2,473, Engaging 1,589, Prospecting 500
(without an engage date); read on 31 December 2017. The shares by day were computed
outside this project, before it; the rest is counted in the file.
"""

from datetime import date

import numpy as np
import pytest

from salesfrontier import (
    ComparisonVerdict,
    compare_proportions,
    fit_incidence,
    screen_cases,
)
from salesfrontier.tests.test_explained_outcomes import PAGE, table_of

from .folder import read_rows

pytestmark = pytest.mark.reference

CODES = {"Won": 1, "Lost": 2}
LAST_LOOK = date(2017, 12, 31)
DAYS = (30, 60, 90, 120, 138)
WON_BY = (0.2190, 0.2647, 0.3970, 0.5000, 0.5194)


@pytest.fixture(scope="module")
def opportunities(reference_folder):
    return read_rows(reference_folder / "maven_crm" / "sales_pipeline.csv")


@pytest.fixture(scope="module")
def fitted(opportunities):
    days = {
        name: np.array([row[name] or "NaT" for row in opportunities], "datetime64[D]")
        for name in ("engage_date", "close_date")
    }
    cases = screen_cases(
        starts=days["engage_date"],
        ends=days["close_date"],
        outcomes=[CODES.get(row["deal_stage"], 0) for row in opportunities],
        censor=np.datetime64(LAST_LOOK),
    )
    return fit_incidence(
        days=cases.days, outcomes=cases.outcomes, dropped=cases.dropped
    )


def test_won_by_day_is_the_expected_share(fitted):
    assert (fitted.n, fitted.closed) == (8300, 6711)
    assert {str(one.code) for one in fitted.dropped} == {"missing_start"}
    assert len(fitted.dropped) == 500
    found = [round(one.won.value, 4) for one in fitted.at(DAYS)]
    assert found == list(WON_BY)


def test_the_share_of_closed_deals_overstates_what_is_won(fitted):
    closed_only = fitted.won.count.sum() / fitted.closed
    assert round(float(closed_only), 4) == 0.6315
    last = fitted.at([138])[0]
    assert last.won.high < closed_only
    assert fitted.won.alone[-1] > closed_only
    assert fitted.won.share[-1] == last.won.value


def test_representatives_do_not_differ(opportunities):
    sellers = sorted({row["sales_agent"] for row in opportunities})
    closed = [row for row in opportunities if row["deal_stage"] in CODES]
    won = [row["sales_agent"] for row in closed if row["deal_stage"] == "Won"]
    names = [row["sales_agent"] for row in closed]
    found = compare_proportions(
        names=sellers,
        successes=[won.count(name) for name in sellers],
        cases=[names.count(name) for name in sellers],
    )
    assert (round(found.chi2, 2), found.df, round(found.p, 3)) == (33.35, 29, 0.264)
    assert found.verdict is ComparisonVerdict.ALIKE
    assert {str(group.standing) for group in found.groups} == {"with"}


def test_the_tables_of_the_explanation_are_right(fitted):
    found = [
        {
            "by day": f"{one.day:g}",
            "won": f"{one.won.value:.2%}".replace("%", " %"),
            "95 % interval": f"{100 * one.won.low:.2f}–{100 * one.won.high:.2f} %",
            "lost": f"{one.lost.value:.2%}".replace("%", " %"),
            "open": f"{one.open:.2%}".replace("%", " %"),
            "watched": f"{one.at_risk:,}",
        }
        for one in fitted.at(DAYS)
    ]
    assert found == table_of("maven")
    page = PAGE.read_text(encoding="utf-8")
    for figure in (4238 / 6711, fitted.won.alone[-1], 4238 / fitted.n):
        assert f"| {100 * float(figure):.2f} % |" in page
    assert fitted.time[-1] == 423
