"""Behaviour as people walk through it: say what for, read a team, a person, oneself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kam.performance.tests.year import make_year

pytestmark = pytest.mark.browser


def test_a_manager_opens_a_team_and_the_person_sees_it(page_at, axe, shot, cast):
    make_year(cast.rep)
    page = page_at(width=1440, theme="light", user=cast.lead)
    page.goto("/behaviour/team?period=2026")
    axe(page)
    page.get_by_label("准备一起拜访").check()
    page.get_by_role("button", name="写明并打开").click()
    expect(page.get_by_role("heading", name="每个人")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="陈一诺").click()
    page.wait_for_url(re.compile(rf"/behaviour/{cast.rep.pk}\?"))
    expect(page.get_by_role("heading", name="十四条结论")).to_be_visible()
    axe(page)
    cast.rep.language = "en"
    cast.rep.save(update_fields=["language"])
    phone = page_at(width=390, theme="dark", language="en", user=cast.rep)
    phone.goto("/behaviour?period=2026&beside=team")
    expect(phone.get_by_text("To prepare a joint visit")).to_be_visible()
    phone.locator("details.how summary").first.click()
    axe(phone)
    shot(phone, "behaviour-own-phone")
    phone.get_by_role("link", name="Self-rating").click()
    phone.wait_for_url(re.compile("/behaviour/rating"))
    phone.get_by_label("Close directly").select_option("4")
    axe(phone)
    phone.get_by_role("button", name=re.compile("Note it")).click()
    expect(phone.get_by_text("Only you can read this self-rating.")).to_be_visible()
    axe(phone)
