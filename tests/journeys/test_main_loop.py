"""The main loop, walked in a browser as people walk it; also on PostgreSQL."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.journey]


def sign_in(page, username):
    page.goto("/sign-in")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="登录")).to_have_count(0)


def test_a_representative_signs_in(page_at, cast):
    page = page_at(width=390)
    sign_in(page, "rep")
