"""The staircase of an account, and judging by gates."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.accounts.queries.room import people_of
from kam.adoption.pages import ladder_page, summary
from kam.core.clock import today
from kam.judgements.models import Judgement
from kam.judgements.queries import account_standing
from kam.judgements.services import Opinion, judge
from kam.people.models import Setting
from tests.daily import SIZES

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(cast):
    """The representative's browser."""
    client = Client()
    client.force_login(cast.rep)
    return client


def page_of(cast, hospital, **told):
    return ladder_page(cast.rep, hospital, **told)


def test_people_stand_on_the_steps_their_gates_lead_to(cast, hospital, add, climb):
    for name, stage in (("罗雅琴", 3), ("唐婉", 5), ("许致和", 7)):
        climb(add(name), stage)
    add("新来的")
    page = page_of(cast, hospital)
    assert [(line.name, line.stage) for line in page.people] == [
        ("许致和", 7),
        ("唐婉", 5),
        ("罗雅琴", 3),
        ("新来的", None),
    ]
    drawn = {s.number: [f.name for f in s.figures] for s in page.chart.steps}
    assert (drawn[3], drawn[5], drawn[7]) == (["罗雅琴"], ["唐婉"], ["许致和"])
    assert page.stats[0].value == "5.0"


def test_a_target_is_drawn_hollow_with_the_way_to_it(
    cast, hospital, add, climb, reagent
):
    person = add("罗雅琴")
    climb(person, 3)
    goal = Opinion("target", 5, "急诊可先试一条线", product_id=reagent.pk)
    judge(actor=cast.rep, stakeholder=person, opinions=[goal])
    page = page_of(cast, hospital)
    assert [f.is_target for f in page.chart.steps[4].figures] == [True]
    assert len(page.chart.arcs) == 1
    assert page.people[0].target.startswith("5")


def test_cold_above_is_said(cast, hospital, add, climb, signed):
    climb(add("陈启明", "decision"), 2)
    climb(add("唐婉"), 5)
    page = page_of(cast, hospital)
    assert (page.cold.deciders, page.cold.users) == (1, 1)
    url = reverse("adoption:account", args=[hospital.pk])
    assert "上冷下热" in signed.get(url).content.decode()
    standing = account_standing(cast.rep, hospital, page_day(cast))
    assert summary(people_of(cast.rep, hospital), standing).tone == "warn"


def page_day(cast):
    return today(cast.rep.time_zone)


def test_moves_name_both_stages_and_what_was_seen(cast, hospital, add, climb):
    person = add("顾明慧")
    climb(person, 3, ago=40)
    climb(person, 5, ago=2, evidence="首例急诊用了")
    page = page_of(cast, hospital)
    assert page.moves[0].evidence == "首例急诊用了"
    assert (page.moves[0].before[0], page.moves[0].after[0]) == ("3", "5")
    assert page.matrix.n == 1
    assert page.matrix.rows[2].days == "38"


def test_a_person_who_left_stands_on_no_step(cast, hospital, add, climb, day):
    person = add("已调走")
    climb(person, 5)
    person.left_on = day
    person.save()
    assert page_of(cast, hospital).people == []


def test_the_numbers_of_all_accounts_in_sight_are_one_link_away(
    cast, hospital, add, climb, signed
):
    climb(add("甲"), 3, ago=9)
    url = reverse("adoption:account", args=[hospital.pk])
    assert "全部客户" in signed.get(url + "?all=1").content.decode()


@pytest.mark.parametrize("asked", ["0", "x", "99999999", "-1", "²"])
def test_an_unknown_product_is_not_found(signed, hospital, reagent, asked):
    url = reverse("adoption:account", args=[hospital.pk])
    assert signed.get(url, {"product": asked}).status_code == 404


def test_an_account_without_people_or_products_teaches(signed, hospital, add):
    url = reverse("adoption:account", args=[hospital.pk])
    assert "先有产品" in signed.get(url).content.decode()


