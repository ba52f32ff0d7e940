"""The map in a browser: drawn, walked by keys, arranged, read on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kam.accounts.services import Affiliation, Identity, create_person
from kam.relations.models import Seat
from tests.faces import FACES

pytestmark = [pytest.mark.browser]

LEAVES = "如果这个人离开|If this person leaves"


def open_map(page_at, cast, ward, name="map", **told):
    page = page_at(user=cast.rep, **told)
    page.goto(f"/accounts/{ward.account.pk}/{name}")
    return page


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_the_map_is_readable_and_accessible(
    page_at, cast, ward, axe, shot, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    page = open_map(page_at, cast, ward, width=width, theme=theme)
    expect(page.get_by_text("罗雅琴").first).to_be_visible()
    page.locator('[data-card] a[href*="person="]').first.click()
    expect(page.get_by_text(re.compile(LEAVES))).to_be_visible()
    shot(page, f"map-{width}-{theme}-{language}")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.more)])
def test_the_matrix_is_readable_and_accessible(page_at, cast, ward, axe, shot, width):
    page = open_map(page_at, cast, ward, "matrix", width=width)
    expect(page.get_by_text("合作伙伴").first).to_be_visible()
    shot(page, f"matrix-{width}")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_keys_walk_and_move_cards_and_the_place_is_kept(page_at, cast, ward):
    page = open_map(page_at, cast, ward, width=1440)
    expect(page.locator("svg.map-wires path.wire")).to_have_count(7)
    first = page.locator(f'[data-card="{ward.xu.pk}"] [data-name]')
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f'[data-card="{ward.tang.pk}"] [data-name]')).to_be_focused()
    first.focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("[data-map-status]")).to_contain_text("3")
    assert Seat.objects.get(stakeholder=ward.xu).place == 2
    page.keyboard.press("Alt+ArrowUp")
    expect(page).to_have_url(re.compile("/layer.to=management"))


def test_three_hundred_people_are_drawn(page_at, cast, ward, count):
    for number in range(292):
        create_person(
            actor=cast.rep,
            account=ward.account,
            identity=Identity(name=f"同事{number}"),
            affiliation=Affiliation(layer="support"),
        )
    page = open_map(page_at, cast, ward, width=1440)
    expect(page.locator("[data-card]")).to_have_count(300)
    paint = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    )
    count("milliseconds to the first paint of 300 people", round(paint))
