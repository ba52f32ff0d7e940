"""The calibration as people see it: its chart with keys, its table, its faces."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kam.pipeline.tests.test_calibration import bring
from tests.faces import FACES

pytestmark = [pytest.mark.browser, pytest.mark.more]


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_a_person_reads_what_really_happened(
    page_at, axe, shot, live, cast, stage, reason, width, theme, language
):
    cast.lead.language = language
    cast.lead.save()
    bring(cast, stage, reason, 160)
    bring(cast, stage, reason, 80, owner=cast.colleague, code="B")
    page = page_at(width, theme, language, user=cast.lead)
    for name, query in (("deals", ""), ("market", "?of=market")):
        page.goto(f"{live.url}{reverse('pipeline:calibration')}{query}")
        expect(page.locator("h1")).to_be_visible()
        axe(page)
        shot(page, f"calibration-{name}-{width}-{theme}-{language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.goto(live.url + reverse("pipeline:calibration"))
    page.locator("[data-points]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-detail-panel]")).to_contain_text("%")
    page.keyboard.press("Enter")
    expect(page.locator("#by-day tr.is-selected")).to_have_count(1)
    page.keyboard.press("t")
    expect(page.locator("kam-chart svg").first).to_be_hidden()
