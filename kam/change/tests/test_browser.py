"""Change as people see it: both themes, both languages, a phone."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.faces import BOTH, FACES

pytestmark = pytest.mark.browser


@pytest.fixture
def probed(add, held):
    """Three people: one blocked by risk, one a guess, one not asked."""
    head, deputy = add("顾明慧"), add("罗雅琴", "decision")
    add("沈国栋")
    held(head, "ours", 3, 3, 2, 8, said="按三家医院的比对")
    held(head, "customer", 8, 6, 5, 3, ago=60)
    held(head, "customer", 7, 6, None, 4, ago=6)
    held(head, "customer", None, None, 4, ago=6, source="guess", said="按同类科室猜")
    held(deputy, "customer", 7, ago=20, said="换一套流程最难交代")
    return head, deputy


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_both_views_are_read(
    page_at, axe, shot, live, cast, hospital, probed, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    page = page_at(width, theme, language, user=cast.rep)
    here = live.url + reverse("change:account", args=[hospital.pk])
    page.goto(here)
    expect(page.locator(".index-value")).to_have_text("0.24")
    axe(page)
    shot(page, f"change-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator('a[href="#table"]').click()
    axe(page)
    page.goto(f"{here}?person={probed[1].pk}")
    axe(page)
    shot(page, f"change-guess-{width}-{theme}-{language}")


@pytest.mark.parametrize(("width", "theme", "language"), BOTH)
def test_both_views_are_judged(
    page_at, axe, shot, live, cast, probed, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    page = page_at(width, theme, language, user=cast.rep)
    page.goto(live.url + reverse("change:judge", args=[probed[1].pk]))
    axe(page)
    shot(page, f"terms-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator('[name="customer_value"]').fill("4")
    page.locator('[name="words_value"]').fill("好看是好看，院里不考核")
    page.locator("button[type=submit].btn-primary").click()
    expect(page.locator(".butterfly")).to_contain_text("院里不考核")


def test_sliders_answer_at_once_as_the_server_does(
    page_at, live, cast, hospital, probed
):
    page = page_at(1440, user=cast.rep)
    page.goto(live.url + reverse("change:account", args=[hospital.pk]))
    result = page.locator('[data-part="result"] b')
    expect(result).to_have_text("25")
    page.locator('[name="relationship"]').fill("100")
    expect(result).to_have_text("50")
    weakest = page.locator("[data-weakest]")
    expect(weakest).to_have_text("产品优势")
    page.locator("kam-whatif button[type=submit]").click()
    expect(page).to_have_url(re.compile("relationship=100"))
    expect(result).to_have_text("50")
    expect(weakest).to_have_text("产品优势")
