"""A representative at 390 pixels without signal: reading, planning, recording."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from kam.accounts.services import share_account
from kam.judgements.models import Judgement
from kam.probing.services.planning import Draft, plan_probe
from kam.visits.services import Pledge, open_promise, plan_visit, record_visit
from kam.visits.tests.conftest import a_note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OBJECTIVE = "责任写清楚，就愿意小步改用"
FACT = "她说按步骤来可以，但第一周出一例不一致就得停。"
INSIGHT = "已经愿意换，卡点是停得下来；有停止规则，她就敢向院长说。"
NEXT = "看第一周 55 例结果，定要不要加第二类样本"


@pytest.fixture
def story(cast, hospital, wednesday):
    """A record six days ago, what is owed, and the visit of today."""
    record_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted=a_note(
            [hospital.head],
            day=wednesday - timedelta(days=6),
            next_day=wednesday + timedelta(days=20),
            next_objective=OBJECTIVE,
        ),
    )
    open_promise(
        actor=cast.rep,
        account=hospital.account,
        pledge=Pledge(
            "盖章比对报告", wednesday - timedelta(days=2), True, hospital.head.pk
        ),
    )
    return plan_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted={
            "day": wednesday,
            "start_time": "23:30",
            "people": [hospital.head.pk],
            "objective": OBJECTIVE,
            "planned_ask": "请您 12 月 1 日起试用 4 周",
            "bring": "样品\n一页停止规则",
        },
    )


@pytest.fixture
def asked(cast, hospital, story):
    """A question planned for it, and a colleague who works there too."""
    share_account(actor=cast.rep, account=hospital.account, user_id=cast.colleague.pk)
    return plan_probe(
        actor=cast.rep,
        account=hospital.account,
        occasion=story.client_id,
        draft=Draft(text="什么情况下您会停？"),
    )


def heading(page):
    return page.locator("#content h1")


def reads_today(page, axe, shot):
    expect(heading(page)).to_have_text("今日")
    expect(page.locator("#line")).to_contain_text("数据截至")
    expect(page.locator("#visits")).to_contain_text("沈若澜")
    expect(page.locator("#visits")).to_contain_text("盖章比对报告")
    axe(page)
    shot(page, "offline-today-390-zh")


def reads_the_preparation(page, axe, shot):
    page.get_by_role("link", name="打开拜访准备").click()
    expect(page.locator(".ask-strip")).to_contain_text("请您 12 月 1 日起试用")
    axe(page)
    shot(page, "offline-prepare-390-zh")
    page.get_by_role("button", name="我看过了").click()
    expect(page.get_by_text("已回看")).to_be_visible()


def ticks(page):
    page.get_by_label("样品", exact=True).check()
    page.get_by_label("孙小满", exact=True).check()
    page.get_by_label("什么情况下您会停？", exact=True).check()
    page.get_by_label("他怎么说：什么情况下您会停？").fill("一例不一致")
    page.wait_for_timeout(700)
    page.reload()
    expect(page.locator('[name="brought"]:checked')).to_have_value("样品")
    expect(page.locator('[name="colleagues"]:checked')).to_have_count(1)
    expect(page.get_by_label("他怎么说：什么情况下您会停？")).to_have_value(
        "一例不一致"
    )


def is_on_the_server(story, asked, cast, page):
    expect(page.locator("#line")).not_to_contain_text("待发送")
    story.refresh_from_db()
    asked.refresh_from_db()
    assert (story.state, story.brought) == ("submitted", "样品")
    company = story.company.values_list("user_id", flat=True)
    assert list(company) == [cast.colleague.pk]
    assert (asked.was_asked, asked.answer) == (True, "一例不一致")


def writes_the_record(page, axe, shot):
    page.get_by_role("link", name="开始记录").click()
    expect(page.locator("kam-record")).to_be_visible()
    for name, text in (("fact", FACT), ("insight", INSIGHT), ("next_objective", NEXT)):
        page.locator(f'[name="{name}"]').fill(text)
    ticks(page)
    page.locator("#id_noted_reason label", has_text="变成行动").click()
    page.get_by_text("推进", exact=True).click()
    page.get_by_role("button", name="行动或承诺").click()
    page.locator('[name="further-0-text"]').fill("一页停止规则，双方签字")
    axe(page)
    shot(page, "offline-record-390-zh")
    page.get_by_role("button", name="提交").click()


def test_a_day_is_read_and_written_without_signal(
    story, asked, cast, device_of, axe, shot
):
    device = device_of(cast.rep)
    page = device.settled()
    device.signal(on=False)
    page.goto(device.url + "/today")
    reads_today(page, axe, shot)
    reads_the_preparation(page, axe, shot)
    writes_the_record(page, axe, shot)
    expect(page.locator("#told")).to_contain_text("记录存在本机")
    expect(page.locator("#content")).to_contain_text(FACT)
    expect(page.locator("#content")).to_contain_text("一页停止规则")
    axe(page)
    shot(page, "offline-note-390-zh")
    expect(page.locator("#line")).to_contain_text("2 条待发送")
    page.locator(".tabbar").get_by_role("link", name="今日").click()
    expect(page.locator("#visits .chip").first).to_have_text("推进")
    device.signal(on=True)
    is_on_the_server(story, asked, cast, page)


def waiting(page, number):
    expect(page.locator("#line")).to_contain_text(f"{number} wait")


def note_it(page, axe, **typed):
    for name, text in typed.items():
        page.locator(f'[name="{name}"]').fill(text)
    axe(page)
    page.get_by_role("button", name="Note it").click()


def promises_and_acts(page, axe, shot):
    owed = page.locator("#promises")
    owed.get_by_role("link", name="Promise").click()
    note_it(page, axe, text="Send the signed report", due_on="2027-01-15")
    expect(owed).to_contain_text("Send the signed report")
    waiting(page, 1)
    owed.get_by_role("link", name="Action").click()
    note_it(page, axe, text="Call the engineer", due_on="2027-01-10")
    waiting(page, 2)
    changes_one(page, owed, axe, shot)
    promise = owed.get_by_role("link", name="盖章比对报告")
    page.get_by_role("button", name="Kept: 盖章比对报告", exact=True).click()
    expect(promise).to_be_hidden()
    owed.get_by_text("Settled in the last 14 days").click()
    expect(promise).to_be_visible()


def changes_one(page, owed, axe, shot):
    owed.get_by_role("link", name="Call the engineer").click()
    page.locator('[name="text"]').fill("Call both engineers")
    page.locator('[name="owner"]').select_option(label="孙小满")
    page.locator('[name="resource"]').fill("Half a day")
    axe(page)
    shot(page, "offline-action-390-en-dark")
    page.get_by_role("button", name="Save").click()
    line = owed.get_by_role("link", name="Call both engineers")
    expect(owed).to_contain_text("孙小满")
    line.click()
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Reopen").click()
    page.get_by_role("button", name="Dropped").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator('[name="text"]')).to_have_value("Call both engineers")
    page.get_by_role("link", name="Back").click()
    page.get_by_role("button", name="Done: Call both engineers").click()
    expect(line).to_be_hidden()


def observes(page, axe, shot):
    page.get_by_role("link", name="沈若澜").last.click()
    expect(heading(page)).to_have_text("沈若澜")
    axe(page)
    page.get_by_role("link", name="Note an observation").click()
    page.locator('[name="quadrant"]').select_option("a")
    shot(page, "offline-observe-390-en-dark")
    note_it(page, axe, note="Asked for the numbers first")
    expect(page.locator("#content")).to_contain_text("Asked for the numbers first")


def judges(page, axe, shot):
    page.get_by_role("link", name="Judge by gates").click()
    page.get_by_role("button", name="Save judgement").click()
    expect(page.get_by_text("Answer at least one question")).to_be_visible()
    for gate in ("knows", "needs"):
        yes = page.locator(f'label:has([name="{gate}"][value="1"])')
        yes.click()
    expect(page.locator("kam-ladder output")).to_have_text("3 Puts off")
    page.locator('[name="evidence"]').fill("Named it unprompted")
    shot(page, "offline-ladder-390-en-dark")
    axe(page)
    page.get_by_role("button", name="Save judgement").click()
    expect(page.locator("#content")).to_contain_text("Named it unprompted")
    page.get_by_role("link", name="Influence").click()
    page.locator("label", has_text="4 ·").click()
    page.locator('[name="evidence"]').fill("Everybody waits for her word")
    axe(page)
    shot(page, "offline-influence-390-en-dark")
    page.get_by_role("button", name="Save judgement").click()
    expect(page.locator("#content")).to_contain_text("Everybody waits")


def plans(page, axe):
    expect(heading(page)).to_have_text("Accounts on this device")
    axe(page)
    page.get_by_role("link", name="Plan a visit").last.click()
    page.locator('[name="day"]').fill("2027-01-20")
    page.locator('[name="planned_ask"]').fill("Try it for four weeks")
    page.get_by_role("button", name="Plan it").click()
    expect(page.locator(".ask-strip")).to_contain_text("Try it for four weeks")
    axe(page)
    page.get_by_role("link", name="Reschedule or edit the plan").click()
    page.locator('[name="start_time"]').fill("10:15")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".heading-note")).to_contain_text("10:15")


def test_all_else_is_written_in_english_and_in_the_dark(
    story, asked, cast, device_of, axe, shot, hospital, reagent
):
    cast.rep.language = "en"
    cast.rep.save()
    device = device_of(cast.rep, "en")
    page = device.settled(f"/visits/{story.pk}/record")
    page.locator('[name="fact"]').fill("Begun with signal")
    page.wait_for_timeout(700)
    device.signal(on=False)
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(page.locator('[name="fact"]')).to_have_value("Begun with signal")
    expect(page.get_by_text("Unsaved text was restored")).to_be_visible()
    shot(page, "offline-record-390-en-dark")
    page.goto(f"{device.url}/accounts/{hospital.account.pk}")
    expect(heading(page)).to_have_text("东湖医院")
    axe(page)
    shot(page, "offline-account-390-en-dark")
    promises_and_acts(page, axe, shot)
    observes(page, axe, shot)
    judges(page, axe, shot)
    waiting(page, 7)
    page.goto(f"{device.url}/visits/new")
    plans(page, axe)
    waiting(page, 8)
    device.signal(on=True)
    expect(page.locator("#line")).not_to_contain_text("wait")
    told = Judgement.objects.order_by("pk").values_list("aspect", "value")
    assert list(told) == [("knows", 1), ("needs", 1), ("influence", 4)]


def test_an_unplanned_visit_takes_two_taps_and_a_lost_tab_loses_nothing(
    story, cast, device_of, hospital
):
    device = device_of(cast.rep)
    page = device.settled()
    device.signal(on=False)
    page.goto(f"{device.url}/visits/start?account={hospital.account.pk}")
    page.get_by_text("秦朗", exact=True).click()
    page.get_by_role("button", name="维持").click()
    expect(page.locator("kam-record")).to_be_visible()
    expect(page.locator('[name="outcome"]:checked')).to_have_value("continuation")
    page.locator('[name="fact"]').fill("样本够了")
    page.wait_for_timeout(1200)
    address = page.url
    page.close()
    page = device.page(address.removeprefix(device.url))
    expect(page.locator('[name="fact"]')).to_have_value("样本够了")
