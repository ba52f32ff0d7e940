"""Writing the record at 390 pixels: few taps, one page, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from kam.visits.models import Visit
from kam.visits.services import (
    Pledge,
    open_promise,
    plan_visit,
    record_visit,
    save_draft,
)
from kam.visits.tests.conftest import a_note
from tests.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FACT = "她说按步骤来可以，但第一周出一例不一致就得停。DVT 每周大概 55 例。"
INSIGHT = "已经愿意换，卡点是停得下来；有停止规则，她就敢向院长说。"
NEXT = "看第一周 55 例结果，定要不要加第二类样本"


@pytest.fixture
def story(cast, hospital, wednesday):
    """A record six days ago, and the visit of today that carries it on."""
    record_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted=a_note(
            [hospital.head],
            day=wednesday - timedelta(days=6),
            next_day=wednesday - timedelta(days=1),
            next_objective="责任写清楚，就愿意小步改用",
        ),
    )
    open_promise(
        actor=cast.rep,
        account=hospital.account,
        pledge=Pledge(
            "盖章比对报告", wednesday - timedelta(days=2), True, hospital.head.pk
        ),
    )
    open_promise(
        actor=cast.rep,
        account=hospital.account,
        pledge=Pledge("2 月分科样本量", wednesday, False, hospital.buyer.pk),
    )
    return plan_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted={
            "day": wednesday,
            "people": [hospital.head.pk, hospital.buyer.pk],
            "objective": "责任写清楚，就愿意小步改用",
            "planned_ask": "请您同意 12 月 1 日起，DVT 术后样本改用我方试剂 4 周",
        },
    )


class Thumb:
    """A thumb that counts: a tap is a tap, and typing begins with one."""

    def __init__(self, page):
        self.page = page
        self.taps = 0

    def tap(self, locator):
        self.taps += 1
        locator.tap()

    def write(self, name, text):
        self.tap(self.page.locator(f'[name="{name}"]'))
        self.page.keyboard.insert_text(text)


def open_record(page_at, cast, story, **context):
    page = page_at(width=390, user=cast.rep, has_touch=True, **context)
    page.goto(f"/visits/{story.pk}/record")
    expect(page.locator("kam-record [data-filled]")).to_have_text("1 / 5")
    return page


def fill(page):
    page.fill('[name="fact"]', FACT)
    page.fill('[name="insight"]', INSIGHT)
    page.locator(".fate label", has_text="再观察一次").click()
    page.locator(".segmented label", has_text="推进").click()
    page.fill('[name="next_objective"]', NEXT)


def test_from_today_a_record_takes_at_most_twelve_taps(page_at, cast, story, shot, axe):
    page = page_at(width=390, user=cast.rep, has_touch=True)
    page.goto("/today")
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("link", name="记录", exact=True).first)
    expect(page.locator("kam-record [data-filled]")).to_have_text("1 / 5")
    five_steps(page, thumb, axe, shot)
    thumb.tap(page.get_by_role("button", name="提交"))
    expect(page.get_by_text("记录已提交并锁定。")).to_be_visible()
    expect(page.get_by_text("已约下次拜访")).to_be_visible()
    expect(page.get_by_text("一页停止规则，双方签字")).to_be_visible()
    expect(page.locator("blockquote")).to_have_text("第一周出一例，我就得停。")
    shot(page, "visits-note-390")
    assert page.url.endswith(f"/visits/{story.pk}")
    assert thumb.taps <= 12, thumb.taps
    check_stored(story)


def five_steps(page, thumb, axe, shot):
    """Fill the five steps without leaving the page."""
    left = []
    page.on("framenavigated", lambda frame: left.append(frame.url))
    thumb.write("fact", FACT)
    thumb.tap(page.get_by_role("button", name="客户原话"))
    page.keyboard.insert_text("第一周出一例，我就得停。")
    thumb.write("insight", INSIGHT)
    expect(page.locator("[data-filled]")).to_have_text("2 / 5")
    thumb.tap(page.locator(".choice-chips label", has_text="关心点"))
    thumb.tap(page.locator(".fate label", has_text="变成行动"))
    axe(page)
    shot(page, "visits-record-390-fate")
    thumb.tap(page.locator(".segmented label", has_text="推进"))
    thumb.tap(page.get_by_role("button", name="行动或承诺"))
    page.keyboard.insert_text("一页停止规则，双方签字")
    thumb.write("next_objective", NEXT)
    expect(page.locator("[data-own]")).to_be_visible()
    expect(page.locator("[data-carried]")).to_contain_text(NEXT)
    expect(page.locator("[data-filled]")).to_have_text("5 / 5")
    shot(page, "visits-record-390-filled")
    assert left == []


def check_stored(story):
    """Compare what is stored with what was tapped."""
    story.refresh_from_db()
    assert (story.state, story.fact, story.insight_kind) == (
        "submitted",
        FACT,
        "concern",
    )
    assert story.actions.get().text == NEXT
    following = Visit.objects.get(carried_from=story)
    assert following.objective == NEXT
    assert story.promises.get(side="ours").due_on == following.day


def test_an_unplanned_visit_begins_with_two_taps(page_at, cast, hospital):
    page = page_at(width=390, user=cast.rep, has_touch=True)
    page.goto(f"/visits/start?account={hospital.account.pk}")
    thumb = Thumb(page)
    thumb.tap(page.locator(".choice-chips label", has_text="沈若澜"))
    thumb.tap(page.get_by_role("button", name="推进"))
    expect(page.locator("kam-record [data-filled]")).to_have_text("2 / 5")
    assert thumb.taps == 2


def test_a_photo_is_sent_while_one_writes(page_at, cast, story, watch, shot):
    page = open_record(page_at, cast, story)
    photo = b"\xff\xd8\xff\xe0" + bytes(1500) * 1500
    watch.expect(422)
    chosen = [
        {"name": "白板.jpg", "mimeType": "image/jpeg", "buffer": photo},
        {"name": "x.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"},
    ]
    page.locator('[name="photos"]').set_input_files(chosen)
    expect(page.locator("[data-progress]")).to_contain_text("✓")
    expect(page.locator("[data-progress]")).to_contain_text("只收照片")
    shot(page, "visits-record-390-photo")
    fill(page)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("记录已提交并锁定。")).to_be_visible()
    expect(page.locator("#files")).to_contain_text("白板.jpg")
    file = story.files.get()
    assert (file.state, file.size) == ("complete", len(photo))


def test_what_is_typed_survives_a_reload_and_goes_with_the_submission(
    page_at, cast, story
):
    page = open_record(page_at, cast, story)
    fill(page)
    page.get_by_role("button", name="行动或承诺").click()
    page.keyboard.insert_text("寄步骤表")
    page.reload()
    expect(page.get_by_text("已恢复未保存的内容")).to_be_visible()
    expect(page.locator('[name="fact"]')).to_have_value(FACT)
    expect(page.locator("[data-row]:visible input[name$=-text]")).to_have_value(
        "寄步骤表"
    )
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("记录已提交并锁定。")).to_be_visible()
    kept = page.evaluate(
        "Object.keys(localStorage).filter(k => k.includes('visit-rec'))"
    )
    assert kept == []


def test_an_expired_sign_in_loses_nothing(page_at, cast, story, watch):
    watch.expect(401)
    page = open_record(page_at, cast, story)
    fill(page)
    Session.objects.all().delete()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("登录已失效")).to_be_visible()
    page.get_by_role("link", name="登录并回到原处").click()
    page.get_by_label("用户名").fill("rep")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"**/visits/{story.pk}/record")
    expect(page.locator('[name="fact"]')).to_have_value(FACT)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("记录已提交并锁定。")).to_be_visible()


def test_submit_leads_to_the_first_thing_that_is_missing(page_at, cast, story):
    page = open_record(page_at, cast, story)
    page.fill('[name="fact"]', FACT)
    page.get_by_role("button", name="提交").click()
    expect(page.locator('[name="insight"]')).to_be_focused()
    expect(page.locator("#step-3")).to_have_class("form-step is-missing")
    expect(page.locator("#step-2")).to_have_class("form-step")
    page.keyboard.insert_text(FACT)
    expect(page.locator("kam-record [data-copied]")).to_be_visible()
    page.keyboard.press("Alt+2")
    expect(page.locator('[name="outcome"][value="advance"]')).to_be_checked()


def test_a_double_tap_makes_one_record_and_one_next_visit(page_at, cast, story):
    page = open_record(page_at, cast, story)
    fill(page)
    page.get_by_role("button", name="提交").dblclick()
    expect(page.get_by_text("记录已提交并锁定。")).to_be_visible()
    assert Visit.objects.filter(carried_from=story).count() == 1
    page.go_back()
    page.keyboard.press("Control+Enter")
    page.wait_for_load_state()
    assert Visit.objects.filter(carried_from=story).count() == 1


def test_two_tabs_choose_and_keep_their_text(page_at, cast, story, watch):
    first = open_record(page_at, cast, story)
    save_draft(actor=cast.rep, visit=story, wanted={"fact": "另一页写的"})
    fill(first)
    watch.expect(409)
    first.get_by_role("button", name="提交").click()
    choice = first.locator(".conflict")
    expect(choice).to_contain_text("另一页写的")
    expect(choice).to_contain_text(FACT)
    expect(first.locator('[name="next_objective"]')).to_have_value(NEXT)
    first.get_by_role("button", name="提交").click()
    expect(first.get_by_text("记录已提交并锁定。")).to_be_visible()
    story.refresh_from_db()
    assert story.fact == FACT


def test_a_kept_promise_can_be_taken_back(page_at, cast, story):
    page = page_at(width=390, user=cast.rep)
    page.goto(f"/visits/{story.pk}")
    page.get_by_role("button", name="已兑现：盖章比对报告").click()
    expect(page.get_by_text("承诺已兑现")).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("承诺已恢复为未了")).to_be_visible()


def test_reading_the_last_notes_is_told_without_leaving(page_at, cast, story):
    page = page_at(width=390, user=cast.rep)
    page.goto(f"/visits/{story.pk}")
    page.get_by_role("button", name="我看过了").click()
    expect(page.locator("#reviewed")).to_be_visible()
    story.refresh_from_db()
    assert story.reviewed_at is not None


def test_the_record_can_be_written_without_script(page_at, cast, story):
    page = page_at(width=390, user=cast.rep, java_script_enabled=False)
    page.goto(f"/visits/{story.pk}/record")
    fill(page)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("记录已提交并锁定。")).to_be_visible()
