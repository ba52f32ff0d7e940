"""The keyboard reaches everything: search, the list of keys, the menu, and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.company import build_holding, word

pytestmark = pytest.mark.browser


@pytest.fixture
def page(page_at, cast):
    build_holding("own", cast.rep)
    page = page_at(user=cast.rep)
    page.goto("/today")
    return page


@pytest.mark.parametrize(
    "keys", ["Control+k", pytest.param("Meta+k", marks=pytest.mark.more), "/"]
)
def test_a_key_opens_the_search_and_enter_opens_what_was_found(page, keys):
    page.keyboard.press(keys)
    palette = page.get_by_role("dialog", name="快速搜索")
    expect(palette).to_be_visible()
    page.keyboard.type("qzownaccount")
    expect(palette.get_by_text(word("own", "account", "name"))).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/accounts/\d+$"))


def test_escape_closes_the_search_and_gives_the_focus_back(page):
    page.get_by_role("link", name="设置").first.focus()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("link", name="设置").first).to_be_focused()


def test_a_question_mark_lists_the_keys(page):
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="键盘快捷键")
    expect(keys).to_contain_text("搜索")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_the_first_stop_leads_past_the_menu(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
