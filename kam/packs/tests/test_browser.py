"""Method packs in Chromium: read, edited by rows, walked for access."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kam.packs.models import Pack
from kam.packs.rules.shipped import shipped
from kam.packs.services import VersionDraft, save_version
from tests.cast import build_cast
from tests.faces import BOTH

pytestmark = pytest.mark.browser


class Walk:
    """Looks at pages: access and picture."""

    def __init__(self, page, axe, shot, look):
        self.page, self.axe, self.shot, self.look = page, axe, shot, look

    def here(self, name):
        self.axe(self.page)
        self.shot(self.page, f"{name}-{self.look}")

    def at(self, path, name):
        self.page.goto(path)
        self.here(name)


@pytest.mark.parametrize(("width", "theme", "language"), BOTH)
def test_a_trainer_rewrites_a_pack_row_by_row(
    live, page_at, axe, shot, watch, width, theme, language
):
    trainer = build_cast().trainer
    trainer.language = language
    trainer.save()
    look = f"{width}-{theme}-{language}"
    watch.expect(422)
    page = page_at(width, theme, language, user=trainer)
    seen = Walk(page, axe, shot, look)
    seen.at("/packs", "packs")
    seen.at("/packs/flow", "pack")
    page.goto("/packs/pfp/edit")
    rows = page.locator(".pack-row.is-prompt:visible")
    seen.here("pack-edit")
    page.get_by_role("button", name=re.compile("加一个提问|Add a question")).click()
    rows.last.locator("textarea").first.fill("还有什么？")
    rows.last.get_by_role("button", name=re.compile("上移|Move up")).click()
    expect(rows.nth(-2).locator("textarea").first).to_have_value("还有什么？")
    page.locator("#row-steps-2 summary").click()
    page.locator('[name="steps-2-rounds"]').fill("")
    page.get_by_role("button", name=re.compile("保存并启用|Save and use")).click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(rows.nth(-2).locator("textarea").first).to_have_value("还有什么？")
    seen.here("pack-wrong")
    page.locator("#row-steps-2 summary").click()
    page.locator('[name="steps-2-rounds"]').fill("2")
    page.get_by_role("button", name=re.compile("保存并启用|Save and use")).click()
    page.wait_for_url("**/packs/pfp")
    seen.here("pack-saved")
    texts = [prompt.text.zh for prompt in Pack.objects.get().content.prompts]
    assert texts[-2] == "还有什么？"
    seen.at("/packs/pfp/versions", "pack-versions")


def test_a_draft_of_moved_rows_is_found_again(live, page_at, watch):
    cast = build_cast()
    page = page_at(1440, user=cast.trainer)
    page.goto("/packs/pfp/edit")
    rows = page.locator(".pack-row.is-score:visible")
    page.get_by_role("button", name="加一个评分").click()
    rows.last.locator('[name$="-name_zh"]').fill("新的评分")
    rows.last.get_by_role("button", name="上移").click()
    expect(rows.first.locator('[name$="-name_zh"]')).to_have_value("新的评分")
    page.reload()
    expect(rows.first.locator('[name$="-name_zh"]')).to_have_value("新的评分")
    draft = VersionDraft(shipped("pfp").as_json())
    save_version(actor=cast.admin, key="pfp", draft=draft)
    watch.expect(409)
    page.locator('[name="scoring-n0-good"]').fill("1")
    page.get_by_role("button", name="只存为新版本").click()
    expect(page.get_by_text("您编辑期间有了新的版本")).to_be_visible()
    page.get_by_role("button", name="只存为新版本").click()
    page.wait_for_url("**/packs/pfp/3")
    assert len(Pack.objects.get(number=3).content.scoring) == 2
