"""What a device is given to read: own work, complete, and nobody else's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from kam.accounts.services import share_account
from kam.core.clock import pretend
from kam.judgements.rules.scales import GATES
from kam.judgements.services import Opinion, judge
from kam.plans.services import PlanDraft, activate_plan, begin_plan, link_visit
from kam.probing.services import Heard, hear
from kam.probing.services.planning import Draft, plan_probe
from kam.sync.models import Lease
from kam.visits.services import (
    Pledge,
    Task,
    close_action,
    close_promise,
    open_action,
    open_promise,
    plan_visit,
    record_visit,
)
from kam.visits.services.drafts import NOTE_FIELDS
from kam.visits.tests.conftest import MORNING, a_note, make_hospital

pytestmark = pytest.mark.django_db
OBJECTIVE = "责任写清楚，就愿意小步改用"
KINDS = ("accounts", "colleagues", "people", "notes", "visits", "actions", "promises")


def read(user, **headers):
    client = Client()
    client.force_login(user)
    return client.get("/sync/snapshot", **headers)


def told(user):
    answer = read(user)
    assert answer.status_code == 200
    return answer.json()


@pytest.fixture
def story(cast, hospital, wednesday):
    """A record a week ago, what it brought, and the visit of tomorrow."""
    record_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted=a_note(
            [hospital.head],
            day=wednesday - timedelta(days=8),
            next_day=wednesday + timedelta(days=40),
            next_objective=OBJECTIVE,
        ),
    )
    open_promise(
        actor=cast.rep,
        account=hospital.account,
        pledge=Pledge("盖章比对报告", wednesday, True, hospital.head.pk),
    )
    open_action(
        actor=cast.rep, account=hospital.account, task=Task("联系工程师", wednesday)
    )
    return plan_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted={
            "day": wednesday + timedelta(days=1),
            "start_time": "14:00",
            "people": [hospital.head.pk],
            "objective": OBJECTIVE,
            "planned_ask": "请您 4 月 1 日起试用",
            "bring": "样品\n一页停止规则",
            "colleagues": [cast.lead.pk],
        },
    )


def test_it_holds_what_a_day_without_signal_needs(cast, hospital, story):
    seen = told(cast.rep)
    assert seen["schema"] == 1
    assert seen["user"]["id"] == cast.rep.pk
    [visit] = seen["visits"]
    assert visit["id"] == str(story.client_id)
    assert (visit["pk"], visit["start_time"]) == (story.pk, "14:00")
    assert visit["people"] == [hospital.head.pk]
    assert visit["planned_ask"] == "请您 4 月 1 日起试用"
    assert visit["brief"]["people"][0]["concerns"] == "责任写清楚"
    assert len(visit["brief"]["questions"]) == 3
    assert set(visit) >= NOTE_FIELDS
    assert visit["carried_on"] == "2026-03-10"
    [record] = seen["notes"]
    assert record["next_objective"] == OBJECTIVE
    assert [row["text"] for row in seen["promises"]] == ["盖章比对报告"]
    assert seen["promises"][0]["stakeholder_id"] == hospital.head.pk
    assert [row["text"] for row in seen["actions"]] == ["联系工程师"]
    assert {row["name"] for row in seen["people"]} == {"沈若澜", "周启明", "秦朗"}
    assert dict(seen["words"]["outcome"])["advance"] == "推进"


def test_it_says_who_may_come_along_what_to_bring_and_what_to_ask(
    cast, hospital, story
):
    account = hospital.account
    share_account(actor=cast.rep, account=account, user_id=cast.colleague.pk)
    probe = plan_probe(
        actor=cast.rep,
        account=account,
        occasion=story.client_id,
        draft=Draft(text="什么情况下您会停？"),
    )
    hear(actor=cast.rep, probe=probe, heard=Heard("一例不一致", "停"))
    seen = told(cast.rep)
    names = {row["id"]: row["name"] for row in seen["colleagues"]}
    [row] = seen["accounts"]
    seeing = {cast.rep, cast.colleague, cast.lead, cast.chief, cast.head}
    assert {names[pk] for pk in row["company"]} == {one.name for one in seeing}
    working = {cast.rep.pk, cast.colleague.pk, cast.lead.pk}
    assert (row["workers"][0], set(row["workers"])) == (cast.rep.pk, working)
    [visit] = seen["visits"]
    assert (visit["bring"], visit["brought"]) == ("样品\n一页停止规则", "")
    assert visit["colleagues"] == [cast.lead.pk]
    [asked] = visit["brief"]["probes"]
    heard = (asked["asked"], asked["answer"], asked["word"], asked["confirmed"])
    assert (asked["id"], *heard) == (probe.pk, True, "一例不一致", "停", False)


def test_it_holds_the_gates_and_what_was_answered(cast, hospital, story, reagent):
    about = {"evidence": "她试了两例", "product_id": reagent.pk}
    opinions = [Opinion("knows", 1, **about), Opinion("used", 0, **about)]
    judge(actor=cast.rep, stakeholder=hospital.head, opinions=opinions)
    seen = told(cast.rep)
    assert seen["products"] == [{"id": reagent.pk, "name": reagent.name}]
    assert [one["gate"] for one in seen["ladder"]["gates"]] == list(GATES)
    assert "90" in seen["ladder"]["gates"][2]["ask"]
    assert (len(seen["ladder"]["stages"]), seen["ladder"]["agreed"]) == (7, 90)
    gates = {row["name"]: row["gates"] for row in seen["people"]}
    held = {"knows": [1, "2026-03-18"], "used": [0, "2026-03-18"]}
    assert gates == {"沈若澜": {str(reagent.pk): held}, "周启明": {}, "秦朗": {}}


def test_what_was_closed_lately_can_be_opened_again(cast, hospital, story):
    task = Task("寄报告", date(2026, 3, 20), resource="半天")
    lately = open_action(actor=cast.rep, account=hospital.account, task=task)
    close_action(actor=cast.rep, action=lately, state="done")
    with pretend(MORNING - timedelta(days=15)):
        pledge = Pledge("很久以前", date(2026, 3, 3), True)
        long_ago = open_promise(actor=cast.rep, account=hospital.account, pledge=pledge)
        close_promise(actor=cast.rep, promise=long_ago, state="kept")
    seen = told(cast.rep)
    closed = [row for row in seen["actions"] if row["state"] != "open"]
    assert [(row["text"], row["resource"]) for row in closed] == [("寄报告", "半天")]
    assert [row["state"] for row in seen["promises"]] == ["open"]
    colleague = told(cast.colleague)
    assert (colleague["actions"], colleague["promises"]) == ([], [])


def test_it_reads_the_brief_that_the_page_of_preparation_shows(cast, story):
    brief = told(cast.rep)["visits"][0]["brief"]
    client = Client()
    client.force_login(cast.rep)
    page = client.get(f"/visits/{story.pk}").content.decode()
    words = [line["text"] for line in (*brief["questions"], *brief["ready"])]
    assert words
    assert all(text in page for text in words)


def test_an_unchanged_copy_is_not_sent_again(cast, story):
    first = read(cast.rep)
    mark = first["ETag"]
    again = read(cast.rep, HTTP_IF_NONE_MATCH=mark)
    assert (again.status_code, again.content) == (304, b"")
    assert "no-store" in first["Cache-Control"]
    assert "Cookie" in first["Vary"]
    story.account.name = "西湖医院"
    story.account.save()
    assert read(cast.rep, HTTP_IF_NONE_MATCH=mark).status_code == 200


def test_only_own_and_shared_accounts_are_given(cast, hospital, story):
    beside = make_hospital(cast.colleague, "北山医院")
    names = [row["name"] for row in told(cast.rep)["accounts"]]
    assert names == ["东湖医院"]
    share_account(actor=cast.colleague, account=beside.account, user_id=cast.rep.pk)
    names = {row["name"] for row in told(cast.rep)["accounts"]}
    assert names == {"东湖医院", "北山医院"}
    leased = Lease.objects.filter(user=cast.rep).values_list("account_id", flat=True)
    assert set(leased) == {hospital.account.pk, beside.account.pk}
    assert told(cast.colleague)["visits"] == []


def test_a_manager_is_given_own_visits_not_the_team(cast, hospital, story, wednesday):
    assert told(cast.lead)["accounts"] == []
    wanted = {"day": wednesday, "people": [hospital.chief.pk]}
    plan_visit(
        actor=cast.lead, account=hospital.account, wanted=wanted, owner=cast.lead
    )
    seen = told(cast.lead)
    assert [row["id"] for row in seen["accounts"]] == [hospital.account.pk]
    assert [row["owner_id"] for row in seen["visits"]] == [cast.lead.pk]


@pytest.mark.parametrize("part", ["analyst", "trainer", "admin"])
def test_who_writes_no_records_is_given_nothing_and_told_why(cast, story, part):
    seen = told(getattr(cast, part))
    assert all(seen[kind] == [] for kind in KINDS)
    assert "不写拜访记录" in seen["why"]
    assert not Lease.objects.exists()


def test_nobody_else_reads_it(cast, story, client):
    answer = client.get("/sync/snapshot")
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorised")
    assert answer["Content-Type"] == "application/problem+json"
    cast.rep.is_active = False
    cast.rep.save()
    assert read(cast.rep).status_code == 401


def grow(cast, count, day):
    for n in range(count):
        row = make_hospital(cast.rep, f"客户{n}")
        wanted = a_note([row.head], day=day, next_day=day + timedelta(days=3))
        record_visit(actor=cast.rep, account=row.account, wanted=wanted)
        plan_visit(
            actor=cast.rep,
            account=row.account,
            wanted={"day": day + timedelta(days=5), "people": [row.head.pk]},
        )


def test_it_asks_the_same_number_of_questions_whatever_there_is(
    cast, wednesday, django_assert_num_queries, django_assert_max_num_queries
):
    grow(cast, 1, wednesday)
    client = Client()
    client.force_login(cast.rep)
    client.get("/sync/snapshot")
    with django_assert_max_num_queries(21) as counted:
        assert len(client.get("/sync/snapshot").json()["visits"]) == 2
    grow(cast, 9, wednesday)
    with django_assert_num_queries(len(counted)):
        assert len(client.get("/sync/snapshot").json()["visits"]) == 20


def test_a_visit_brings_the_step_it_is_to_move(cast, wednesday):
    hospital = make_hospital(cast.rep)
    plan = begin_plan(
        actor=cast.rep,
        account=hospital.account,
        draft=PlanDraft("甲", stage_a=4, stage_b=5, by=wednesday),
    )
    wanted = {"day": wednesday, "people": [hospital.head.pk]}
    visit = plan_visit(actor=cast.rep, account=hospital.account, wanted=wanted)
    activate_plan(actor=cast.rep, plan=plan)
    step = plan.steps.get()
    link_visit(actor=cast.rep, step=step, visit_id=visit.pk)
    (told_step,) = told(cast.rep)["visits"][0]["brief"]["steps"]
    assert (told_step["what"], told_step["sign"]) == (step.what, step.sign)
    assert told_step["plan"] == "甲"
