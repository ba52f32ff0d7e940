"""The week planner under a mouse, under keys, and for everybody to read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from kam.visits.models import Visit
from kam.visits.tests.conftest import make_hospital
from kam.visits.tests.steps import plan

FINGER = 44
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_visit_is_dragged_and_moved_by_keys(cast, wednesday, live, page_at, axe):
    monday = wednesday + timedelta(days=7 - wednesday.weekday())
    tuesday, friday = monday + timedelta(days=1), monday + timedelta(days=4)
    visit = plan(cast, make_hospital(cast.rep), day=monday)
    page = page_at(user=cast.rep)
    page.goto(f"{live.url}/visits/week?monday={monday}")
    axe(page)
    card = page.locator("[data-card]").first
    box = page.locator(f"[data-column='{friday}']").bounding_box()
    at = card.locator("p").first.bounding_box()
    page.mouse.move(at["x"] + 20, at["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 60, steps=5)
    page.mouse.up()
    moved = page.locator(f"[data-column='{friday}'] [data-card]")
    expect(moved).to_have_count(1)
    assert Visit.objects.get(pk=visit.pk).day == friday
    page.locator(f"[data-column='{friday}'] summary").focus()
    page.keyboard.press("Alt+ArrowLeft")
    expect(moved).to_have_count(0)
    phone = page_at(390, "dark", "en", user=cast.rep)
    phone.goto(f"{live.url}/visits/week?monday={monday}")
    opener = phone.locator("[data-card] summary").first
    opener.click()
    for one in (opener, phone.locator(f"[data-day='{tuesday}']").first):
        assert one.bounding_box()["height"] >= FINGER
    phone.locator(f"[data-day='{tuesday}']").first.click()
    expect(phone.locator(f"[data-column='{tuesday}'] [data-card]")).to_have_count(1)
    expect(phone.get_by_role("status").first).to_be_visible()
    axe(phone)
    wide = phone.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
