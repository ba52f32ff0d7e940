"""Trying other figures and opening cards, as people see it and without a mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kam.performance.tests.test_browser import two_periods
from tests.faces import BOTH

pytestmark = pytest.mark.browser
__all__ = ["two_periods"]


@pytest.fixture
def run(two_periods, run_of):
    return run_of(two_periods)


def unit_of(run, code):
    return run.rows.get(code=code).territory_id


@pytest.mark.parametrize(("width", "theme", "language"), BOTH)
def test_what_would_be_reads_well(
    page_at, axe, shot, cast, run, width, theme, language
):
    cast.lead.language = language
    cast.lead.save(update_fields=["language"])
    page = page_at(width=width, theme=theme, language=language, user=cast.lead)
    asked = f"unit={unit_of(run, '6')}&potential=30000&sales=5000"
    page.goto(f"/frontier/{run.pk}/suppose?{asked}")
    expect(page.locator("#suppose-point")).to_be_visible()
    axe(page)
    shot(page, f"frontier-suppose-{width}-{theme}-{language}")


@pytest.mark.parametrize(("width", "theme", "language"), BOTH)
def test_a_closed_card_asks_what_for(
    page_at, axe, shot, cast, run, hold, two_periods, width, theme, language
):
    cast.lead.language = language
    cast.lead.save(update_fields=["language"])
    hold(cast.rep, "6", two_periods)
    page = page_at(width=width, theme=theme, language=language, user=cast.lead)
    page.goto(f"/frontier/{run.pk}?unit={unit_of(run, '6')}")
    axe(page)
    shot(page, f"frontier-card-closed-{width}-{theme}-{language}")
    page.locator("#unit-card input[name=purpose]").first.check()
    page.locator("#unit-card button[type=submit]").click()
    expect(page.locator("#unit-card .peer").first).to_be_visible()
    axe(page)
    shot(page, f"frontier-card-open-{width}-{theme}-{language}")


def test_the_point_is_dragged_and_the_answer_follows(page_at, cast, run):
    page = page_at(user=cast.lead)
    page.goto(f"/frontier/{run.pk}/suppose?unit={unit_of(run, '6')}")
    box = page.locator("#suppose-point").bounding_box()
    across, up = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(across, up)
    page.mouse.down()
    page.mouse.move(across, up - 60, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"sales=\d"))
    before = page.locator("#id_sales").input_value()
    page.locator("#suppose-point").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#id_sales")).not_to_have_value(before)
    expect(page).not_to_have_url(re.compile(rf"sales={before}(&|$)"))
    expect(page.locator("#suppose-point")).to_be_focused()


def test_without_scripts_the_figures_are_typed(page_at, cast, run):
    page = page_at(user=cast.lead, java_script_enabled=False)
    page.goto(f"/frontier/{run.pk}/suppose?unit={unit_of(run, '6')}")
    page.locator("#id_sales").fill("6000")
    page.get_by_role("button", name="试算", exact=True).click()
    expect(page.locator("#id_sales")).to_have_value("6000")
    expect(page.get_by_text("指数变低")).to_be_visible()
