"""The page of somebody's thinking, and its forms."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.accounts.services import Affiliation, Identity, create_person
from kam.needs.models import Problem
from kam.needs.services import ProblemDraft, create_problems
from tests.daily import SIZES
from tests.forms import form_of

pytestmark = pytest.mark.django_db


def work_of(account, person=None):
    url = reverse("needs:account", args=[account.pk])
    return f"{url}?person={person.pk}" if person else url


def test_the_page_teaches_then_tells(signed, hospital, head, grow, reagent):
    assert "还没有人问过他怎么想" in signed.get(work_of(hospital)).content.decode()
    concept = grow("concept", "急诊要快而准")
    kind = grow("class", "疑似血栓", concept)
    grow("method", "先做超声", kind, product_id=reagent.pk, fit="usable")
    page = signed.get(work_of(hospital, head)).content.decode()
    for said in (
        "急诊要快而准",
        "空白点：不用挤走任何人的增长",
        "D-二聚体试剂",
        "need-tree",
    ):
        assert said in page


def test_several_are_added_at_once_and_a_refused_form_keeps_them(signed, head, day):
    url = reverse("needs:problem-new", args=[head.pk])
    typed = {
        "names": "快而准\n不出错\n\n",
        "note": "晨会上说的",
        "day": day.isoformat(),
    }
    refused = signed.post(url, {**typed, "day": "2099-01-01"})
    assert refused.status_code == 422
    assert "不出错" in refused.content.decode()
    assert signed.post(url, typed).status_code == 303
    assert list(Problem.objects.values_list("name", flat=True)) == ["快而准", "不出错"]
    assert signed.post(url, typed).status_code == 422


def test_a_node_is_changed_and_a_conflict_is_a_choice(cast, signed, grow, client):
    row = grow("concept", "快而准")
    url = reverse("needs:problem", args=[row.pk])
    client.force_login(cast.lead)
    mine = form_of(signed.get(url).content.decode(), url)
    theirs = form_of(client.get(url).content.decode(), url)
    assert client.post(url, theirs.filled(name="又快又准")).status_code == 303
    answer = signed.post(url, mine.filled(name="快、准、省"))
    assert answer.status_code == 409
    assert "又快又准" in answer.content.decode()


def test_a_parent_out_of_reach_is_not_found(signed, head, grow):
    method = grow("method", "m", grow("class", "k", grow("concept", "c")))
    url = reverse("needs:problem-new", args=[head.pk])
    for asked in ("0", "x", "9" * 30, str(method.pk)):
        assert signed.get(f"{url}?parent={asked}").status_code == 404


def test_a_template_fills_the_tree_and_is_undone(signed, head, hospital):
    url = reverse("needs:template", args=[head.pk])
    answer = signed.post(url, {"role": "clinician"}, follow=True)
    assert "临床医生" in answer.content.decode()
    top = Problem.objects.filter(parent=None).get()
    assert signed.post(url, {"role": "nobody"}).status_code == 422
    signed.post(reverse("needs:problem-archive", args=[top.pk]))
    assert not Problem.objects.active().exists()
    signed.post(reverse("needs:problem-restore", args=[top.pk]))
    assert Problem.objects.active().count() == 10


@pytest.mark.parametrize("sizes", SIZES)
def test_the_page_asks_as_often_for_many_as_for_one(
    cast, signed, hospital, head, sizes
):
    counts = []
    for n in sizes:
        for i in range(n):
            who = create_person(
                actor=cast.rep,
                account=hospital,
                identity=Identity(name=f"某人{n}-{i}"),
                affiliation=Affiliation(),
            )
            draft = ProblemDraft("concept", "快")
            create_problems(actor=cast.rep, stakeholder=who, drafts=[draft])
        with CaptureQueriesContext(connection) as asked:
            assert signed.get(work_of(hospital)).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_english_speaks_english(cast, signed, hospital, head, grow):
    grow("concept", "x")
    signed.cookies["django_language"] = "en"
    page = signed.get(work_of(hospital), headers={"Accept-Language": "en"})
    assert page.status_code == 200
