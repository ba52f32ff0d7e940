"""The company template is set, and a plan is taken along with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kam.documents.tests.reading import squeezed, words_of
from kam.documents.tests.test_letterhead import drawn
from kam.plans.tests.conftest import (  # noqa: F401 - fixtures
    going,
    hospital,
    plan,
    reagent,
    wednesday,
)

pytestmark = [pytest.mark.browser, pytest.mark.more]


def test_a_plan_goes_out_in_the_look_of_the_company(
    page_at,
    axe,
    shot,
    cast,
    going,  # noqa: F811
    tmp_path,
):
    logo = tmp_path / "logo.png"
    logo.write_bytes(drawn())
    admin = page_at(width=390, theme="dark", user=cast.admin)
    admin.goto(reverse("documents:letterhead"))
    admin.get_by_label("公司名称").fill("远山医疗")
    admin.get_by_label("页脚文字").fill("仅供内部")
    admin.locator("input[type=file]").set_input_files(logo)
    admin.get_by_role("button", name="保存").click()
    expect(admin.get_by_label("去掉现在的标志")).to_be_visible()
    expect(admin.get_by_label("页脚文字")).to_have_value("仅供内部")
    axe(admin)
    shot(admin, "letterhead-390-dark")

    page = page_at(width=1440, user=cast.rep)
    page.goto(reverse("desk:plan", args=[going.pk]))
    page.get_by_text("下载", exact=True).click()
    axe(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="PPTX").click()
    assert taken.value.suggested_filename.endswith(".pptx")
    words = words_of(Path(taken.value.path()).read_bytes(), "pptx")
    assert squeezed("急诊凝血整合方案") in words
    assert "仅供内部" in words
