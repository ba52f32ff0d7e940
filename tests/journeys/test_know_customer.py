"""Knowing a customer, walked by somebody new on a desktop and on a phone.

As the issue asks: who decides at the account, the path to that person, their step on
the ladder with its evidence, what blocks change in their eyes, how to speak to them,
and the questions worth most. Each is found by the tabs alone, from the account room.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from kam.accounts.services import (
    AccountDraft,
    Affiliation,
    Identity,
    create_account,
    create_person,
)
from kam.catalog.services import ProductDraft, create_product
from kam.core.clock import today
from kam.judgements.services import Opinion, judge
from kam.people.services import create_team, create_user
from kam.people.services.users import UserDraft
from kam.relations.services import LineDraft, draw_line
from kam.thinking.services import Sighting, observe

pytestmark = pytest.mark.browser
FEAR = "换了以后夜里出问题谁来兜底"
TRIAL = "答应月底前看一次比对数据"


@dataclass(frozen=True)
class Story:
    """Whoever is new here, and the account that is in trouble."""

    rep: object
    account_id: int


@pytest.fixture
def story(live):
    """An account whose director decides, and an expert who knows us well."""
    team = create_team(actor=None, name="华东一组")
    rep = create_user(
        actor=None,
        draft=UserDraft(
            username="rep101", name="陈一诺", role="representative", team=team
        ),
    )
    draft = AccountDraft(name="滨江市第一医院", owner_id=rep.pk)
    account = create_account(actor=None, draft=draft)
    chief = _person(account, "罗雅琴", "decision", "decider")
    expert = _person(account, "许致和", "expert", "technician")
    reagent = create_product(
        actor=None, draft=ProductDraft(code="D-D", name="D-二聚体试剂")
    )
    _hold(rep, chief, reagent.pk)
    _hold_well(rep, expert)
    line = LineDraft(expert.pk, chief.pk, "influence", "同在学科建设委员会")
    draw_line(actor=rep, draft=line)
    return Story(rep, account.pk)


def _person(account, name, layer, role):
    return create_person(
        actor=None,
        account=account,
        identity=Identity(name=name),
        affiliation=Affiliation(layer=layer, functional_role=role),
    )


def _hold(rep, chief, product_id):
    """What is held of the director: far from us, and afraid of the night shift."""
    day = today("Asia/Shanghai")
    gates = {"knows": 1, "needs": 1, "agreed": 1, "used": 0}
    terms = {"risk": 8, "switch": 4, "post": 3, "value": 4}
    opinions = [Opinion("influence", 5, "主持设备论证会")]
    opinions += [Opinion(a, 1, "第一次见面") for a in ("business", "personal")]
    opinions += [
        Opinion(gate, value, TRIAL, product_id=product_id)
        for gate, value in gates.items()
    ]
    opinions += [
        Opinion(term, value, FEAR, "told", product_id=product_id, side="customer")
        for term, value in terms.items()
    ]
    opinions += [
        Opinion(term, 3, "我们的估计", product_id=product_id, side="ours")
        for term in terms
    ]
    judge(actor=rep, stakeholder=chief, opinions=opinions)
    for back, clue in ((8, "b-agenda"), (8, "b-procedure"), (0, "b-rules")):
        seen = Sighting(clue=clue, day=day - timedelta(days=back))
        observe(actor=rep, stakeholder=chief, sightings=[seen])


def _hold_well(rep, expert):
    """What is held of the expert: strong, and open to us."""
    told = {"influence": 4, "business": 4, "personal": 5}
    opinions = [Opinion(aspect, value, "常用我们的") for aspect, value in told.items()]
    judge(actor=rep, stakeholder=expert, opinions=opinions)


def go(page, part):
    """Press one of the six parts of the account."""
    tabs = page.get_by_role("navigation", name="客户的六个部分")
    tabs.get_by_role("link", name=re.compile(f"^{part}")).click()


def who_decides(page):
    """Read the map: who decides, and through whom we come there."""
    go(page, "影响")
    path = page.locator("section").filter(has_text="到决策人的最暖路径").last
    expect(path).to_contain_text("许致和")
    expect(path).to_contain_text("罗雅琴")


def which_step(page):
    """Read the ladder: the step, and what it rests on."""
    go(page, "状态")
    page.get_by_role("tab", name="表格").click()
    row = page.locator("#table tr").filter(has_text="罗雅琴").first
    expect(row).to_contain_text("咨询")
    expect(row).to_contain_text(TRIAL)


def what_blocks(page):
    """Read the change equation from the customer's side."""
    go(page, "转变")
    main = page.locator("main")
    for said in ("主要阻力", FEAR, "先降低：错误决策的风险"):
        expect(main).to_contain_text(said)


def how_to_speak(page):
    """Read the wavelength of who decides."""
    go(page, "个体")
    page.get_by_role("link", name="罗雅琴").click()
    wave = page.locator("#wavelength")
    for said in ("对准波长", "B 组织", "会前发议程"):
        expect(wave).to_contain_text(said)


def what_to_ask(page):
    """Read the three questions worth most."""
    go(page, "发展")
    open_ones = page.locator("main ol li, main article").filter(has_text="从未问过")
    expect(open_ones.nth(2)).to_be_visible()


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.more)])
def test_a_new_colleague_learns_an_account_by_its_six_parts(page_at, axe, story, width):
    page = page_at(width, user=story.rep)
    page.goto(f"/accounts/{story.account_id}")
    for learn in (who_decides, which_step, what_blocks, how_to_speak, what_to_ask):
        learn(page)
        axe(page)
        overflow = "document.documentElement.scrollWidth - innerWidth"
        assert page.evaluate(overflow) <= 0, learn.__name__
