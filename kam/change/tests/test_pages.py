"""Both views of somebody, the index, what blocks; judging them; the what-if."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.accounts.queries.room import people_of
from kam.accounts.services import (
    AccountDraft,
    Identity,
    create_account,
    create_person,
)
from kam.change.pages import Asked, change_page, summary
from kam.judgements.models import Judgement
from kam.judgements.queries import account_standing
from kam.judgements.services import Opinion, judge
from tests.daily import SIZES

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(cast):
    """The representative's browser."""
    client = Client()
    client.force_login(cast.rep)
    return client


def page_of(cast, hospital, **asked):
    return change_page(cast.rep, hospital, Asked(**asked))


def address(hospital):
    return reverse("change:account", args=[hospital.pk])


def test_the_customers_view_gives_index_block_and_levers(
    cast, hospital, add, held, signed
):
    person = add("顾明慧")
    held(person, "ours", 3, 3, 2, 8)
    held(person, "customer", 7, 6, 4, 4)
    page = page_of(cast, hospital)
    assert page.scale.value == "0.24"
    assert page.lowering.label == "错误决策的风险"
    assert [row.gap for row in page.rows] == ["+14.6", "+9.8", "+6.5", "−31.0"]
    assert [row.key for row in page.rows if row.is_blocking] == ["risk"]
    html = signed.get(address(hospital)).content.decode()
    for said in ("0.24", "主要阻力", "可逆小试", "出了漏检，责任在我", "未验证"):
        assert said in html


def test_one_probed_term_is_a_guess_and_gets_no_index(cast, hospital, add, held, day):
    person = add("罗雅琴")
    held(person, "ours", 3, 3, 2, 8)
    held(person, "customer", 7)
    held(person, "customer", None, 5, 5, 5, source="guess")
    page = page_of(cast, hospital)
    assert page.scale.is_guess
    assert page.people[0].index == ""
    assert page.rows[1].customer.note == "猜测 3–7"
    standing = account_standing(cast.rep, hospital, day)
    assert summary(people_of(cast.rep, hospital), standing).tone == "warn"


def test_the_index_before_the_newest_judgement_is_named(cast, hospital, add, held):
    person = add("顾明慧")
    held(person, "customer", 8, 8, 4, 3, ago=60)
    held(person, "customer", 4, ago=1)
    page = page_of(cast, hospital)
    assert page.scale.before == "0.15"
    assert page.scale.value == "0.19"


def test_the_page_opens_with_whom_we_know_best(cast, hospital, add, held):
    add("不熟")
    known = add("熟")
    held(known, "customer", 7, 6)
    page = page_of(cast, hospital)
    assert page.who == "熟"
    other = next(line for line in page.people if line.name == "不熟")
    assert page_of(cast, hospital, person=str(other.pk)).who == "不熟"


@pytest.mark.parametrize("name", ["person", "product"])
@pytest.mark.parametrize("asked", ["0", "x", "99999999", "²"])
def test_what_is_not_there_is_not_found(signed, hospital, add, reagent, name, asked):
    add("顾明慧")
    assert signed.get(address(hospital), {name: asked}).status_code == 404


def test_a_person_of_another_account_is_not_found(cast, signed, hospital, add, reagent):
    other = create_account(actor=cast.rep, draft=AccountDraft(name="西湖医院"))
    person = create_person(
        actor=cast.rep, account=other, identity=Identity(name="别家的人")
    )
    add("顾明慧")
    answer = signed.get(address(hospital), {"person": person.pk})
    assert answer.status_code == 404


def test_empty_pages_teach(signed, hospital, add):
    assert "先有产品" in signed.get(address(hospital)).content.decode()


def test_nobody_and_nothing_judged_teach(signed, hospital, reagent, add):
    assert "转变是人的事" in signed.get(address(hospital)).content.decode()
    add("顾明慧")
    assert "0.12" in signed.get(address(hospital)).content.decode()


def test_the_analyst_reads_values_and_no_words(cast, hospital, add, held):
    person = add("顾明慧")
    held(person, "customer", 7, 6, 4, 4)
    client = Client()
    client.force_login(cast.analyst)
    html = client.get(address(hospital)).content.decode()
    assert "0.24" in html
    assert "出了漏检" not in html
    assert "顾明慧" not in html
    assert "更新判断" not in html


def typed(day, **told):
    return {"confidence": "high", "day": day.isoformat(), **told}


