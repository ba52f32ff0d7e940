"""The preparation: where people stand, how to speak to them, who else sees them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.accounts.models import AccountShare
from kam.accounts.services import share_account
from kam.catalog.services import ProductDraft, create_product
from kam.core.clock import LATEST_DAY
from kam.judgements.services import Opinion, judge
from kam.judgements.terms import Source
from kam.packs.rules.shipped import shipped
from kam.people.services import change_setting
from kam.thinking.services import Sighting, observe
from kam.visits.rules.asks import DAY, NOTHING, ask_for, dated, day_for
from kam.visits.rules.readiness import Plan, Point, is_dated, readiness
from kam.visits.services import plan_visit
from kam.visits.tests.conftest import WEDNESDAY, make_hospital, make_person
from kam.visits.tests.steps import note, plan
from tests.forms import form_of

pytestmark = pytest.mark.django_db
TERMS = (("value", 8), ("risk", 4), ("switch", 2), ("post", 2))


@pytest.fixture
def hospital(cast):
    return make_hospital(cast.rep)


@pytest.fixture
def product(cast):
    draft = ProductDraft(code="DD", name="D-二聚体")
    return create_product(actor=cast.admin, draft=draft)


def answer_of(user, visit):
    client = Client()
    client.force_login(user)
    return client.get(reverse("visits:detail", args=[visit.pk]))


def page_of(user, visit) -> str:
    return answer_of(user, visit).content.decode()


def cost_of(user, visit) -> int:
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("visits:detail", args=[visit.pk])).status_code == 200
    return len(asked)


def know(cast, person, product):
    """Let somebody be known to consult, and to hesitate."""
    said = {"evidence": "亲口问过细节", "source": Source.SEEN, "product_id": product.pk}
    gates = [Opinion(gate, 1, **said) for gate in ("knows", "needs", "agreed")]
    terms = [Opinion(name, v, side="customer", **said) for name, v in TERMS]
    judge(actor=cast.rep, stakeholder=person, opinions=[*gates, *terms])
    for day in (3, 9):
        seen = Sighting(quadrant="b", note="要步骤", day=WEDNESDAY - timedelta(day))
        observe(actor=cast.rep, stakeholder=person, sightings=[seen, seen, seen])


def test_it_says_where_the_person_stands_and_by_which_evidence(cast, hospital, product):
    know(cast, hospital.head, product)
    page = page_of(cast.rep, plan(cast, hospital))
    assert "4 咨询" in page
    assert "亲口问过细节" in page
    assert "D-二聚体" in page
    assert "答清楚，约定试用的情形和标准" in page


def test_it_speaks_to_the_preference_about_this_objective(cast, hospital, product):
    visit = plan(cast, hospital, objective="谈四周的试用")
    assert "绕" not in page_of(cast.rep, visit)
    assert "四面各说一句" in page_of(cast.rep, visit)
    know(cast, hospital.head, product)
    page = page_of(cast.rep, visit)
    assert "约定下一步和日期：谈四周的试用" in page
    assert "四面各说一句" not in page


def test_a_preference_that_is_switched_off_is_not_used(cast, hospital, product):
    know(cast, hospital.head, product)
    visit = plan(cast, hospital)
    assert "怎么说" in page_of(cast.rep, visit)
    change_setting(actor=cast.admin, key="thinking.enabled", value=False)
    assert "怎么说" not in page_of(cast.rep, visit)


def beside(cast, hospital, days=5, who=None):
    """Let the colleague whom the account is shared with plan a visit as well."""
    account = hospital.account
    share_account(actor=cast.rep, account=account, user_id=cast.colleague.pk)
    person = who or hospital.head
    wanted = {"day": WEDNESDAY + timedelta(days), "people": [person.pk]}
    return plan_visit(actor=cast.colleague, account=account, wanted=wanted)


def test_a_colleague_who_meets_the_same_person_is_named(cast, hospital):
    beside(cast, hospital)
    page = page_of(cast.rep, plan(cast, hospital))
    assert "同事也约了他们" in page
    assert cast.colleague.name in page


@pytest.mark.parametrize("case", ["other person", "too late", "not of the team now"])
def test_nobody_else_is_named(cast, hospital, case):
    if case == "other person":
        beside(cast, hospital, who=hospital.chief)
    else:
        beside(cast, hospital, days=60 if case == "too late" else 5)
    if case == "not of the team now":
        AccountShare.objects.all().delete()
    page = page_of(cast.rep, plan(cast, hospital))
    assert "同事也约了他们" not in page
    assert cast.colleague.name not in page


def test_whoever_may_not_read_texts_sees_neither_evidence_nor_names(
    cast, hospital, product
):
    know(cast, hospital.head, product)
    visit = plan(cast, hospital, objective="谈四周的试用")
    page = page_of(cast.analyst, visit)
    assert f"P{hospital.head.pk}" in page
    for secret in ("亲口问过细节", "沈若澜", "谈四周的试用", "要步骤"):
        assert secret not in page


@pytest.mark.parametrize("people", [1, 10])
def test_it_costs_eleven_statements_whoever_is_met(cast, hospital, product, people):
    for number in range(people):
        know(cast, make_person(hospital.account, f"某{number}"), product)
    note(cast, hospital, 12)
    note(cast, hospital, 6)
    beside(cast, hospital)
    ids = list(hospital.account.stakeholders.values_list("pk", flat=True))
    assert cost_of(cast.rep, plan(cast, hospital, people=ids)) == 11


def test_willingness_to_change_is_met_only_where_it_was_probed():
    def met(*changes):
        items = {i.point: i.met for i in readiness(Plan(changes=changes))}
        return items.get(Point.CHANGE)

    assert met() is None
    assert met(True) is True
    assert met(True, None) is False
    assert met(False) is False


def test_an_ask_of_the_stage_is_taken_over_once(cast, hospital, product):
    know(cast, hospital.head, product)
    visit = plan(cast, hospital)
    page = page_of(cast.rep, visit)
    assert "请在4月1日前把试用的流程、记录表和负责人定下来" in page
    assert "按他的思维偏好" in page
    client, address = Client(), reverse("visits:ask", args=[visit.pk])
    client.force_login(cast.rep)
    sent = form_of(page, address).filled()
    taken = client.post(address, sent)
    assert taken.url == f"{reverse('visits:edit', args=[visit.pk])}#id_planned_ask"
    visit.refresh_from_db()
    assert "记录表和负责人" in visit.planned_ask
    assert "几例对照" in visit.fallback_ask
    assert "用作计划请求" not in page_of(cast.rep, visit)
    other = client.post(address, {"planned_ask": "别的", "fallback_ask": "也别的"})
    assert other.status_code == 409
    visit.refresh_from_db()
    assert "记录表和负责人" in visit.planned_ask


def test_every_stage_asks_for_something_that_can_be_checked():
    library = shipped("ask")
    for stage in (None, 1, 2, 3, 4, 5, 6, 7):
        asks = [ask_for(library, stage, mind) for mind in ((), *"abcd")]
        for ask in asks:
            assert is_dated(dated(ask.primary.zh, "4月1日"))
            assert DAY in ask.primary.en
            assert ask.fallback not in (ask.primary, NOTHING)
        assert len({ask.primary.zh for ask in asks}) == 5
    assert ask_for(library, 4, ("c", "a")).quadrant == "c"
    assert day_for(LATEST_DAY) == LATEST_DAY
