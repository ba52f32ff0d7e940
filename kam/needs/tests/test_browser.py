"""The pages of needs as people see them: both themes, both languages, a phone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kam.accounts.services import AccountDraft, create_account
from kam.catalog.services import ProductDraft, create_competitor, create_product
from kam.needs.services import (
    ClaimDraft,
    MoveDraft,
    create_claim,
    create_message,
    fill_card,
    fill_from_template,
    fill_place,
    move_claim,
    ready_message,
)
from tests.faces import FACES

pytestmark = pytest.mark.browser


@pytest.fixture
def told(cast, head, grow, reagent):
    """A tree with every fit, and the goals of a role beside it."""
    concept = grow("concept", "急诊要快而准", note="“夜里等报告最难熬。”")
    clot = grow("class", "疑似血栓", concept, note="“一半是虚惊。”")
    night = grow("class", "夜班与节假日", concept)
    fits = {"fit": "used", "product_id": reagent.pk, "note": "“先抽血再定要不要做。”"}
    grow("method", "先做 D-二聚体排除", clot, **fits)
    grow(
        "method",
        "术后每周监测一次凝血与血栓风险指标",
        clot,
        **{**fits, "fit": "usable"},
    )
    grow("method", "直接做影像", clot, **{**fits, "fit": "unfit"})
    grow("method", "送外院", night)
    fill_from_template(actor=cast.rep, stakeholder=head, role="quality")


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_the_tree_is_read(
    page_at, axe, shot, live, cast, hospital, told, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    page = page_at(width, theme, language, user=cast.rep)
    page.goto(live.url + reverse("needs:account", args=[hospital.pk]))
    expect(page.locator("h1")).to_be_visible()
    axe(page)
    shot(page, f"needs-work-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator('a[href="#table"]').click()
    expect(page.locator("#table table")).to_be_visible()
    axe(page)
    shot(page, f"needs-table-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_the_grid_is_filled_in_place(
    page_at, axe, shot, live, cast, hospital, reagent, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    rival = create_competitor(actor=None, name="海川诊断")
    other = create_product(
        actor=None, draft=ProductDraft(code="TEG", name="血栓弹力图试剂")
    )
    branch = create_account(
        actor=cast.rep, draft=AccountDraft(name="东湖分院", parent_id=hospital.pk)
    )
    for unit, product, minor, share in (
        (hospital, reagent, 86_000_000, 61),
        (branch, reagent, 32_000_000, 0),
        (hospital, other, 41_000_000, None),
    ):
        fill_place(
            actor=cast.rep,
            account=unit,
            product_id=product.pk,
            wanted={
                "potential_minor": minor,
                "our_share": share,
                "competitor_id": rival.pk,
                "note": "设备科报表",
            },
        )
    page = page_at(width, theme, language, user=cast.rep)
    here = reverse("needs:grid", args=[hospital.pk])
    page.goto(f"{live.url}{here}?unit={branch.pk}&product={reagent.pk}")
    expect(page.locator("h1")).to_be_visible()
    axe(page)
    shot(page, f"needs-grid-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#id_our_share").fill("10")
    page.locator("#place button[type=submit]").click()
    expect(page.get_by_text("10%").first).to_be_visible()


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_the_value_is_read(
    page_at, axe, shot, live, cast, hospital, head, reagent, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    wanted = {
        "solved": "夜班两小时内出报告",
        "cost": "每例 38 元，少一次返工",
        "strengths": "本地驻场工程师",
        "rivals": "海川在谈整体托管",
    }
    fill_card(actor=cast.rep, account=hospital, wanted=wanted)
    for text, *moves in (
        ("急诊报告快 20 分钟", "told", "experienced", "confirmed"),
        ("少备一半库存", "told"),
        ("质控一次通过", "told", "experienced"),
        ("论文里能引用我们的数据",),
    ):
        draft = ClaimDraft(text, stakeholder_id=head.pk, product_id=reagent.pk)
        claim = create_claim(actor=cast.rep, account=hospital, draft=draft)
        for state in moves:
            step = MoveDraft(state, "“上个月夜班确实没有催过。”")
            move_claim(actor=cast.rep, claim=claim, draft=step)
    page = page_at(width, theme, language, user=cast.rep)
    page.goto(live.url + reverse("needs:value", args=[hospital.pk]))
    expect(page.locator("h1")).to_be_visible()
    axe(page)
    shot(page, f"needs-value-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="急诊报告快 20 分钟").click()
    expect(page.locator("#id_evidence")).to_be_visible()
    axe(page)
    shot(page, f"needs-claim-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_messages_are_read(
    page_at, axe, shot, live, cast, hospital, head, reagent, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    whole = {
        "feature": "双波长检测",
        "effect": "溶血样本不用重抽",
        "concern": "夜班漏检",
        "benefit": "夜班一个人也不会漏掉急诊样本",
        "term": "risk",
        "product_id": reagent.pk,
        "variant_a": "漏检率从 1.2% 降到 0.3%",
        "variant_b": "三步复核，交接单上有勾",
    }
    row = create_message(actor=cast.rep, stakeholder=head, wanted=whole)
    ready_message(actor=cast.rep, message=row)
    started = {"feature": "全自动进样", "effect": "少两次手工分杯"}
    create_message(actor=cast.rep, stakeholder=head, wanted=started)
    page = page_at(width, theme, language, user=cast.rep)
    page.goto(live.url + reverse("needs:messages", args=[hospital.pk]))
    expect(page.locator("h1")).to_be_visible()
    axe(page)
    shot(page, f"needs-messages-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(live.url + reverse("needs:message", args=[row.pk]))
    expect(page.locator("#id_concern")).to_be_visible()
    axe(page)
    shot(page, f"needs-message-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
