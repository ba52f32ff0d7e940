"""The people room in Chromium: walked, checked for access, photographed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kam.people.services import create_token, issue_reset_link
from tests.cast import PASSWORD, build_cast
from tests.faces import FACES

pytestmark = pytest.mark.browser


@pytest.fixture
def people(live):
    return build_cast()


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_a_stranger_signs_in_and_out(
    people, page_at, axe, shot, watch, width, theme, language
):
    look = f"{width}-{theme}-{language}"
    watch.expect(422)
    page = page_at(width, theme, language)
    page.goto("/settings")
    expect(page).to_have_url(re.compile(r"/sign-in\?next=%2Fsettings$"))
    axe(page)
    shot(page, f"sign-in-{look}")
    page.get_by_label(re.compile("用户名|User name")).fill("rep")
    page.get_by_label(re.compile("^密码|^Password")).fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    shot(page, f"sign-in-wrong-{look}")
    page.get_by_label(re.compile("^密码|^Password")).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/settings$"))
    if width < 900:
        page.locator(".tabbar summary").click()
        page.locator(".tabbar").get_by_role("button").click()
    else:
        page.locator(".user-block summary").click()
        page.locator(".user-block").get_by_role("button").click()
    expect(page).to_have_url(re.compile("/sign-in$"))


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_one_s_own_settings(people, page_at, axe, shot, watch, width, theme, language):
    look = f"{width}-{theme}-{language}"
    watch.expect(422)
    people.rep.language = language
    people.rep.save()
    create_token(actor=people.rep, user=people.rep, name="报表")
    page = page_at(width, theme, language, user=people.rep)
    for name in ("settings", "settings/password", "settings/tokens"):
        page.goto(f"/{name}")
        axe(page)
        shot(page, f"{name.replace('/', '-')}-{look}")
    page.get_by_label(re.compile("用途|Purpose")).fill("日历")
    page.get_by_role("button", name=re.compile("新建令牌|New token")).click()
    expect(page.locator(".one-time")).to_have_text(re.compile("^kam_"))
    axe(page)
    shot(page, f"token-made-{look}")
    page.goto("/settings/password")
    page.get_by_role("button", name=re.compile("更改密码|Change password")).click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    shot(page, f"password-wrong-{look}")


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_getting_back_in(people, page_at, axe, shot, width, theme, language):
    look = f"{width}-{theme}-{language}"
    _link, secret = issue_reset_link(actor=people.admin, user=people.rep)
    page = page_at(width, theme, language)
    page.goto("/password/forgot")
    axe(page)
    shot(page, f"forgot-{look}")
    page.goto(f"/password/set/{secret}")
    axe(page)
    shot(page, f"set-password-{look}")
    for label in ("^新密码|^New password", "再输入一次|Once more"):
        page.get_by_label(re.compile(label)).fill("quite-another-77")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sign-in$"))
    shot(page, f"password-set-{look}")
