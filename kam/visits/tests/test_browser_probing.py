"""Noting a talk at 390 pixels: a word is picked up, and the record shows the score."""

from __future__ import annotations

import pytest

from kam.probing.services import Draft, plan_probe
from kam.visits.services import plan_visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_word_is_picked_up_on_the_phone(cast, hospital, wednesday, page_at, axe):
    visit = plan_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted={"day": wednesday, "people": [hospital.head.pk]},
    )
    draft = Draft("哪一步最让您担心？", aim="顾虑", level=4)
    meeting = {"account": hospital.account, "occasion": visit.client_id}
    plan_probe(actor=cast.rep, draft=draft, **meeting)
    page = page_at(390, user=cast.rep, has_touch=True)
    page.goto(f"/visits/{visit.pk}/probes")
    page.get_by_role("link", name="问过了").tap()
    page.get_by_label("回答").fill("夜班来不及")
    page.get_by_label("客户的原词").fill("来不及")
    page.get_by_role("button", name="记下").tap()
    page.get_by_role("link", name="追问").tap()
    form = page.locator("form.record-form")
    assert form.bounding_box()["width"] > 340
    axe(page)
    page.get_by_text("PUP 接话").tap()
    page.get_by_label("追问了什么").fill("“来不及”多半在哪一步？")
    page.get_by_role("button", name="记下").tap()
    talk = page.get_by_role("region", name="这次问得怎样")
    assert "1 / 1" in talk.inner_text()
    assert "L4" in talk.inner_text()
