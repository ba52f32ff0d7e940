"""Administration in Chromium: walked, checked for access, photographed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from kam.people.services import assign_territory, create_territory
from tests.cast import build_cast
from tests.faces import FACES

pytestmark = pytest.mark.browser


@pytest.fixture
def people(live):
    cast = build_cast()
    top = create_territory(actor=None, code="E", team=cast.east, name="华东")
    for code, name in (("101", "静安"), ("102", "徐汇")):
        area = create_territory(
            actor=None, code=code, team=cast.first, name=name, parent=top
        )
    for user, start in (
        (cast.rep, date(2025, 1, 1)),
        (cast.colleague, date(2026, 3, 1)),
    ):
        assign_territory(actor=None, territory=area, user=user, starts_on=start)
    return cast


def look_of(width, theme, language):
    return f"{width}-{theme}-{language}"


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_an_administrator_adds_somebody_and_takes_access_away(
    people, page_at, axe, shot, watch, width, theme, language
):
    look = look_of(width, theme, language)
    watch.expect(422)
    people.admin.language = language
    people.admin.save()
    page = page_at(width, theme, language, user=people.admin)
    page.goto("/settings/users")
    axe(page)
    shot(page, f"users-{look}")
    page.get_by_role("link", name=re.compile("新建用户|New user")).click()
    page.get_by_role("button", name=re.compile("新建并|Add and")).click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    shot(page, f"user-new-wrong-{look}")
    page.get_by_label(re.compile("^姓名|^Name")).fill("丁一凡")
    page.get_by_label(re.compile("^用户名|^User name")).fill("ding")
    page.get_by_label(re.compile("^角色|^Role")).select_option("representative")
    page.get_by_role("button", name=re.compile("新建并|Add and")).click()
    expect(page.locator(".one-time")).to_have_text(re.compile("/password/set/kam_"))
    axe(page)
    shot(page, f"user-link-{look}")
    page.locator("#content").get_by_role("link", name="丁一凡").last.click()
    axe(page)
    shot(page, f"user-{look}")
    page.get_by_role("button", name=re.compile("^停用$|^Deactivate$")).click()
    expect(page.locator("kam-undo")).to_be_visible()
    axe(page)
    shot(page, f"user-deactivated-{look}", whole=False)
    page.locator("kam-undo").get_by_role("button", name=re.compile("撤销|Undo")).click()
    expect(
        page.get_by_role("button", name=re.compile("^停用$|^Deactivate$"))
    ).to_be_visible()


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_teams_territories_settings_and_numbers(
    people, page_at, axe, shot, watch, width, theme, language
):
    look = look_of(width, theme, language)
    watch.expect(422)
    people.admin.language = language
    people.admin.save()
    page = page_at(width, theme, language, user=people.admin)
    for name in ("teams", "territories", "company", "counts"):
        page.goto(f"/settings/{name}")
        axe(page)
        shot(page, f"{name}-{look}")
    page.goto("/settings/territories")
    page.get_by_role("link", name="102").click()
    page.wait_for_url(re.compile(r"/settings/territories/\d+$"))
    axe(page)
    shot(page, f"territory-{look}")
    page.goto(f"/settings/teams/{people.first.pk}")
    axe(page)
    shot(page, f"team-{look}")
    page.goto("/settings/company")
    row = page.locator(".setting-row").first
    row.locator("[name=value]").fill("99999999")
    row.get_by_role("button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    shot(page, f"company-wrong-{look}")
