"""The probing plan on the pages of a visit."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.packs.queries import current_pack
from kam.probing.models import Probe
from kam.probing.services import Draft, plan_probe
from kam.questions.services import Draft as OwnQuestion
from kam.questions.services import Reply, answer_question, create_question
from kam.visits.models import Visit
from kam.visits.tests.conftest import WEDNESDAY, make_hospital, make_person
from kam.visits.tests.steps import filled, plan, record_url
from tests.forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital(cast):
    return make_hospital(cast.rep)


@pytest.fixture
def visit(cast, hospital):
    return plan(cast, hospital)


@pytest.fixture
def client(cast):
    client = Client()
    client.force_login(cast.rep)
    return client


def probe_of(cast, visit, text="每周大概多少例？", **more):
    return plan_probe(
        actor=cast.rep,
        account=visit.account,
        occasion=visit.client_id,
        draft=Draft(text, aim="快慢", **more),
    )


def url(name, visit, *more):
    return reverse(f"visits:{name}", args=[visit.pk, *more])


def test_a_plan_begins_from_what_is_not_known_and_in_ones_own_words(client, visit):
    page = client.get(url("probes", visit)).content.decode()
    assert "还没有想好问什么" in page
    taken = client.post(url("probe-take", visit), {"name": "account:potential_minor"})
    probe = Probe.objects.get(occasion=visit.client_id)
    assert taken.url == url("probe-edit", visit, probe.pk)
    data = filled(client, taken.url, text="您这里一年大概做多少？")
    assert client.post(taken.url, data).status_code == 303
    assert "您这里一年大概做多少？" in client.get(url("probes", visit)).content.decode()


def test_the_preparation_shows_the_plan_with_its_signs(client, cast, visit):
    assert "最值得问的问题" in client.get(url("detail", visit)).content.decode()
    probe_of(cast, visit, "您不觉得太慢吗？")
    page = client.get(url("detail", visit)).content.decode()
    assert "您不觉得太慢吗？" in page
    assert "带着答案或评价在问" in page
    assert "最值得问的问题" in page


def test_what_is_planned_is_not_offered_again(client, visit):
    asked = "谁主管用到我们产品的部门？"
    assert asked in client.get(url("detail", visit)).content.decode()
    before = client.get(url("probes", visit)).content.decode()
    name = re.search(rf'value="([^"]+)" aria-label="放进计划：{asked}', before)
    client.post(url("probe-take", visit), {"name": name[1]})
    Probe.objects.update(text="谁管这一块？")
    for door in ("detail", "probes"):
        page = client.get(url(door, visit)).content.decode()
        assert "谁管这一块？" in page
        assert f"放进计划：{asked}" not in page
        assert f">{asked}</a>" not in page


def test_what_the_ledger_answers_already_is_told_in_ones_own_words_too(
    client, cast, visit
):
    probe = probe_of(cast, visit, "这里谁最后拍板？")
    sign, doors = "记录里已经有答案", [url("probes", visit), url("detail", visit)]
    doors.append(url("probe-edit", visit, probe.pk))
    assert not any(sign in client.get(door).content.decode() for door in doors)
    draft = OwnQuestion("这里谁最后拍板")
    row = create_question(actor=cast.rep, account=visit.account, draft=draft)
    answer_question(actor=cast.rep, question=row, reply=Reply("院长"))
    assert all(sign in client.get(door).content.decode() for door in doors)


def test_what_cannot_be_stored_comes_back_as_typed(client, visit):
    page = client.get(url("probes", visit)).content.decode()
    form = form_of(page, url("probe-new", visit))
    sent = client.post(url("probe-new", visit), form.filled(text="", aim="想知道快慢"))
    assert sent.status_code == 422
    assert "想知道快慢" in sent.content.decode()
    assert not Probe.objects.exists()


def test_the_record_notes_what_was_asked_in_one_press(client, cast, hospital, visit):
    asked, silent = probe_of(cast, visit), probe_of(cast, visit, "谁来复核？")
    address = record_url(visit)
    typed = {
        "people": [hospital.head.pk],
        "fact": "她说每周二十例，夜班最多。",
        "insight": "夜班是瓶颈，先谈夜班。",
        "noted_reason": "watch",
        "outcome": "advance",
        "next_objective": "看夜班一周",
        "verb": "submit",
        f"probe-{asked.pk}-asked": "on",
        f"probe-{asked.pk}-answer": "二十例",
    }
    assert client.post(address, filled(client, address, **typed)).status_code == 303
    asked.refresh_from_db()
    silent.refresh_from_db()
    assert (asked.answer, asked.turn, silent.turn) == ("二十例", 1, None)
    assert Visit.objects.get(pk=visit.pk).is_locked
    page = client.get(url("probes", visit)).content.decode()
    assert "得到回答" in page
    assert url("probe-heard", visit, asked.pk) not in page
    told = client.get(url("detail", visit)).content.decode()
    for words in ("顺流得分", "0.17", "最深一层", "接住的原词", "二十例", "谁来复核？"):
        assert words in told


def test_a_round_begins_without_the_old_word_and_stands_below(client, cast, visit):
    first, last = probe_of(cast, visit), probe_of(cast, visit, "谁来复核？")
    heard = url("probe-heard", visit, first.pk)
    follow = url("probe-follow", visit, first.pk)
    client.post(heard, filled(client, heard, answer="来不及"))
    page = client.get(follow).content.decode()
    assert "补记原词" in page
    assert 'value="pup"' not in page
    client.post(heard, filled(client, heard, answer="来不及", word="来不及"))
    page = client.get(follow).content.decode()
    assert 'value="pup"' in page
    assert "接话探询" in page
    sent = filled(client, follow, via="pup", text="哪一步来不及？", answer="复核")
    assert sent["word"] == [""]
    assert client.post(follow, sent).status_code == 303
    plan_page = client.get(url("probes", visit)).content.decode()
    assert "1 / 1" in plan_page
    places = [plan_page.index(t) for t in (first.text, "哪一步来不及？", last.text)]
    assert places == sorted(places)


def test_what_was_heard_waits_for_the_day(client, cast, hospital):
    coming = plan(cast, hospital, day=WEDNESDAY + timedelta(days=3))
    probe = probe_of(cast, coming)
    for door in ("probe-heard", "probe-follow"):
        address = url(door, coming, probe.pk)
        assert address not in client.get(url("probes", coming)).content.decode()
        assert client.post(address, {"answer": "二十例"}).status_code == 422
    probe.refresh_from_db()
    assert not probe.was_asked


def test_a_draft_of_a_coming_visit_takes_no_answer_and_keeps_what_is_typed(
    client, cast, hospital
):
    coming = plan(cast, hospital, day=WEDNESDAY + timedelta(days=3))
    probe = probe_of(cast, coming)
    address = reverse("visits:record", args=[coming.pk])
    typed = {
        "fact": "想先看数据",
        f"probe-{probe.pk}-asked": "on",
        f"probe-{probe.pk}-answer": "二十例",
    }
    answer = client.post(address, {**filled(client, address), **typed, "verb": "draft"})
    page = answer.content.decode()
    assert answer.status_code == 422, answer
    assert "还没到日子" in page
    assert "二十例" in page
    probe.refresh_from_db()
    coming.refresh_from_db()
    assert not probe.was_asked
    assert not coming.fact


def test_two_editors_of_a_question_choose_field_by_field(client, cast, visit):
    probe = probe_of(cast, visit)
    address = url("probe-edit", visit, probe.pk)
    data = filled(client, address, text="每周几例？")
    client.post(address, filled(client, address, text="一天几例？"))
    answer = client.post(address, data)
    assert answer.status_code == 409
    assert "每周几例？" in answer.content.decode()


def test_a_question_of_another_visit_is_not_there(client, cast, hospital, visit):
    probe = probe_of(cast, visit)
    other = plan(cast, hospital)
    for name in ("probe-edit", "probe-heard", "probe-follow"):
        assert client.get(url(name, other, probe.pk)).status_code == 404
    assert client.post(url("probe-drop", other, probe.pk)).status_code == 404


def test_a_locked_visit_keeps_its_probes_as_they_are(client, cast, visit):
    probe = probe_of(cast, visit)
    assert client.post(url("probe-drop", visit, probe.pk)).status_code == 303
    assert client.post(url("probe-restore", visit, probe.pk)).status_code == 303
    client.post(url("cancel", visit), {"reason": "停诊"})
    assert client.post(url("probe-drop", visit, probe.pk)).status_code == 422
    assert Probe.objects.standing().count() == 1


def test_wordings_suit_whoever_is_met_and_go_into_the_plan(client, cast, visit):
    page = client.get(url("probes", visit)).content.decode()
    pack = current_pack("flow")
    first = next(p for p in pack.prompts if p.step == "L1" and p.quadrant == "a")
    assert first.text.zh in page
    sent = {"text": first.text.zh, "level": 1, "quadrant": "a"}
    assert client.post(url("probe-new", visit), sent).status_code == 303
    assert Probe.objects.get().quadrant == "a"
    once = client.get(url("probes", visit)).content.decode()
    assert f'value="{first.text.zh}"' not in once


def test_the_plan_costs_the_same_whatever_is_in_it(client, cast, hospital, visit):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url("probes", visit)).status_code == 200
        return len(asked)

    before = cost()
    for number in range(10):
        make_person(hospital.account, f"某{number}")
        probe_of(cast, visit, f"第 {number} 个怎么做？")
    assert cost() == before
    assert before <= 12
