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
    SkillVerdict,
    chance_left,
    chances_of_cases,
    compare_proportions,
    expect_value,
    fit_incidence,
    judge_ages,
    judge_skill,
    look_ahead,
    refit_chances,
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


def outcomes_of(rows):
    return np.array([CODES.get(row["deal_stage"], 0) for row in rows])


def screened(rows, last_look):
    days = {
        name: np.array([row[name] or "NaT" for row in rows], "datetime64[D]")
        for name in ("engage_date", "close_date")
    }
    return screen_cases(
        starts=days["engage_date"],
        ends=days["close_date"],
        outcomes=outcomes_of(rows),
        censor=np.datetime64(last_look),
    )


@pytest.fixture(scope="module")
def fitted(opportunities):
    cases = screened(opportunities, LAST_LOOK)
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


def test_most_of_the_open_ones_are_zombies(opportunities, fitted):
    cases = screened(opportunities, LAST_LOOK)
    found = judge_ages(fitted, ages=cases.days[cases.outcomes == 0])
    told = [str(standing) for standing in found.standings]
    counts = [told.count(name) for name in ("usual", "stale", "zombie")]
    assert counts == [160, 79, 1350]
    assert (found.stale_after, found.zombie_after) == (107, 127)
    ahead = look_ahead(fitted, ages=[138])
    assert ahead.watched.tolist() == [543]
    assert (ahead.chance.item(), round(ahead.high.item(), 4)) == (0.0, 0.0068)


def test_products_tell_nothing_of_who_wins(opportunities):
    closed = [row for row in opportunities if row["deal_stage"] in CODES]
    names = sorted({row["product"] for row in closed})
    by_name = [[row for row in closed if row["product"] == name] for name in names]
    found = judge_skill(
        names=names,
        priors=[0.7] * len(names),
        won=[sum(row["deal_stage"] == "Won" for row in rows) for rows in by_name],
        cases=[len(rows) for rows in by_name],
    )
    assert found.refit.verdict is SkillVerdict.NONE
    assert found.priors.verdict is SkillVerdict.WORSE
    figures = [found.brier, found.refit.gain, found.refit.low, found.refit.high]
    assert [round(one, 4) for one in figures] == [0.2328, -0.0002, -0.0005, 0.0002]
    assert round(found.priors.gain, 4) == -0.0046


def said_on(rows, day):
    """Say what the calculation would have said on an earlier day, and what came."""
    cases = screened(rows, day)
    fit = fit_incidence(days=cases.days, outcomes=cases.outcomes)
    still = cases.outcomes == 0
    ages = cases.days[still]
    really = outcomes_of(rows)[cases.kept[still]] == 1
    closed, won = (cases.outcomes > 0).sum(), (cases.outcomes == 1).sum()
    cell = {"names": ["all"], "priors": [0.7]}
    whole = {"days": cases.days, "outcomes": cases.outcomes, "horizon": 138}
    chances = chances_of_cases(**cell, **whole, cells=np.zeros(len(cases.days)))
    ones = {"values": np.ones(len(ages)), "cells": np.zeros(len(ages))}
    left = chance_left(fit, ages=ages, horizon=138)
    only = refit_chances(**cell, won=[won], cases=[closed])
    new = expect_value(**ones, chances=chances)
    aged = expect_value(**ones, chances=chances, left=left)
    standings = judge_ages(fit, ages=ages).standings
    zombie = np.array([str(one) == "zombie" for one in standings])
    return {
        "last look": day,
        "open": f"{len(ages):,}",
        "closed only": f"{expect_value(**ones, chances=only).value:,.0f}",
        "as if new": f"{new.value:,.0f}",
        "by age": f"{aged.value:,.0f}",
        "95 % interval": f"{aged.low:,.0f}–{aged.high:,.0f}",
        "really won": f"{really.sum():,}",
        "zombies": f"{zombie.sum():,}",
        "of them won": f"{really[zombie].sum():,}",
    }


def test_what_would_have_been_said_earlier_stands_in_the_explanation(opportunities):
    rows = table_of("earlier")
    assert [said_on(opportunities, row["last look"]) for row in rows] == rows
