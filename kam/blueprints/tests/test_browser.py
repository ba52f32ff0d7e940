"""The review of a plan in Chromium: what changed, approve, the outcome is an action."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from kam.blueprints.services import (
    ObjectiveDraft,
    add_objective,
    begin_blueprint,
    close_review,
    edit_blueprint,
    open_review,
    submit_blueprint,
)
from kam.core.clock import now, pretend, today
from kam.visits.models import Action
from kam.visits.services import record_visit
from kam.visits.tests.conftest import a_note, make_hospital
from tests.cast import build_cast
from tests.faces import BOTH

pytestmark = pytest.mark.browser


def story():
    """A plan reviewed a month ago, visited since, submitted again."""
    cast = build_cast()
    hospital = make_hospital(cast.rep)
    day = today(cast.rep.time_zone)
    with pretend(now() - timedelta(days=30)):
        row = begin_blueprint(actor=cast.rep, account=hospital.account, year=day.year)
        words = {"text_risks": "只靠一个人", "told_goals": "请您确认"}
        row = edit_blueprint(actor=cast.rep, blueprint=row, wanted=words)
        until = day + timedelta(days=60)
        goal = ObjectiveDraft("见两次", "decision_met", 2, until, None, True, "一起")
        add_objective(actor=cast.rep, blueprint=row, draft=goal)
        review = open_review(actor=cast.lead, blueprint=row)
        until = day - timedelta(days=3)
        close_review(actor=cast.lead, review=review, minutes="先见院长", next_on=until)
    note = a_note([hospital.chief], day=day, next_day=day + timedelta(days=7))
    record_visit(actor=cast.rep, account=hospital.account, wanted=note)
    submit_blueprint(actor=cast.rep, blueprint=row)
    return cast, row


def press(page, words):
    """Press the button that begins so, in either language."""
    page.get_by_role("button", name=re.compile(words)).click()


def meet(page, seen, cast):
    """Hold the review: what changed, an outcome with its owner, the next day."""
    press(page, "开始评审|Start the review")
    page.wait_for_url("**/reviews/*")
    changed = re.compile("变了什么|What has changed")
    expect(page.locator("#question")).to_contain_text(changed)
    expect(page.locator(".change").first).to_be_visible()
    seen("review")
    page.get_by_role("link", name=re.compile("下一个问题|Next question")).click()
    page.locator("#id_task").fill("约见院长")
    press(page, "^记下|^Note")
    expect(page.get_by_role("alert")).to_be_visible()
    seen("finding-wrong")
    page.locator("#id_owner").select_option(str(cast.rep.pk))
    later = (today("Asia/Shanghai") + timedelta(days=10)).isoformat()
    page.locator("#id_due").fill(later)
    press(page, "^记下|^Note")
    expect(page.get_by_text("约见院长")).to_be_visible()
    page.goto(re.sub(r"\?.*", "?q=next", page.url))
    page.locator("#id_next_on").fill(later)
    seen("next")
    press(page, "结束并留下|Close and keep")
    page.wait_for_url("**/blueprints/*")


def share(page, seen, row):
    """Share with the customer, who confirms."""
    page.goto(f"/blueprints/{row.pk}/share")
    seen("share")
    press(page, "做链接|Make the link")
    address = page.locator(".one-time").inner_text()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, "^复制$|^Copy$")
    expect(page.get_by_text(re.compile("^已复制$|^Copied$"))).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address
    seen("link")
    page.goto(address)
    seen("shared")
    page.locator("input[value=confirmed]").check()
    page.locator("#id_name").fill("王主任")
    press(page, "送出回答|Send my answers")
    expect(page.get_by_text(re.compile("收到了|Received"))).to_be_visible()


@pytest.mark.parametrize(("width", "theme", "language"), BOTH)
def test_a_manager_reviews_decides_and_shares(
    live, page_at, axe, shot, watch, width, theme, language
):
    cast, row = story()
    cast.lead.language = language
    cast.lead.save()
    watch.expect(422)
    page = page_at(width, theme, language, user=cast.lead)

    def seen(name):
        axe(page)
        shot(page, f"blueprint-{name}-{width}-{theme}-{language}")

    page.goto(f"/blueprints/{row.pk}")
    seen("plan")
    meet(page, seen, cast)
    assert Action.objects.get(text="约见院长").owner_id == cast.rep.pk
    press(page, "^批准$|^Approve$")
    expect(page.get_by_role("button", name=re.compile("修订|Amend"))).to_be_visible()
    page.goto(f"/blueprints/{row.pk}/versions")
    seen("versions")
    share(page, seen, row)
