"""The keyboard goes everywhere: the palette, and the keys of the account room."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_palette_finds_an_account_without_a_mouse(page_at, axe, shot, day):
    page = page_at(user=day.cast.rep)
    page.goto("/today")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("东湖")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("东湖医院")
    expect(options.first).to_have_attribute("aria-selected", "true")
    axe(page)
    shot(page, "desk-palette", whole=False)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/accounts/{day.account.pk}$"))


def test_the_palette_shows_a_person_in_the_account(page_at, day):
    page = page_at(user=day.cast.rep)
    page.goto("/today")
    page.keyboard.press("Control+k")
    page.keyboard.type("秦朗")
    pk = day.people["秦朗"].pk
    option = page.get_by_role("option").filter(has_text="凝血组组长")
    expect(option).to_be_visible()
    option.click()
    expect(page).to_have_url(re.compile(rf"#person-{pk}$"))
    expect(page.locator(f"#person-{pk}")).to_be_in_viewport()


def test_the_palette_says_when_nothing_is_found_and_closes(page_at, day):
    page = page_at(user=day.cast.rep)
    page.goto("/today")
    page.keyboard.press("Control+k")
    page.keyboard.type("无此客户")
    expect(page.get_by_text("没有找到。换一个词")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox")).to_be_hidden()


def test_keys_walk_through_accounts_and_open_the_preparation(page_at, day):
    page = page_at(user=day.cast.rep)
    page.goto(f"/accounts/{day.account.pk}")
    page.keyboard.press("]")
    expect(page.get_by_role("heading", level=1)).to_have_text("海棠妇儿医院")
    page.keyboard.press("[")
    expect(page.get_by_role("heading", level=1)).to_have_text("东湖医院")
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile(r"/visits/\d+$"))


def test_digits_jump_to_the_blocks_of_today(page_at, day):
    page = page_at(width=390, user=day.cast.rep)
    page.goto("/today")
    page.keyboard.press("5")
    expect(page).to_have_url(re.compile("#pace$"))
    expect(page.locator("#pace")).to_be_in_viewport()


def test_on_a_phone_the_people_open_with_one_press(page_at, axe, day):
    page = page_at(width=390, user=day.cast.rep)
    page.goto(f"/accounts/{day.account.pk}")
    people = page.locator("#people tbody tr:visible")
    expect(people).to_have_count(3)
    page.get_by_role("link", name="看全部的人").click()
    expect(people).to_have_count(5)
    axe(page)


def test_an_objective_is_carried_on_with_one_press(page_at, day):
    page = page_at(width=390, user=day.cast.rep)
    page.goto("/today")
    before = page.get_by_role("button", name="改为承接")
    count = before.count()
    before.last.click()
    expect(page.get_by_role("button", name="改为承接")).to_have_count(count - 1)
    expect(page).to_have_url(re.compile("/today$"))
