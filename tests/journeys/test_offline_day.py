"""One day without signal, walked at 390 pixels as the issue asks.

Prepare on the train, visit, record; meanwhile a second device writes to the same visit;
signal returns, the conflict is shown by field and settled; the next day's Today opens
with the promise.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from kam.core.clock import today
from kam.visits.models import Promise, Visit
from kam.visits.services import record_visit
from kam.visits.tests.conftest import a_note, make_hospital

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OBJECTIVE = "责任写清楚，就愿意小步改用"
HEARD = "她说：按步骤来可以，第一周出一例不一致就得停。"
ELSEWHERE = "护士长补充：夜班没有人会用。"
INSIGHT = "已经愿意换，卡点是停得下来；有停止规则，她就敢向院长说。"
MINE = "看第一周 55 例结果"
THEIRS = "先约护士长谈夜班培训"
PROMISED = "一页停止规则，双方签字"


@pytest.fixture
def day():
    return today("Asia/Shanghai")


@pytest.fixture
def visit(cast, day):
    """A record six days ago, and the visit of today that carries it on."""
    hospital = make_hospital(cast.rep)
    wanted = a_note(
        [hospital.head],
        day=day - timedelta(days=6),
        next_day=day,
        next_objective=OBJECTIVE,
    )
    record_visit(actor=cast.rep, account=hospital.account, wanted=wanted)
    Visit.objects.upcoming().update(start_time="23:30")
    return Visit.objects.upcoming().get()


def prepares_on_the_train(page, url):
    """Read what was said last, write down the ask."""
    page.goto(f"{url}/today")
    expect(page.locator("#line")).to_contain_text("没有信号")
    page.get_by_role("link", name="打开拜访准备").click()
    expect(page.locator(".ask-strip")).to_contain_text(OBJECTIVE)
    page.get_by_role("button", name="我看过了").click()
    page.get_by_role("link", name="改期或改计划").click()
    page.locator('[name="planned_ask"]').fill("请您下周一起试用 4 周")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".ask-strip")).to_contain_text("请您下周一起试用 4 周")


def records_the_visit(page, day):
    """Write the five steps, with a promise for tomorrow."""
    page.get_by_role("link", name="开始记录").click()
    tomorrow = f"{day + timedelta(days=1)}"
    told = {"fact": HEARD, "insight": INSIGHT, "next_objective": MINE}
    for name, text in {**told, "next_day": tomorrow}.items():
        page.locator(f'[name="{name}"]').fill(text)
    page.locator("#id_noted_reason label", has_text="变成行动").click()
    page.get_by_text("推进", exact=True).click()
    page.get_by_role("button", name="行动或承诺").click()
    page.locator('[name="further-0-text"]').fill(PROMISED)
    page.locator('[name="further-0-due_on"]').fill(tomorrow)
    page.get_by_role("button", name="提交").click()
    expect(page.locator("#told")).to_contain_text("记录存在本机")
    expect(page.locator("#line")).to_contain_text("3 条待发送")


def writes_from_the_office(page, visit):
    """On a second device with signal, the same person keeps a draft of the record."""
    page.goto(f"/visits/{visit.pk}/record")
    page.locator('[name="fact"]').fill(ELSEWHERE)
    page.locator('[name="next_objective"]').fill(THEIRS)
    page.get_by_role("button", name="存草稿").click()
    expect(page.get_by_text("草稿已保存")).to_be_visible()


def settles_the_conflict(page, shot):
    """Choose one's own next step and its day; the notes of both stand already."""
    page.locator("#line").get_by_role("link", name="1 条要您看").click()
    choices = page.locator(".outbox-choice")
    expect(choices).to_have_count(2)
    objective = choices.filter(has_text=THEIRS)
    expect(objective).to_contain_text(MINE)
    shot(page, "offline-conflict-390-zh")
    for choice in choices.all():
        choice.get_by_label("我的").check()
    page.get_by_role("button", name="就这样保存").click()
    expect(choices).to_have_count(0)


def test_a_day_without_signal_ends_with_one_record_and_its_promise(
    cast, visit, day, device_of, page_at, shot
):
    phone = device_of(cast.rep)
    page = phone.settled()
    phone.signal(on=False)
    prepares_on_the_train(page, phone.url)
    records_the_visit(page, day)
    writes_from_the_office(page_at(1440, user=cast.rep), visit)
    phone.signal(on=True)
    settles_the_conflict(page, shot)
    expect(page.locator("#line")).not_to_contain_text("待发送")
    expect(page.locator("#line")).not_to_contain_text("要您看")
    visit.refresh_from_db()
    assert visit.state == "submitted"
    assert (visit.next_objective, visit.planned_ask) == (MINE, "请您下周一起试用 4 周")
    assert HEARD in visit.fact
    assert ELSEWHERE in visit.fact
    assert Promise.objects.get().text == PROMISED
    opens_the_next_day(phone, page, day)


def opens_the_next_day(phone, page, day):
    """On the next morning, again without signal, Today opens with the promise."""
    page.close()
    page = phone.settled()
    phone.signal(on=False)
    with page.expect_response(lambda answer: answer.url.endswith("/sync/snapshot")):
        phone.signal(on=True)
    page.wait_for_timeout(500)
    phone.signal(on=False)
    page.clock.set_fixed_time(f"{day + timedelta(days=1)}T08:00:00+08:00")
    page.goto(f"{phone.url}/today")
    expect(page.locator("#visits .objective")).to_contain_text(MINE)
    expect(page.locator("#visits .promises")).to_contain_text(PROMISED)
