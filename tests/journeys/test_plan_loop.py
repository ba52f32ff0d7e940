"""The loop of a plan in the demo company, walked by its manager and a representative.

As the issue asks: the manager opens the review of the troubled account, sees what
changed and approves the resource of a step; the representative's next visit carries the
step, its outcome moves it, what an increment costs follows; the plan goes out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from playwright.sync_api import expect

from kam.core.clock import now, today
from kam.demo.book import chapter
from kam.demo.building.beliefs import build_beliefs
from kam.demo.building.blueprints import build_blueprints
from kam.demo.building.customers import build_customers
from kam.demo.building.plans import build_plans
from kam.demo.building.resources import build_resources
from kam.demo.building.staff import build_staff
from kam.demo.building.stage import Stage
from kam.demo.building.visits import build_visits
from kam.demo.script import endings
from kam.documents.tests.reading import squeezed, words_of
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from kam.people.models import User

pytestmark = pytest.mark.browser

TROUBLED = chapter("troubles")["single"]["name"]
PLAN = next(p for p in chapter("plans")["plan"] if p.get("trouble") == "single")
ASKED = next(w for w in chapter("resources")["waiting"] if w["trouble"] == "single")
STEP = "把转变的成本降下来"
NEXT = "一起看结果，再加下一类情形"


@dataclass
class Walk:
    """Two people of the demo company, each at their own screen."""

    manager: Page
    rep: Page
    look: Any


@pytest.fixture
def company(live, monkeypatch) -> dict[str, User]:
    """What the demo company holds of plans, built so that the request is for today.

    Its customers work on every day, so that no visit waits for a Monday.
    """
    monkeypatch.setattr(endings, "is_working", lambda _day: True)
    late = timedelta(days=ASKED["in"])
    day = today("Asia/Shanghai") - late
    stage = Stage(day, now() - late, frozenset({TROUBLED}))
    with transaction.atomic():
        build_staff(stage)
        build_customers(stage)
        build_visits(stage, progress=lambda _told: None)
        for build in (build_beliefs, build_plans, build_blueprints, build_resources):
            build(stage)
    return stage.people


@pytest.fixture
def walk(company, page_at, axe, shot) -> Walk:
    """Open both screens; a look checks what a page must keep to everywhere."""

    def look(page: Page, name: str) -> None:
        axe(page)
        shot(page, f"loop-{name}")
        overflow = "document.documentElement.scrollWidth - innerWidth"
        assert page.evaluate(overflow) <= 0, name

    manager = page_at(1440, user=company["manager1"])
    return Walk(manager, page_at(390, user=company["rep101"]), look)


def open_review(walk: Walk) -> None:
    """From the list of accounts to what changed since the last review."""
    page = walk.manager
    page.goto("/accounts")
    page.get_by_role("searchbox").first.fill(TROUBLED)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=TROUBLED).first.click()
    page.get_by_role("link", name="计划书").first.click()
    page.get_by_role("button", name="开始评审").click()
    expect(page.locator("#question")).to_contain_text("变了什么")
    late = page.locator(".change").filter(has_text=STEP)
    expect(late).to_contain_text("晚了")
    walk.look(page, "review")


def approve(walk: Walk) -> None:
    """Come to the steps, read why the expert is asked for, and approve."""
    page = walk.manager
    agenda = page.get_by_role("navigation", name="议程")
    agenda.get_by_role("link", name="哪一步卡住了").click()
    row = page.locator("#open-steps li").filter(has_text=STEP)
    expect(row).to_contain_text(ASKED["name"])
    expect(row).to_contain_text(ASKED["why"])
    walk.look(page, "steps")
    row.get_by_role("button", name="批准").click()
    expect(page.locator("#question")).to_contain_text("哪一步卡住了")
    expect(row).to_contain_text("已预订")


def prepare(walk: Walk) -> None:
    """Open the next visit from the account: it carries the step."""
    page = walk.rep
    page.goto("/accounts")
    page.get_by_role("link", name=TROUBLED).first.click()
    page.get_by_role("link", name="准备拜访").first.click()
    carried = page.locator("#steps li").filter(has_text=STEP)
    expect(carried).to_contain_text("这次不推动它")
    expect(page.locator("#booked")).to_contain_text(ASKED["name"])
    walk.look(page, "prepare")


def record(walk: Walk) -> None:
    """Write the record with an advance; its outcome moves the step."""
    page = walk.rep
    page.get_by_role("link", name="开始记录").last.click()
    page.get_by_label("事实").fill("夜班两位都按卡片做过一次，组长在表上签了字。")
    page.get_by_label("洞察", exact=True).fill("怕的不是操作，是夜里没有人接电话。")
    page.get_by_text("决策过程", exact=True).click()
    page.get_by_text("变成行动", exact=True).click()
    page.get_by_text("推进", exact=True).click()
    page.get_by_label("下次目标").fill(NEXT)
    page.get_by_role("button", name="提交").click()
    walk.look(page, "note")
    page.get_by_role("button", name="看到完成的标志了").click()
    expect(page.locator("#steps")).to_contain_text("完成")


def spend(walk: Walk) -> None:
    """Note from the record what the expert cost."""
    page = walk.rep
    page.locator("#booked").get_by_role("link", name=ASKED["name"]).click()
    walk.look(page, "booking")
    page.get_by_label("实际花费").fill("2600")
    page.get_by_role("button", name="记为用过").click()
    page.get_by_role("link", name=STEP).click()
    expect(page.locator(".way-step.is-done")).to_have_count(PLAN["done"] + 1)


def cost(page: Page) -> str:
    """Read what an increment has cost so far."""
    told = page.locator("#way .card-foot").last.inner_text()
    return re.search(r"每个增量 (\S+)", told)[1]


def taken(page: Page, ending: str) -> str:
    """Take the plan along as a file and read its words; one file follows another."""
    with page.expect_download() as download:
        page.get_by_role("button", name=ending.upper()).click(timeout=5_000)
    return words_of(Path(download.value.path()).read_bytes(), ending)


def test_from_a_review_to_a_moved_step_and_out_as_a_file(walk):
    open_review(walk)
    approve(walk)
    page = walk.manager
    page.locator("#open-steps").get_by_role("link", name=STEP).click()
    before = cost(page)
    prepare(walk)
    record(walk)
    spend(walk)
    walk.look(walk.rep, "plan")
    page.reload()
    assert cost(page) != before
    walk.look(page, "plan-wide")
    page.get_by_text("下载", exact=True).click()
    done = f"{day_words(today('Asia/Shanghai'))} 完成"
    way = ("5 少量试用", "7 倡导使用", PLAN["goal"], STEP, done, ASKED["name"])
    for ending in ("pptx", "pdf"):
        told = taken(page, ending)
        for said in (TROUBLED, PLAN["name"], *way):
            assert squeezed(said) in told, (ending, said)
