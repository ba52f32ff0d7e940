"""The frontier as people see it: both faces, both themes, both languages, a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kam.people.services import create_territory
from kam.performance.services import SetDraft, bulk_figures, create_set, edit_figure
from kam.performance.tests.conftest import EARLIER, PERIOD, bulk_rows
from tests.reference.cravens import TERRITORIES

pytestmark = pytest.mark.browser

FACES = [
    (1440, "light", "zh-hans"),
    (1440, "dark", "en"),
    (390, "light", "zh-hans"),
    (390, "dark", "en"),
]
FALLEN = ("14", "3", "16")


@pytest.fixture
def two_periods(cast):
    """Cravens in two invented periods, so that some may be named."""
    draft = SetDraft(
        name="Cravens",
        potential_unit="件",
        sales_unit="百件",
        is_synthetic=True,
        note="Cravens 等 1972；上一期为合成数据",
    )
    made = create_set(actor=cast.lead, team=cast.first, draft=draft)
    now = [(t.id, t.potential, t.sales) for t in TERRITORIES]
    before = [
        (code, x * 0.97, y * (0.9 if code in FALLEN else 0.98))
        for code, x, y in now
        if code != "21"
    ]
    for period, figures in ((EARLIER, before), (PERIOD, now)):
        bulk_figures(
            actor=cast.lead,
            comparison_set=made,
            period=period,
            rows=bulk_rows(figures),
        )
    figure = made.figures.get(territory__code="7", period=PERIOD)
    edit_figure(actor=cast.lead, figure=figure, wanted={"exclusion": "空缺 4 个月"})
    return made


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_the_manager_reads_the_frontier(
    page_at, axe, shot, cast, two_periods, run_of, width, theme, language
):
    cast.lead.language = language
    cast.lead.save(update_fields=["language"])
    run_of(two_periods)
    page = page_at(width=width, theme=theme, language=language, user=cast.lead)
    page.goto("/frontier")
    expect(page.locator("svg.plot .frontier").last).to_be_visible()
    axe(page)
    shot(page, f"frontier-{width}-{theme}-{language}")


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_a_representative_reads_the_own_distance(
    page_at, axe, shot, cast, two_periods, run_of, hold, width, theme, language
):
    cast.rep.language = language
    cast.rep.save(update_fields=["language"])
    run_of(two_periods, EARLIER)
    run_of(two_periods)
    hold(cast.rep, "19", two_periods)
    page = page_at(width=width, theme=theme, language=language, user=cast.rep)
    page.goto("/frontier")
    expect(page.locator("svg.plot .own").last).to_be_visible()
    axe(page)
    shot(page, f"frontier-own-{width}-{theme}-{language}")


@pytest.mark.parametrize(("width", "theme", "language"), FACES[1:3])
def test_the_sets_and_their_forms(
    page_at, axe, shot, cast, two_periods, width, theme, language
):
    cast.lead.language = language
    cast.lead.save(update_fields=["language"])
    create_territory(actor=None, code="900", team=cast.first)
    figure = two_periods.figures.first()
    page = page_at(width=width, theme=theme, language=language, user=cast.lead)
    for name, path in {
        "sets": "/frontier/sets",
        "set": f"/frontier/sets/{two_periods.pk}",
        "set-new": "/frontier/sets/new",
        "set-edit": f"/frontier/sets/{two_periods.pk}/edit",
        "figure": f"/frontier/figures/{figure.pk}",
        "ready": "/frontier",
    }.items():
        page.goto(path)
        axe(page)
        shot(page, f"frontier-{name}-{width}-{theme}-{language}")


def test_nothing_yet_teaches_how_to_begin(page_at, axe, shot, cast):
    page = page_at(user=cast.lead)
    page.goto("/frontier")
    expect(page.get_by_role("link", name="导入数据")).to_be_visible()
    axe(page)
    shot(page, "frontier-empty")
