"""The accounts room as people use it, in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kam.accounts.models import Account
from kam.accounts.services import (
    AccountDraft,
    Identity,
    create_account,
    create_person,
    edit_account,
)

pytestmark = pytest.mark.browser


def test_typing_a_known_name_shows_it_and_saving_asks(page_at, axe, watch, cast):
    create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院", city="武汉"))
    watch.expect(422)
    page = page_at(390, user=cast.rep)
    page.goto("/accounts/new")
    page.get_by_label("名称", exact=False).first.fill("东湖医院有限公司")
    expect(page.locator("#similar")).to_contain_text("名称相同")
    axe(page)
    page.get_by_role("button", name=re.compile("^保存")).click()
    expect(page.get_by_text("还没有保存", exact=True)).to_be_visible()
    axe(page)
    page.get_by_role("button", name="仍然保存").click()
    expect(page).to_have_url(re.compile(r"/accounts/\d+$"))
    assert Account.objects.count() == 2


def test_two_presses_make_one_account(page_at, watch, cast):
    """D3: nor does going back and sending again make another one."""
    watch.expect(422)
    page = page_at(user=cast.rep)
    page.goto("/accounts/new")
    page.get_by_label("名称", exact=False).first.fill("东湖医院")
    page.get_by_role("button", name=re.compile("^保存")).dblclick()
    expect(page).to_have_url(re.compile(r"/accounts/\d+$"))
    page.go_back()
    page.get_by_role("button", name=re.compile("^保存")).click()
    page.wait_for_load_state()
    assert Account.objects.count() == 1


def test_filters_fold_away_on_a_phone_and_tell_how_many_are_in_use(page_at, axe, cast):
    create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))
    page = page_at(390, user=cast.rep)
    page.goto("/accounts?size=large&risk=on")
    fold = page.locator("summary").filter(has_text="筛选")
    expect(fold).to_contain_text("2 项在用")
    expect(page.get_by_label("规模")).to_be_hidden()
    fold.click()
    page.get_by_label("规模").select_option("")
    axe(page)
    page.get_by_role("button", name="查看").click()
    expect(page).to_have_url(re.compile("risk=on"))
    expect(fold).to_contain_text("1 项在用")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.get_by_label("规模")).to_be_visible()
    expect(fold).to_be_hidden()


def test_a_stale_form_is_chosen_field_by_field(page_at, axe, watch, cast):
    """D1."""
    made = create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))
    watch.expect(409)
    page = page_at(1440, theme="dark", user=cast.rep)
    page.goto(f"/accounts/{made.pk}/edit")
    page.get_by_label("城市").fill("宜昌")
    edit_account(actor=cast.lead, account=made, wanted={"city": "武汉"})
    page.get_by_role("button", name=re.compile("^保存")).click()
    expect(page.get_by_text("两处改动，请逐项选择")).to_be_visible()
    axe(page)
    page.locator("label", has_text="用对方的").click()
    page.get_by_role("button", name=re.compile("^保存")).click()
    expect(page).to_have_url(re.compile(rf"/accounts/{made.pk}$"))
    made.refresh_from_db()
    assert made.city == "武汉"


def test_a_namesake_becomes_the_same_person(page_at, axe, cast):
    first = create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))
    second = create_account(actor=cast.rep, draft=AccountDraft(name="西湖医院"))
    known = create_person(actor=cast.rep, account=first, identity=Identity("沈若澜"))
    page = page_at(390, user=cast.rep)
    page.goto(f"/accounts/{second.pk}/people/new")
    page.get_by_label("姓名或代称").fill("沈若澜")
    page.get_by_role("button", name="是同一个人，加到这里").click()
    expect(page).to_have_url(re.compile(r"/people/\d+$"))
    expect(page.get_by_text("也在这些客户")).to_be_visible()
    axe(page)
    assert second.stakeholders.get().person_id == known.person_id


def test_what_is_typed_survives_leaving_the_page(page_at, cast):
    made = create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))
    person = create_person(actor=cast.rep, account=made, identity=Identity("沈若澜"))
    page = page_at(390, user=cast.rep)
    page.goto(f"/people/{person.pk}")
    page.get_by_label("职责").fill("管检验科")
    page.goto("/accounts")
    page.goto(f"/people/{person.pk}")
    expect(page.get_by_label("职责")).to_have_value("管检验科")
    page.get_by_role("button", name=re.compile("^保存( |$)")).first.click()
    expect(page.get_by_text("已保存")).to_be_visible()
    expect(page.get_by_label("职责")).to_have_value("管检验科")
