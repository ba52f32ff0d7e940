"""Opportunities and purchases as people see them: moved, won, undone, and read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kam.core.clock import today
from kam.pipeline.models import Opportunity
from kam.pipeline.rules.rhythm import months_later
from kam.pipeline.services import (
    OpportunityDraft,
    PurchaseDraft,
    note_purchase,
    open_opportunity,
)
from tests.faces import BOTH

pytestmark = pytest.mark.browser


@pytest.fixture
def deal(cast, hospital, reagent):
    """An open opportunity, and purchases of three months."""
    day = today("Asia/Shanghai")
    for back in (1, 2, 3):
        draft = PurchaseDraft(reagent.pk, months_later(day, -back), 40, 96_000_00)
        note_purchase(actor=cast.rep, account=hospital, draft=draft)
    due = day + timedelta(days=40)
    wanted = OpportunityDraft(
        "急诊换机", reagent.pk, value_minor=86_000_00, expected_on=due
    )
    return open_opportunity(actor=cast.rep, account=hospital, draft=wanted)


@pytest.mark.parametrize(("width", "theme", "language"), BOTH)
def test_an_opportunity_is_moved_won_and_undone(
    page_at, axe, shot, live, cast, hospital, deal, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    page = page_at(width, theme, language, user=cast.rep)
    for name, place in (
        ("list", reverse("pipeline:list")),
        ("purchases", reverse("pipeline:purchases")),
        ("account", reverse("pipeline:account", args=[hospital.pk])),
        ("new", f"{reverse('pipeline:new')}?account={hospital.pk}"),
        ("detail", reverse("pipeline:detail", args=[deal.pk])),
    ):
        page.goto(live.url + place)
        expect(page.locator("h1")).to_be_visible()
        axe(page)
        shot(page, f"pipeline-{name}-{width}-{theme}-{language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.locator(".stage-press").nth(1).click()
    expect(page.locator(".stage-steps li.is-now")).to_contain_text("3")
    page.locator(f'a[href="{reverse("pipeline:win", args=[deal.pk])}"]').click()
    page.locator("form.record-form button[type=submit]").click()
    expect(page.locator(".chip.good").first).to_be_visible()
    assert Opportunity.objects.get(pk=deal.pk).outcome == "won"
    page.locator("form[action*='/moves/'] button").first.click()
    expect(page.locator(".stage-press").first).to_be_visible()
    assert Opportunity.objects.get(pk=deal.pk).outcome == "open"
