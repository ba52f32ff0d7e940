"""The pages of this room as people see them: no fault, no violation, pictures."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WAYS = [
    (390, "light", "zh-hans"),
    (1440, "light", "zh-hans"),
    (390, "dark", "en"),
    (1440, "dark", "en"),
]


@pytest.mark.parametrize(("width", "theme", "language"), WAYS)
def test_the_pages_of_a_day(page_at, axe, shot, story, width, theme, language):
    story.cast.rep.language = language
    story.cast.rep.save(update_fields=["language"])
    page = page_at(width, theme, language, user=story.cast.rep)
    pk = story.account.pk
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
