"""The bell, the notices and the digest, walked on a desktop and on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from kam.accounts.services import AccountDraft, create_account
from kam.core.clock import today
from kam.notices.models import DigestChoice
from tests.faces import BOTH
from tests.notices.conftest import act

pytestmark = pytest.mark.browser


@pytest.fixture
def late(cast):
    account = create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))
    day = today(cast.rep.time_zone)
    act(cast.rep, account, "寄比对报告", day - timedelta(days=2))
    act(cast.rep, account, "约工程师", day)


@pytest.mark.parametrize(("width", "theme", "language"), BOTH)
def test_a_notice_is_counted_put_off_and_told_by_mail(
    page_at, axe, shot, live, cast, late, width, theme, language
):
    cast.rep.language = language
    cast.rep.save(update_fields=["language"])
    name = f"{width}-{theme}-{language}"
    page = page_at(width, theme, language, user=cast.rep)
    with translation.override(language):
        page.goto("/today")
        bell = page.locator("kam-bell")
        expect(bell.locator("b")).to_have_text("2")
        bell.locator("a").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(_("通知"))
        axe(page)
        page.locator(".notice-menu summary").first.click()
        axe(page)
        shot(page, f"notices-menu-{name}")
        page.get_by_role("button", name=_("明天再提醒")).first.click()
        expect(page.get_by_text(_("已推迟，到时再提醒"))).to_be_visible()
        expect(bell.locator("b")).to_have_text("1")
        page.get_by_role("button", name=_("撤销")).click()
        expect(page.get_by_role("link", name="寄比对报告")).to_be_visible()
        expect(bell.locator("b")).to_have_text("2")
        page.goto("/settings/notices")
        page.get_by_text(_("每天"), exact=True).click()
        page.get_by_role("button", name=_("保存")).click()
        expect(page.get_by_text(_("已保存"), exact=True)).to_be_visible()
        axe(page)
        shot(page, f"notices-digest-{name}")
    assert DigestChoice.objects.get().cadence == "daily"
