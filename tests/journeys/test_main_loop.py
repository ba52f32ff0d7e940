"""The main loop, walked in a browser as people walk it; also on PostgreSQL.

As the issue asks: the representative opens the account flagged 单线风险, plans a visit,
writes its record on a phone and finds its next objective on Today; the manager imports
the 25 territories of Cravens into a set and reads their frontier.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kam.accounts.services import (
    AccountDraft,
    Affiliation,
    Identity,
    create_account,
    create_person,
)
from kam.people.services import create_team, create_token, create_user
from kam.people.services.users import UserDraft
from tests.cast import PASSWORD
from tests.reference.cravens import TERRITORIES, VRS_EFFICIENT, VRS_MEAN_PHI

pytestmark = [pytest.mark.browser, pytest.mark.journey]

INTERVAL = 12
NEXT = "带上三家同级医院的对比数据，约检验科主任试用两周"


@pytest.fixture
def company(live):
    """A representative with two accounts, one of them on a single thread."""
    top = create_team(actor=None, name="澄源医疗")
    east = create_team(actor=None, name="华东一组", parent=top)
    people = {
        name: create_user(
            actor=None,
            draft=UserDraft(username=name, name=called, role=role, team=east),
            password=PASSWORD,
        )
        for name, called, role in (
            ("rep101", "陈一诺", "representative"),
            ("manager1", "周敬之", "manager"),
        )
    }
    safe = account(people["rep101"], "云河省人民医院")
    person(safe, "吴主任", "decision")
    person(safe, "郑工", "expert")
    person(account(people["rep101"], "滨江市第一医院"), "林护士长", "support")
    return people


def account(owner, name):
    draft = AccountDraft(
        name=name, kind="hospital", owner_id=owner.pk, visit_interval_days=INTERVAL
    )
    return create_account(actor=None, draft=draft)


def person(of, name, layer):
    create_person(
        actor=None,
        account=of,
        identity=Identity(name=name),
        affiliation=Affiliation(layer=layer),
    )


def sign_in(page, username):
    page.goto("/sign-in")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page).to_have_url(re.compile("/today$"))


def plan_a_visit(page):
    """Choose the person and the day, say what for; two taps and a sentence."""
    page.get_by_role("link", name="约拜访").first.click()
    page.get_by_text("林护士长", exact=True).click()
    page.get_by_role("button", name="今天").click()
    page.get_by_label("本次目标").fill("弄清谁决定检验科的设备")
    page.get_by_role("button", name="约好了").click()


def write_the_record(page):
    """Fill the five fields that a record needs."""
    page.get_by_label("事实").fill(
        "林护士长说检验科主任每季度提一次设备计划，下一次在月底。"
    )
    page.get_by_label("洞察", exact=True).fill("决定在检验科主任，机会在月底之前。")
    page.get_by_text("决策过程", exact=True).click()
    page.get_by_text("变成行动", exact=True).click()
    page.get_by_text("推进", exact=True).click()
    page.get_by_label("下次目标").fill(NEXT)
    page.get_by_role("button", name="提交").click()


def test_from_a_single_thread_to_the_next_objective_on_today(page_at, company):
    page = page_at(width=390)
    sign_in(page, "rep101")
    page.get_by_role("link", name="客户").last.click()
    row = page.get_by_role("row").filter(has_text="单线风险")
    row.get_by_role("link", name="滨江市第一医院").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("滨江市第一医院")
    expect(page.locator("main")).to_contain_text("单线风险")
    plan_a_visit(page)
    page.get_by_role("link", name="开始记录").last.click()
    write_the_record(page)
    page.goto("/today")
    ahead = page.locator("section.card").filter(has_text="未来 14 天")
    expect(ahead).to_contain_text(NEXT)
    expect(ahead).to_contain_text("滨江市第一医院")


def cravens_file():
    """The table as its file has it, with the columns that this walk needs."""
    rows = [f"{row.id},{row.sales},{row.potential}" for row in TERRITORIES]
    return "\n".join(["territory,Sales,Poten", *rows]).encode()


def mean_phi(page, user):
    """Read the stored run by the API, as a program of the manager would."""
    _token, secret = create_token(actor=None, user=user, name="t", scopes=["read"])
    number = re.search(r"/frontier/(\d+)", page.url)[1]
    answer = page.request.get(
        f"/api/v1/frontier/{number}", headers={"Authorization": f"Bearer {secret}"}
    )
    units = answer.json()["units"]
    return sum(unit["phi"] for unit in units) / len(units)


def test_from_a_file_to_the_frontier_of_25_territories(page_at, company):
    page = page_at()
    sign_in(page, "manager1")
    page.get_by_role("link", name="导入").first.click()
    page.get_by_role("link", name="导入文件").first.click()
    page.locator("input[name=kind][value=figures]").check(force=True)
    page.locator("input[type=file]").set_input_files(
        {"name": "cravens.csv", "mimeType": "text/csv", "buffer": cravens_file()}
    )
    page.get_by_role("button", name="读取文件").click()
    page.get_by_label("新比较组的名称").fill("Cravens")
    page.get_by_label("期间", exact=True).fill("2026")
    page.get_by_role("button", name="检查每一行").click()
    page.get_by_role("button", name="确认导入").click()
    page.get_by_role("link", name="去看区域数据").click()
    page.get_by_role("button", name="计算前沿").click()
    table = page.locator("#units tbody tr")
    expect(table).to_have_count(len(TERRITORIES))
    efficient = (
        table.filter(has_text="1.00").get_by_role("rowheader").get_by_role("link")
    )
    assert sorted(efficient.all_inner_texts(), key=int) == [*VRS_EFFICIENT]
    assert mean_phi(page, company["manager1"]) == pytest.approx(VRS_MEAN_PHI)
