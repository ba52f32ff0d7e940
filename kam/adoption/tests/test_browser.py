"""The staircase as people see it: both themes, both languages, a phone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kam.judgements.services import Opinion, judge
from tests.faces import BOTH, FACES

pytestmark = pytest.mark.browser

CAST = [
    ("陈启明", "decision", 2, 21),
    ("罗雅琴", "decision", 3, 14),
    ("沈国栋", "management", 3, 16),
    ("顾明慧", "management", 4, 6),
    ("姜雨桐", "expert", 4, 55),
    ("孟凡", "support", 4, 16),
    ("唐婉", "expert", 5, 28),
    ("许致和", "expert", 6, 7),
    ("何晓峰", "purchasing", 6, 6),
    ("邹丽华", "support", 1, 143),
]


@pytest.fixture
def staffed(cast, add, climb, reagent, hospital):
    """A hospital with ten people on six steps, three of them wanted higher."""
    people = {}
    for name, layer, stage, ago in CAST:
        people[name] = add(name, layer)
        if stage > 2:
            climb(people[name], stage - 1, ago + 50)
        climb(people[name], stage, ago)
    for name, wanted in (("陈启明", 3), ("罗雅琴", 4), ("许致和", 7)):
        goal = Opinion("target", wanted, "先试一条线", product_id=reagent.pk)
        judge(actor=cast.rep, stakeholder=people[name], opinions=[goal])
    return people


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_the_staircase_is_read(
    page_at, axe, shot, live, cast, hospital, staffed, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    page = page_at(width, theme, language, user=cast.rep)
    page.goto(live.url + reverse("adoption:account", args=[hospital.pk]))
    expect(page.locator("h1")).to_be_visible()
    axe(page)
    shot(page, f"ladder-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator('a[href="#table"]').click()
    axe(page)
    shot(page, f"ladder-table-{width}-{theme}-{language}")


@pytest.mark.parametrize(("width", "theme", "language"), BOTH)
def test_the_stage_follows_the_answers(
    page_at, axe, shot, live, cast, staffed, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    page = page_at(width, theme, language, user=cast.rep)
    person = staffed["罗雅琴"]
    page.goto(live.url + reverse("adoption:judge", args=[person.pk]))
    result = page.locator("kam-ladder output")
    expect(result).to_contain_text("3")
    for gate in ("agreed", "used"):
        page.locator(f'[name="{gate}"][value="1"]').check(force=True)
    page.locator('[name="share"]').fill("20")
    expect(result).to_contain_text("5")
    axe(page)
    shot(page, f"gates-{width}-{theme}-{language}")
    page.locator('[name="evidence"]').fill("两例用了，看结果")
    page.locator("button[type=submit].btn-primary").click()
    expect(page.locator(".messages")).to_contain_text("5")
