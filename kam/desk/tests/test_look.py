"""The pages of this room as people see them: no fault, no violation, pictures."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.faces import FACES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_the_pages_of_a_day(page_at, axe, shot, day, width, theme, language):
    day.cast.rep.language = language
    day.cast.rep.save(update_fields=["language"])
    page = page_at(width, theme, language, user=day.cast.rep)
    pk = day.account.pk
    for name, url in (
        ("today", "/today"),
        ("account", f"/accounts/{pk}"),
        ("history", f"/history/account/{pk}"),
        ("search", "/search?q=东湖"),
    ):
        page.goto(url)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page)
        shot(page, f"desk-{name}-{width}-{theme}-{language}")


def test_a_lonely_account_says_so_in_red(page_at, axe, shot, day):
    page = page_at(1440, "light", "zh-hans", user=day.cast.rep)
    page.goto(f"/accounts/{day.quiet.pk}")
    expect(page.get_by_role("alert")).to_contain_text("单线风险")
    axe(page)
    shot(page, "desk-account-lonely")


def test_the_entrance_of_roles_without_visits(page_at, axe, shot, cast):
    page = page_at(1440, "light", "zh-hans", user=cast.admin)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("form[action$='/record']")).to_have_count(0)
    axe(page)
    shot(page, "desk-entrance")


def test_the_first_day(page_at, axe, shot, cast):
    page = page_at(390, "light", "zh-hans", user=cast.rep)
    page.goto("/today")
    expect(page.get_by_role("heading", level=1)).to_have_text("今日")
    axe(page)
    shot(page, "desk-first-day")


def test_an_analyst_reads_no_names(page_at, axe, shot, day):
    page = page_at(1440, "light", "zh-hans", user=day.cast.analyst)
    page.goto(f"/accounts/{day.account.pk}")
    expect(page.locator("body")).not_to_contain_text("秦朗")
    axe(page)
    shot(page, "desk-account-analyst")
    page.goto(f"/history/stakeholder/{day.people['秦朗'].pk}")
    expect(page.locator("body")).not_to_contain_text("秦朗")
    axe(page)
    shot(page, "desk-history-analyst")
