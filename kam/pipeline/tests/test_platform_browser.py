"""The platforms as people see them: screened, placed, moved, undone, and counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kam.core.clock import today
from kam.pipeline.models import Placement
from kam.pipeline.rules.rhythm import months_later
from kam.pipeline.services import (
    PlacementDraft,
    PurchaseDraft,
    note_purchase,
    place_account,
    reject_account,
)
from kam.pipeline.tests.test_board import many
from tests.faces import BOTH

pytestmark = pytest.mark.browser


@pytest.fixture
def crowd(cast, hospital, reagent):
    """Accounts on all platforms, one with a broken fence, one to look at again."""
    day = today("Asia/Shanghai")
    many(cast, 0, 24)
    for back in (1, 2, 3):
        draft = PurchaseDraft(reagent.pk, months_later(day, -back), 40, 96_000_00)
        note_purchase(actor=cast.rep, account=hospital, draft=draft)
    draft = PlacementDraft("purchase", "large")
    place_account(actor=cast.rep, account=hospital, draft=draft)
    other = Placement.objects.filter(platform="market").first().account
    soon = day + timedelta(days=9)
    told = {"revisit_on": soon, "note": "院区合并"}
    reject_account(actor=cast.rep, account=other, **told)
    Placement.objects.filter(platform="rejected").update(revisit_on=day)


@pytest.mark.parametrize(("width", "theme", "language"), BOTH)
def test_an_account_is_screened_moved_and_undone(
    page_at, axe, shot, live, cast, hospital, crowd, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    page = page_at(width, theme, language, user=cast.rep)
    own = reverse("pipeline:platform", args=[hospital.pk])
    for name, place in (
        ("grids", reverse("pipeline:grids")),
        ("board", reverse("pipeline:board")),
        ("list", reverse("pipeline:placements")),
        ("account", own),
        ("lost", reverse("pipeline:move-account", args=[hospital.pk, "lost"])),
        ("working", reverse("pipeline:move-account", args=[hospital.pk, "working"])),
        ("words", reverse("pipeline:account", args=[hospital.pk])),
    ):
        page.goto(live.url + place)
        expect(page.locator("h1")).to_be_visible()
        axe(page)
        shot(page, f"platforms-{name}-{width}-{theme}-{language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.goto(live.url + own)
    form = page.locator("#screening form")
    for label in form.locator("fieldset label:first-child").all():
        label.click()
    form.locator("button[type=submit]").click()
    expect(page.locator("#screening .chip.good")).to_be_visible()
    page.locator(".list-side form button").first.click()
    expect(page.locator(".list-side form button")).to_have_count(0)
    shot(page, f"platforms-undone-{width}-{theme}-{language}")
    assert not Placement.objects.current().filter(account=hospital).exists()


def test_a_card_is_dragged_to_another_warmth_and_brought_back(
    page_at, live, cast, crowd
):
    page = page_at(1440, "light", "zh-hans", user=cast.rep)
    page.goto(live.url + reverse("pipeline:board"))
    card = page.locator('[data-level="70"] [data-account]').first
    pk = int(card.get_attribute("data-account") or 0)
    there = page.locator('section[data-level="90"]')
    card.drag_to(there, target_position={"x": 60, "y": 90})
    moved = page.locator(f'[data-level="90"] [data-account="{pk}"]')
    expect(moved).to_be_visible()
    assert Placement.objects.current().get(account=pk).warmth == 90
    page.locator("kam-undo form button").click()
    back = page.locator(f'[data-level="70"] [data-account="{pk}"]')
    expect(back).to_be_visible()
    assert Placement.objects.current().get(account=pk).warmth == 70


def test_a_card_is_moved_with_keys_and_each_step_is_said(page_at, live, cast, crowd):
    page = page_at(1440, "light", "zh-hans", user=cast.rep)
    page.goto(live.url + reverse("pipeline:board"))
    card = page.locator('[data-level="70"] [data-account]').first
    pk, name = card.get_attribute("data-account"), card.get_attribute("data-name")
    told, grip = page.locator("[data-told]"), card.locator("[data-grip]")
    grip.focus()
    page.keyboard.press("Space")
    expect(told).to_contain_text(f"已拿起 {name}")
    page.keyboard.press("ArrowRight")
    expect(told).to_contain_text("工作平台 90°C")
    page.keyboard.press("Escape")
    expect(told).to_contain_text("放回原处")
    assert Placement.objects.current().get(account=pk).warmth == 70
    for key in ("Space", "ArrowRight", "Space"):
        page.keyboard.press(key)
    expect(page.locator(f'[data-level="90"] [data-account="{pk}"]')).to_be_visible()
    assert Placement.objects.current().get(account=pk).warmth == 90
    page.locator("kam-undo form button").click()
    expect(page.locator(f'[data-level="70"] [data-account="{pk}"]')).to_be_visible()


@pytest.mark.more
def test_a_phone_shows_one_column_and_a_colour_filters_it(
    page_at, axe, live, cast, crowd
):
    page = page_at(390, "light", "zh-hans", user=cast.rep)
    page.goto(live.url + reverse("pipeline:board"))
    expect(page.locator(".board-column:visible")).to_have_count(1)
    page.locator(".board-picker a", has_text="购买平台").click()
    expect(page.locator(".board-column:visible h2")).to_have_text("购买平台")
    axe(page)
    page.locator(".board-column:visible a.chip").first.click()
    expect(page.locator(".board-column:visible h2")).to_have_text("购买平台")
    assert "step=" in page.url
