"""The pictures of the README show the demo company: ``make pictures`` renews them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kam.demo.company import ensure_company
from kam.people.models import User

pytestmark = [pytest.mark.browser, pytest.mark.pictures]

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LARGEST_BYTES = 300_000
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 780}


@pytest.fixture
def person(live):
    ensure_company(lambda _text: None)
    return lambda name: User.objects.get(username=name)


def keep(page, name, window):
    """Photograph what fits into a window of this size."""
    page.set_viewport_size(window)
    page.wait_for_load_state("networkidle")
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    assert path.stat().st_size < LARGEST_BYTES


def test_the_pictures_of_the_readme(page_at, person):
    page = page_at(1440, user=person("manager1"))
    page.goto("/frontier")
    expect(page.locator("#frontier")).to_be_visible()
    keep(page, "frontier", {"width": 1440, "height": 900})
    page = page_at(1280, user=person("rep101"))
    page.goto("/accounts")
    row = page.get_by_role("row").filter(has_text="单线风险").first
    row.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/accounts/\d+$"))
    keep(page, "account", WIDE)
    page = page_at(390, user=person("rep101"))
    page.goto("/today")
    keep(page, "phone", PHONE)
