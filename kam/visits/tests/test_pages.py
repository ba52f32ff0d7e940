"""The pages of this room: forms that keep their words, double sending, choices."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from kam.accounts.services import change_owner
from kam.visits.models import Action, Promise, Visit
from kam.visits.services import (
    Pledge,
    cancel_visit,
    edit_plan,
    open_promise,
    save_draft,
)
from kam.visits.tests.conftest import WEDNESDAY, make_hospital
from kam.visits.tests.steps import filled, note, plan, record_url
from tests.forms import form_of

pytestmark = pytest.mark.django_db
SOON = WEDNESDAY + timedelta(days=7)
LATER = WEDNESDAY + timedelta(days=21)


def test_a_plan_begins_with_what_the_last_record_handed_on(signed, cast, hospital):
    last = note(cast, hospital)
    url = f"/visits/new?account={hospital.account.pk}"
    answer = signed.post(url, filled(signed, url, day=SOON.isoformat()))
    assert answer.status_code == 303
    visit = Visit.objects.get(day=SOON)
    assert (visit.objective, visit.carried_from_id) == (last.next_objective, last.pk)
    assert [s.stakeholder_id for s in visit.seats.all()] == [hospital.head.pk]
    page = signed.get(answer["Location"]).content.decode()
    assert "目标承接上次记录" in page
    assert f'data-saved="{cast.rep.pk}:visit-plan:{hospital.account.pk}"' in page


def test_a_second_visit_on_a_day_is_asked_about(signed, cast, hospital):
    plan(cast, hospital, day=SOON)
    url = f"/visits/new?account={hospital.account.pk}"
    typed = filled(signed, url, day=SOON.isoformat(), objective="见秦朗")
    asked = signed.post(url, typed)
    page = asked.content.decode()
    assert asked.status_code == 422
    for words in ("这一天已经约了这个客户", "同一天再约一次", "见秦朗"):
        assert words in page
    assert Visit.objects.filter(day=SOON).count() == 1
    assert signed.post(url, {**typed, "twice": "on"}).status_code == 303
    assert Visit.objects.filter(day=SOON).count() == 2


def test_a_refused_plan_keeps_every_word(signed, cast, hospital):
    url = f"/visits/new?account={hospital.account.pk}"
    typed = filled(signed, url, day="2026-03-01", objective="谈付款", minutes="0")
    answer = signed.post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "谈付款" in page
    late = signed.post(url, {**typed, "minutes": ""}).content.decode()
    assert "已经过去" in late


def test_without_an_account_the_most_pressing_stand_first(signed, cast):
    for name, days in (("甲医院", 40), ("乙医院", 90)):
        note(cast, make_hospital(cast.rep, name), days_ago=days)
    page = signed.get("/visits/new").content.decode()
    assert page.index("乙医院") < page.index("甲医院")
    found = signed.get("/visits/new?q=甲").content.decode()
    assert "甲医院" in found
    assert "乙医院" not in found


def test_two_taps_begin_the_record(signed, cast, hospital):
    url = f"/visits/start?account={hospital.account.pk}"
    answer = signed.post(url, {"people": hospital.head.pk, "outcome": "advance"})
    visit = Visit.objects.get()
    assert answer["Location"] == record_url(visit)
    page = signed.get(record_url(visit)).content.decode()
    assert 'value="advance"' in page
    nobody = signed.post(url, {"outcome": "advance"})
    assert nobody.status_code == 422
    assert "请选择见到的人" in nobody.content.decode()


def test_the_record_says_what_is_missing_and_keeps_the_rest(signed, cast, hospital):
    visit = plan(cast, hospital)
    typed = filled(signed, record_url(visit), fact="她说可以", verb="submit")
    typed |= {"further-0-text": "寄步骤表", "further-0-due_on": "bad"}
    answer = signed.post(record_url(visit), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("她说可以", "寄步骤表"):
        assert words in page
    again = signed.post(
        record_url(visit), {**typed, "further-0-due_on": LATER.isoformat()}
    )
    page = again.content.decode()
    assert again.status_code == 422
    for words in ("请写下这说明什么", "请选择结果", "请写下次从哪里开始"):
        assert words in page
    assert Action.objects.count() == Promise.objects.count() == 0


def note_typed(client, visit, **changes):
    typed = {
        "fact": "她说可以",
        "insight": "卡点是停得下来",
        "noted_reason": "watch",
        "outcome": "advance",
        "next_objective": "看第一周结果",
        "next_day": LATER.isoformat(),
        "verb": "submit",
        **changes,
    }
    return filled(client, record_url(visit), **typed)


def test_submitting_twice_makes_one_and_answers_the_same(signed, cast, hospital):
    """D3: the same key, the same answer; the record and the next visit once."""
    visit = plan(cast, hospital)
    typed = note_typed(signed, visit, idempotency_key="6a9c")
    first, second = (signed.post(record_url(visit), typed) for _ in range(2))
    assert (first.status_code, first["Location"]) == (
        second.status_code,
        second["Location"],
    )
    assert Visit.objects.count() == 2
    other = signed.post(record_url(visit), {**typed, "idempotency_key": "6a9d"})
    assert other.status_code == 422
    assert "已经锁定" in other.content.decode()
    assert Visit.objects.count() == 2


def test_control_without_a_key_two_plans_are_two(signed, cast, hospital):
    url = f"/visits/new?account={hospital.account.pk}"
    typed = filled(signed, url, day=SOON.isoformat(), idempotency_key="", twice="on")
    for _ in range(2):
        assert signed.post(url, typed).status_code == 303
    assert Visit.objects.count() == 2


def test_a_second_tab_chooses_field_by_field(signed, cast, hospital):
    """D1, D2: one's own save is no conflict, another tab's is."""
    visit = plan(cast, hospital, objective="一")
    url = reverse("visits:edit", args=[visit.pk])
    opened = filled(signed, url, objective="二", planned_ask="请试用")
    edit_plan(actor=cast.rep, visit=visit, wanted={"objective": "三"})
    answer = signed.post(url, opened)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("一", "二", "三", "请试用"):
        assert words in page
    chosen = form_of(page, url).filled(**{"keep-objective": "theirs"})
    assert signed.post(url, chosen).status_code == 303
    visit.refresh_from_db()
    assert (visit.objective, visit.planned_ask) == ("三", "请试用")
    for objective in ("四", "五"):
        assert signed.post(url, filled(signed, url, objective=objective)).status_code


def test_people_of_another_tab_are_a_choice_too(signed, cast, hospital):
    visit = plan(cast, hospital)
    url = reverse("visits:edit", args=[visit.pk])
    opened = filled(signed, url, people=[hospital.chief.pk])
    edit_plan(actor=cast.rep, visit=visit, wanted={"people": [hospital.buyer.pk]})
    answer = signed.post(url, opened)
    assert answer.status_code == 409
    for name in ("沈若澜", "周启明", "秦朗"):
        assert name in answer.content.decode()


def test_a_cancelled_visit_offers_its_way_back(signed, cast, hospital):
    visit = plan(cast, hospital)
    url = reverse("visits:cancel", args=[visit.pk])
    assert signed.post(url, {"cancel_reason": " "}).status_code == 422
    answer = signed.post(url, {"reason": "客户改期", "cancel_reason": ""})
    page = signed.get(answer["Location"]).content.decode()
    assert "客户改期" in page
    undo = reverse("visits:restore", args=[visit.pk])
    assert f'action="{undo}"' in page
    assert signed.post(undo).status_code == 303
    visit.refresh_from_db()
    assert visit.state == "planned"


def test_a_promise_closes_and_comes_back(signed, cast, hospital):
    promise = open_promise(
        actor=cast.rep, account=hospital.account, pledge=Pledge("报告", SOON, True)
    )
    close = reverse("visits:promise-close", args=[promise.pk])
    assert signed.post(close, {"state": "lost"}).status_code == 422
    answer = signed.post(close, {"state": "broken", "next": "https://elsewhere.test/"})
    assert answer["Location"] == f"/accounts/{hospital.account.pk}"
    promise.refresh_from_db()
    assert promise.state == "broken"
    answer = signed.post(close, {"state": "kept", "next": "/today"})
    assert answer["Location"] == "/today"
    signed.post(reverse("visits:promise-reopen", args=[promise.pk]))
    promise.refresh_from_db()
    assert (promise.state, promise.closed_at) == ("open", None)


def test_a_former_owner_finds_nothing_at_the_next_request(signed, cast, hospital):
    """B15: the author without the account loses sight of one's own visits."""
    visit = plan(cast, hospital, objective="悄悄话")
    assert "悄悄话" in signed.get("/visits").content.decode()
    change_owner(actor=None, account=hospital.account, owner=cast.colleague)
    assert "悄悄话" not in signed.get("/visits").content.decode()
    for name in ("detail", "record", "edit", "cancel"):
        url = reverse(f"visits:{name}", args=[visit.pk])
        assert signed.get(url).status_code == 404, name


