"""The pages of account plans: every face opens, says what is missing, and mends it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.blueprints.models import Finding, Remark
from kam.blueprints.services import (
    FindingDraft,
    add_finding,
    approve_blueprint,
    close_review,
    edit_blueprint,
    open_review,
    submit_blueprint,
    withdraw_blueprint,
)
from kam.blueprints.tests.conftest import fresh
from kam.core.clock import pretend
from kam.visits.models import Action
from kam.visits.services import record_visit
from kam.visits.tests.conftest import WEDNESDAY, a_note, make_person
from tests.forms import form_of

pytestmark = pytest.mark.django_db


def later(days):
    return WEDNESDAY + timedelta(days=days)


@pytest.fixture
def door(cast):
    """A client of somebody."""

    def opened(part):
        client = Client()
        client.force_login(getattr(cast, part))
        return client

    return opened


def plan_url(row, name="detail", *further):
    return reverse(f"blueprints:{name}", args=[row.pk, *further])


def body(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def test_an_account_begins_its_plan_and_the_page_says_what_is_missing(
    door, cast, hospital
):
    client = door("rep")
    url = reverse("blueprints:account", args=[hospital.account.pk])
    assert "开始写" in body(client, url)
    begin = reverse("blueprints:begin", args=[hospital.account.pk])
    made = client.post(begin, {"year": 2026}, follow=True)
    told = made.content.decode()
    assert made.status_code == 200
    for words in (
        "写下业务范畴",
        "放上一个平台",
        "定下下次评审的日子",
        "12 拜访与评审",
    ):
        assert words in told
    assert reverse("accounts:edit", args=[hospital.account.pk]) in told
    assert client.get(url).status_code == 303
    again = client.post(begin, {"year": 2026})
    assert again["Location"] == made.redirect_chain[-1][0]
    assert "2026" in body(client, reverse("blueprints:list"))


def test_a_section_is_written_and_a_clash_becomes_a_choice(door, cast, blueprint):
    client = door("rep")
    url = plan_url(blueprint, "section", "risks")
    filled = form_of(body(client, url), url).filled()
    edit_blueprint(actor=cast.lead, blueprint=blueprint, wanted={"text_risks": "甲"})
    clash = client.post(url, {**filled, "text_risks": "乙"})
    assert clash.status_code == 409
    assert "用对方的" in clash.content.decode()
    again = form_of(clash.content.decode(), url).filled()
    saved = client.post(url, {**again, "text_risks": "乙", "keep-text_risks": "mine"})
    assert saved.status_code == 303
    assert fresh(cast.rep, blueprint).text_risks == "乙"
    assert body(client, plan_url(blueprint, "section", "nowhere"), 404)


def test_a_goal_is_typed_in_its_own_unit(door, cast, blueprint):
    client = door("rep")
    url = plan_url(blueprint, "objective-new")
    typed = {"name": "全年采购", "measure": "purchases", "due": "2026-12-31"}
    assert client.post(url, {**typed, "target": "很多"}).status_code == 422
    assert client.post(url, {**typed, "target": "120万"}).status_code == 303
    told = body(client, plan_url(blueprint))
    assert "¥1,200,000" in told
    assert "本年还没有采购记录" in told


def test_a_manager_decides_on_the_version_that_was_read(door, cast, blueprint):
    rep, lead = door("rep"), door("lead")
    assert rep.post(plan_url(blueprint, "submit")).status_code == 303
    assert "您来决定" not in body(rep, plan_url(blueprint))
    page = body(lead, plan_url(blueprint))
    assert "您来决定" in page
    remark = {"section": "risks", "text": "谁在防？"}
    assert lead.post(plan_url(blueprint, "remark"), remark).status_code == 303
    told = {"number": "1", "decision": ""}
    assert lead.post(plan_url(blueprint, "send-back"), told).status_code == 422
    assert lead.post(plan_url(blueprint, "approve"), told).status_code == 303
    late = door("chief").post(plan_url(blueprint, "approve"), told)
    assert late.status_code == 409
    assert "刚有人处理过" in late.content.decode()
    row = Remark.objects.get()
    assert "谁在防？" in body(rep, plan_url(blueprint))
    settle = reverse("blueprints:remark-settle", args=[row.pk])
    assert rep.post(settle).status_code == 303
    assert rep.post(plan_url(blueprint, "amend")).status_code == 303
    assert "正在修订" in body(rep, plan_url(blueprint))


def test_a_review_opens_on_what_changed_and_its_outcome_becomes_an_action(
    door, cast, hospital, blueprint
):
    client = door("lead")
    note = a_note([hospital.chief], day=WEDNESDAY, next_day=later(7), outcome="advance")
    opened = client.post(plan_url(blueprint, "review-open"), follow=True)
    assert "变了什么" in opened.content.decode()
    record_visit(actor=cast.rep, account=hospital.account, wanted=note)
    url = opened.redirect_chain[-1][0]
    for key in ("goals", "people", "risks", "gaps", "next"):
        assert body(client, f"{url}?q={key}")
    typed = {"question": "risks", "text": "只靠一个人", "task": "约见院长"}
    refused = client.post(f"{url}/findings", typed)
    assert refused.status_code == 422
    draft = f"{cast.lead.pk}:finding-risks:{opened.context['page'].pk}"
    assert f'key="{draft}"' in refused.content.decode()
    typed |= {"owner": cast.rep.pk, "due": later(10).isoformat()}
    stored = client.post(f"{url}/findings", typed, follow=True)
    assert f'data-saved="{draft}"' in stored.content.decode()
    action = Action.objects.get(text="约见院长")
    assert (action.owner_id, action.due_on) == (cast.rep.pk, later(10))
    assert Finding.objects.get().action_id == action.pk
    closing = {"minutes": "见院长", "next_on": WEDNESDAY.isoformat()}
    assert client.post(f"{url}/close", closing).status_code == 422
    closing["next_on"] = later(60).isoformat()
    assert client.post(f"{url}/close", closing).status_code == 303
    row = fresh(cast.rep, blueprint)
    assert (row.next_review, row.last_review, row.number) == (later(60), WEDNESDAY, 1)
    assert "约见院长" in body(client, f"{url}?q=next")


def test_who_runs_a_review_can_take_an_action_on(door, cast, blueprint):
    review = open_review(actor=cast.head, blueprint=blueprint)
    url = reverse("blueprints:review", args=[review.pk])
    typed = {"question": "next", "task": "我去见院长", "due": later(10).isoformat()}
    typed["owner"] = cast.head.pk
    assert f'<option value="{cast.head.pk}">' in body(door("head"), url)
    assert door("head").post(f"{url}/findings", typed).status_code == 303
    assert Action.objects.get(text="我去见院长").owner == cast.head


def test_who_reads_templates_only_is_led_to_no_plans(door):
    address = f'<a href="{reverse("blueprints:list")}">'
    assert address not in body(door("trainer"), reverse("blueprints:outlines"))
    assert address in body(door("rep"), reverse("blueprints:outlines"))


def test_the_second_review_begins_where_the_first_ended(cast, blueprint):
    first = open_review(actor=cast.rep, blueprint=blueprint)
    assert open_review(actor=cast.lead, blueprint=blueprint).pk == first.pk
    draft = FindingDraft("next", task="打电话", owner_id=cast.rep.pk, due=later(3))
    add_finding(actor=cast.rep, review=first, draft=draft)
    close_review(actor=cast.rep, review=first, minutes="", next_on=later(30))
    second = open_review(actor=cast.rep, blueprint=blueprint)
    assert second.since == first.day
    client = Client()
    client.force_login(cast.rep)
    url = reverse("blueprints:review", args=[second.pk])
    assert "打电话" in body(client, f"{url}?q=last")


def test_what_came_after_a_meeting_on_its_day_is_told_in_the_next(
    cast, hospital, blueprint
):
    first = open_review(actor=cast.rep, blueprint=blueprint)
    close_review(actor=cast.rep, review=first, minutes="", next_on=later(30))
    told = {"day": WEDNESDAY, "next_day": later(7), "fact": "下午院长点头了"}
    note = a_note([hospital.chief], **told)
    record_visit(actor=cast.rep, account=hospital.account, wanted=note)
    with pretend(datetime(2026, 3, 20, 2, tzinfo=UTC)):
        second = open_review(actor=cast.rep, blueprint=blueprint)
        client = Client()
        client.force_login(cast.rep)
        url = reverse("blueprints:review", args=[second.pk])
        assert "下午院长点头了" in body(client, f"{url}?q=changed")


def test_a_review_does_not_change_which_version_was_approved(door, cast, blueprint):
    sent = submit_blueprint(actor=cast.rep, blueprint=blueprint)
    done = approve_blueprint(actor=cast.lead, blueprint=sent, number=sent.number)
    review = open_review(actor=cast.rep, blueprint=done)
    close_review(actor=cast.rep, review=review, minutes="", next_on=later(30))
    told = body(door("rep"), plan_url(blueprint))
    assert f"{cast.lead.name} 批准了第 {done.number} 版" in told


def test_words_stay_on_the_page_when_somebody_else_was_faster(door, cast, blueprint):
    client, words = door("lead"), "目标太低，请再想"
    sent = submit_blueprint(actor=cast.rep, blueprint=blueprint)
    withdraw_blueprint(actor=cast.rep, blueprint=sent)
    typed = {"number": sent.number, "decision": words}
    late = client.post(plan_url(blueprint, "send-back"), typed)
    assert late.status_code == 409
    assert words in late.content.decode()
    review = open_review(actor=cast.rep, blueprint=blueprint)
    close_review(actor=cast.rep, review=review, minutes="", next_on=later(30))
    url = reverse("blueprints:review", args=[review.pk])
    for door_, typed in (
        ("findings", {"question": "risks", "text": words}),
        ("close", {"minutes": words, "next_on": later(40).isoformat()}),
    ):
        late = client.post(f"{url}/{door_}", typed)
        assert late.status_code == 422
        assert words in late.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_face_opens_in_both_languages(door, cast, blueprint, language):
    cast.rep.language = language
    cast.rep.save()
    submit_blueprint(actor=cast.rep, blueprint=blueprint)
    review = open_review(actor=cast.rep, blueprint=blueprint)
    client = door("rep")
    for url in (
        plan_url(blueprint),
        plan_url(blueprint, "versions"),
        plan_url(blueprint, "share"),
        plan_url(blueprint, "section", "facts"),
        plan_url(blueprint, "objective-new"),
        reverse("blueprints:list"),
        reverse("blueprints:outlines"),
        reverse("blueprints:review", args=[review.pk]),
    ):
        assert body(client, url)


def test_the_plan_page_costs_the_same_with_many_records(
    door, cast, hospital, blueprint
):
    client = door("lead")
    url = plan_url(blueprint)
    client.get(url)
    counted = []
    for people in (0, 12):
        for n in range(people):
            person = make_person(hospital.account, f"人{n}")
            note = a_note([person], day=WEDNESDAY, next_day=later(7))
            record_visit(actor=cast.rep, account=hospital.account, wanted=note)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 12


def test_the_analyst_reads_figures_and_no_text(door, cast, hospital, blueprint):
    edit_blueprint(actor=cast.rep, blueprint=blueprint, wanted={"text_risks": "金丝雀"})
    client = door("analyst")
    told = body(client, plan_url(blueprint))
    assert "金丝雀" not in told
    assert hospital.chief.person.name not in told
    for part, status in (("stranger", 404), ("trainer", 404), ("colleague", 404)):
        assert body(door(part), plan_url(blueprint), status)