def test_all_eight_values_are_judged_in_one_save(signed, add, hospital, reagent, day):
    person = add("顾明慧")
    told = typed(day, ours_evidence="按我们的比对")
    for n, term in enumerate(("risk", "switch", "post", "value")):
        told |= {
            f"customer_{term}": 9 - n,
            f"words_{term}": f"原话{term}",
            f"source_{term}": "told" if n else "guess",
            f"ours_{term}": n,
        }
    url = reverse("change:judge", args=[person.pk]) + f"?product={reagent.pk}"
    answer = signed.post(url, told, follow=True)
    assert answer.redirect_chain[-1][1] == 303
    assert Judgement.objects.count() == 8
    risk = Judgement.objects.get(aspect="risk", side="customer")
    assert (risk.value, risk.evidence, risk.source) == (9, "原话risk", "guess")
    ours = Judgement.objects.get(aspect="value", side="ours")
    assert (ours.value, ours.evidence) == (3, "按我们的比对")


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({}, "请至少填一项"),
        ({"customer_risk": "7"}, "写下他的原话"),
        ({"words_risk": "怕担责"}, "请给一个值"),
        ({"customer_risk": "11", "words_risk": "怕担责"}, "怕担责"),
        ({"ours_risk": "3"}, "写一句我们为什么这样看"),
    ],
)
def test_a_refused_form_says_what_is_missing(signed, add, reagent, day, told, place):
    url = reverse("change:judge", args=[add("顾明慧").pk])
    answer = signed.post(url, typed(day, **told))
    assert answer.status_code == 422
    assert place in answer.content.decode()
    assert not Judgement.objects.exists()


def test_a_form_sent_twice_is_carried_out_once(signed, add, reagent, day):
    url = reverse("change:judge", args=[add("顾明慧").pk])
    key = "0b8ae2f8-0000-4000-8000-000000000002"
    told = typed(day, customer_risk="7", words_risk="怕", idempotency_key=key)
    for _ in range(2):
        assert signed.post(url, told).status_code == 303
    assert Judgement.objects.count() == 1


def test_the_what_if_starts_from_what_was_judged(cast, hospital, add, reagent):
    person = add("顾明慧")
    judge(
        actor=cast.rep,
        stakeholder=person,
        opinions=[
            Opinion("business", 3, "按月下单"),
            Opinion("personal", 3, "说过不满"),
            Opinion("advantage", 8, "比对更准", product_id=reagent.pk),
        ],
    )
    whatif = page_of(cast, hospital).whatif
    assert [s.value for s in whatif.sliders] == [50, 80, 50]
    assert [s.is_judged for s in whatif.sliders] == [True, True, False]
    assert (whatif.result, whatif.weakest) == (34, "客户关系")
    moved = page_of(cast, hospital, sliders={"relationship": 100, "weight": 50})
    assert (moved.whatif.result, moved.whatif.weakest) == (65, "单位的经济利益")


def test_the_what_if_works_without_script_and_ignores_nonsense(
    signed, hospital, add, reagent
):
    person = add("顾明慧")
    told = {"person": person.pk, "product": reagent.pk, "relationship": "90"}
    html = signed.get(address(hospital), told).content.decode()
    assert 'value="90"' in html
    for wrong in ("101", "-1", "x", "1e9", "\x00"):
        answer = signed.get(address(hospital), {**told, "relationship": wrong})
        assert answer.status_code in (200, 400, 422)
        assert f'value="{wrong}"' not in answer.content.decode()


def test_no_page_speaks_of_probability(signed, hospital, add, reagent):
    add("顾明慧")
    html = signed.get(address(hospital)).content.decode()
    assert "概率" not in html
    assert "不含任何个人好处" in html


@pytest.mark.parametrize("path", ["account", "judge"])
@pytest.mark.parametrize("sizes", SIZES)
def test_a_page_asks_as_often_for_many_as_for_one(
    cast, signed, hospital, add, held, path, sizes
):
    counts, first = [], add("第一位")
    for n in sizes:
        for i in range(n):
            held(add(f"人{n}-{i}"), "customer", 7, 6, 4, i % 11)
        pk = hospital.pk if path == "account" else first.pk
        with CaptureQueriesContext(connection) as asked:
            assert signed.get(reverse(f"change:{path}", args=[pk])).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_halves_are_rounded_as_the_browser_rounds(cast, hospital, add, reagent):
    add("顾明慧")
    page = page_of(cast, hospital, sliders={"relationship": 25})
    assert page.whatif.result == 13
