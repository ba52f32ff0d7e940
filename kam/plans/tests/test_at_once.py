"""Two who begin the same at the same moment: one is made, the other is led to it."""

from __future__ import annotations

import json
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from kam.core.errors import AlreadyThere
from kam.people.services import create_token
from kam.plans.models import Plan
from kam.plans.services import PlanDraft, begin_plan, close_plan
from tests.atonce import second_told

SAID = {"name": "急诊凝血", "stage_a": 4, "stage_b": 5}


@pytest.fixture
def begin(cast, hospital):
    """Begin the plan of these tests."""
    draft = PlanDraft(**SAID)
    return partial(begin_plan, actor=cast.rep, account=hospital.account, draft=draft)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_a_plan_one_is_led_to_the_plan_of_the_other(
    cast, hospital, begin
):
    account = hospital.account.pk
    browser = Client()
    browser.force_login(cast.rep)
    page = f"{reverse('plans:new')}?account={account}&whole=on"
    led = second_told(begin, lambda: browser.post(page, SAID))
    plan = Plan.objects.get()
    assert (led.status_code, led.url) == (303, reverse("desk:plan", args=[plan.pk]))
    assert "这个计划已经开始了" in browser.get(led.url).content.decode()

    close_plan(actor=cast.rep, plan=plan)
    _row, secret = create_token(
        actor=None, user=cast.rep, name="t", scopes=["read", "write"]
    )
    caller = Client(headers={"authorization": f"Bearer {secret}"})
    body = json.dumps(SAID | {"account_id": account})
    send = partial(caller.post, "/api/v1/plans", body, "application/json")
    told = second_told(begin, send)
    going = Plan.objects.latest("pk")
    assert told.status_code == 409
    assert told.json()["code"] == "already-there"
    assert told.json()["record"] == going.pk
    assert Plan.objects.count() == 2


@pytest.mark.django_db
def test_the_same_plan_is_another_name_person_product_or_after_its_end(
    cast, hospital, begin
):
    account, rep = hospital.account, cast.rep
    first = begin()
    with pytest.raises(AlreadyThere) as caught:
        begin(draft=PlanDraft(" 急诊凝血 ", stage_a=1, stage_b=2))
    assert caught.value.record == first.pk
    begin(draft=PlanDraft(**SAID | {"name": "ICU 凝血"}))
    begin(draft=PlanDraft(**SAID, stakeholder_id=hospital.head.pk))
    close_plan(actor=rep, plan=first)
    again = begin(client_id=(mine := Plan(account=account).client_id))
    with pytest.raises(AlreadyThere) as caught:
        begin(client_id=mine, draft=PlanDraft("另一个", stage_a=1, stage_b=2))
    assert caught.value.record == again.pk
