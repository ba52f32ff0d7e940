"""The frontier as people see it: both faces, both themes, both languages, a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kam.people.services import create_territory
from kam.performance.services import SetDraft, bulk_figures, create_set, edit_figure
from kam.performance.tests.conftest import EARLIER, PERIOD, bulk_rows
from tests.faces import BOTH, FACES
from tests.reference.cravens import TERRITORIES

pytestmark = pytest.mark.browser

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


@pytest.mark.parametrize(("width", "theme", "language"), BOTH)
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
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page)
        shot(page, f"frontier-{name}-{width}-{theme}-{language}")


def test_nothing_yet_teaches_how_to_begin(page_at, axe, shot, cast):
    page = page_at(user=cast.lead)
    page.goto("/frontier")
    expect(page.get_by_role("link", name="导入数据")).to_be_visible()
    axe(page)
    shot(page, "frontier-empty")


@pytest.fixture
def opened(page_at, cast, two_periods, run_of):
    """The manager's page of a run, wide."""
    run = run_of(two_periods)
    page = page_at(user=cast.lead)
    page.goto(f"/frontier/{run.pk}")
    expect(page.locator("kam-chart [data-chart-tools]")).to_be_visible()
    return page


def test_a_row_and_its_point_are_one_thing(opened):
    opened.locator("#units").get_by_role("link", name="6", exact=True).click()
    expect(opened.locator("#unit-title")).to_have_text("区域 6")
    expect(opened.locator("#units tr.is-selected th")).to_contain_text("6")
    expect(opened.locator("svg.plot .gap-text")).to_have_text("差距 3,052")
    expect(opened).to_have_url(re.compile(r"unit=\d+"))
    point = opened.locator('[role="option"]', has=opened.locator(".point.own"))
    expect(point).to_have_attribute("aria-selected", "true")


def test_a_point_opens_its_card(opened):
    opened.get_by_role("option", name=re.compile(r"^24：")).locator(".point").click()
    expect(opened.locator("#unit-title")).to_have_text("区域 24")
    expect(opened.locator("#unit-card")).to_contain_text("25")
    expect(opened.locator("#unit-card")).to_contain_text("9")


def test_the_chart_is_walked_by_keys(opened):
    chart = opened.get_by_role("listbox")
    chart.focus()
    panel = opened.locator("[data-detail-panel]")
    chart.press("Home")
    expect(panel).to_contain_text("14：")
    chart.press("ArrowRight")
    expect(panel).to_contain_text("3：")
    chart.press("f")
    expect(panel).to_contain_text("9：")
    chart.press("Enter")
    expect(opened.locator("#unit-title")).to_have_text("区域 9")
    expect(opened.get_by_role("listbox")).to_be_focused()
    opened.keyboard.press("t")
    expect(opened.locator("#units")).to_be_focused()
    expect(opened.locator("kam-chart svg.plot")).to_be_hidden()


@pytest.mark.parametrize("ending", ["svg", pytest.param("png", marks=pytest.mark.more)])
def test_the_chart_is_saved_as_a_picture(opened, ending):
    with opened.expect_download() as waiting:
        opened.get_by_role("button", name=ending.upper()).click()
    saved = waiting.value
    assert saved.suggested_filename == f"Cravens-2025-dea-vrs.{ending}"
    content = Path(saved.path()).read_bytes()
    if ending == "png":
        assert content.startswith(b"\x89PNG")
        return
    drawing = content.decode()
    assert drawing.count("<circle") >= 25
    assert "oklch" not in drawing
    assert "rgb(" in drawing


def test_the_page_serves_without_scripts(page_at, cast, two_periods, run_of):
    run = run_of(two_periods)
    page = page_at(user=cast.lead, java_script_enabled=False)
    page.goto(f"/frontier/{run.pk}")
    expect(page.locator("svg.plot .frontier").last).to_be_visible()
    page.locator("#units").get_by_role("link", name="6", exact=True).click()
    expect(page.locator("#unit-title")).to_have_text("区域 6")
    expect(page.get_by_role("button", name="PNG")).to_be_hidden()


def test_a_manager_comes_from_figures_to_a_frontier(page_at, shot, cast, two_periods):
    page = page_at(width=390, user=cast.lead)
    page.goto("/frontier")
    page.get_by_role("button", name="计算前沿").click()
    expect(page.get_by_text("前沿已算好")).to_be_visible()
    page.get_by_role("link", name="阶梯包络").click()
    page.get_by_role("button", name="计算前沿").click()
    expect(page.locator("svg.plot .frontier").last).to_be_visible()
    shot(page, "frontier-steps-390")