def test_empty_steps_say_how_to_begin(signed, hospital, reagent, add):
    url = reverse("adoption:account", args=[hospital.pk])
    assert "这个客户还没有人" in signed.get(url).content.decode()
    add("罗雅琴")
    assert "还没有人站上阶梯" in signed.get(url).content.decode()


def test_the_analyst_reads_stages_and_no_evidence(cast, hospital, add, climb):
    person = add("罗雅琴")
    climb(person, 3, evidence="嫌麻烦")
    client = Client()
    client.force_login(cast.analyst)
    url = reverse("adoption:account", args=[hospital.pk])
    page = client.get(url).content.decode()
    assert f"P{person.pk}" in page
    assert "嫌麻烦" not in page
    assert "罗雅琴" not in page
    assert "按关口判断" not in page


def typed(day, **told):
    return {
        "evidence": "同意带样本来比对",
        "source": "told",
        "confidence": "high",
        "day": day.isoformat(),
        **told,
    }


def test_answers_become_judgements_and_the_stage_is_said(
    signed, add, hospital, reagent, day
):
    person = add("罗雅琴")
    url = reverse("adoption:judge", args=[person.pk]) + f"?product={reagent.pk}"
    told = typed(day, knows="1", needs="1", agreed="0", share="")
    answer = signed.post(url, told, follow=True)
    assert answer.redirect_chain[-1][1] == 303
    assert "3 推脱" in answer.content.decode()
    rows = Judgement.objects.order_by("id").values_list("aspect", "value", "product")
    assert list(rows) == [
        ("knows", 1, reagent.pk),
        ("needs", 1, reagent.pk),
        ("agreed", 0, reagent.pk),
    ]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "请至少回答一个问题"),
        ({"knows": "1", "evidence": ""}, "evidence"),
        ({"share": "101"}, "share"),
        ({"knows": "2"}, "knows"),
        ({"knows": "1", "day": "2999-01-01"}, "day"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(signed, add, reagent, day, told, said):
    url = reverse("adoption:judge", args=[add("罗雅琴").pk])
    answer = signed.post(url, {**typed(day), **told})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Judgement.objects.exists()


def test_a_form_sent_twice_is_carried_out_once(signed, add, reagent, day):
    url = reverse("adoption:judge", args=[add("罗雅琴").pk])
    key = "0b8ae2f8-0000-4000-8000-000000000001"
    told = typed(day, knows="1", idempotency_key=key)
    for _ in range(2):
        assert signed.post(url, told).status_code == 303
    assert Judgement.objects.count() == 1


@pytest.mark.parametrize("wide", ["", "1"])
@pytest.mark.parametrize("sizes", SIZES)
def test_a_page_asks_as_often_for_many_as_for_one(
    signed, hospital, add, climb, wide, sizes
):
    counts = []
    for n in sizes:
        for i in range(n):
            climb(add(f"人{n}-{i}"), 1 + i % 7, ago=i)
        url = reverse("adoption:account", args=[hospital.pk])
        with CaptureQueriesContext(connection) as asked:
            assert signed.get(url, {"all": wide}).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_a_figure_leads_to_its_gates_or_for_a_reader_to_its_history(
    cast, hospital, add, climb
):
    climb(add("罗雅琴"), 3)
    for user, end in ((cast.rep, "adoption?product="), (cast.analyst, "judgements")):
        page = ladder_page(user, hospital)
        (figure,) = page.chart.steps[2].figures
        assert end in figure.url
        assert page.people[0].url == figure.url


def test_what_the_company_sets_counts(cast, hospital, add, climb):
    climb(add("唐婉"), 5)
    assert page_of(cast, hospital).people[0].stage == 5
    Setting.objects.create(key="ladder.main_share", value=20)
    line = page_of(cast, hospital).people[0]
    assert (line.stage, line.is_decided) == (6, False)