def test_pages_speak_english(client, cast, hospital):
    visit = plan(cast, hospital)
    draft = save_draft(actor=cast.rep, visit=visit, wanted={"fact": "x"})
    cast.rep.language = "en"
    cast.rep.save()
    client.force_login(cast.rep)
    for url, words in (
        (f"/visits/{draft.pk}", "Continue the record"),
        (record_url(draft), "More than the facts"),
        ("/visits", "Plan a visit"),
    ):
        assert words in client.get(url).content.decode()


def test_a_locked_visit_opens_no_form(signed, cast, hospital):
    visit = note(cast, hospital)
    answer = signed.get(record_url(visit))
    assert (answer.status_code, answer["Location"]) == (303, f"/visits/{visit.pk}")
    cancelled = plan(cast, hospital)
    cancel_visit(actor=cast.rep, visit=cancelled, reason="她出差")
    assert signed.get(record_url(cancelled)).status_code == 303


@pytest.mark.parametrize("day", ["1900-01-01", "2200-01-01", "0000-00-00", "x"])
def test_an_impossible_day_is_said_in_words(signed, cast, hospital, day):
    url = f"/visits/new?account={hospital.account.pk}"
    answer = signed.post(url, filled(signed, url, day=day))
    assert answer.status_code == 422
    assert not Visit.objects.exists()
