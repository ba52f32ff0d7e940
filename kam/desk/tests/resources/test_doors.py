"""The pages and the API: asked from a step, decided, used, and what is hidden."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kam.core.clock import today
from kam.desk.pages.resources import increments_page
from kam.people.models import User
from kam.people.services import create_token
from kam.plans.services import finish_step
from kam.resources.models import Booking
from kam.resources.pages import cards
from kam.resources.queries import beside
from kam.resources.services import approve_booking, edit_resource, use_booking
from kam.web.templatetags.ui_dates import day_words

pytestmark = pytest.mark.django_db
BUDGET = 12


def as_one(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(user, url, status=200):
    answer = as_one(user).get(url)
    assert answer.status_code == status
    return answer.content.decode()


def key_of(user):
    _row, secret = create_token(
        actor=None, user=user, name="t", scopes=["read", "write"]
    )
    return Client(headers={"authorization": f"Bearer {secret}"})


def send(client, url, body, match=""):
    headers = {"if-match": match} if match else {}
    return client.post(url, json.dumps(body), "application/json", headers=headers)


def test_a_step_asks_the_manager_approves_and_the_plan_counts_what_it_cost(field, step):
    cast, expert = field.cast, field.resource()
    rep, lead = as_one(cast.rep), as_one(cast.lead)
    told = {
        "resource": expert.pk,
        "first_day": str(today("Asia/Shanghai")),
        "quantity": "1",
        "stakeholder": field.person.pk,
        "why": "他点名要听",
    }
    url = f"/requests/new?step={step.pk}"
    refused = rep.post(url, told)
    assert refused.status_code == 422
    assert "请先确认合规要求" in refused.content.decode()
    assert "他点名要听" in refused.content.decode()
    assert rep.post(url, {**told, "assured": "on"}).status_code == 303
    row = Booking.objects.get()
    assert (row.step_id, row.purpose) == (step.pk, step.what)
    assert expert.name in text_of(cast.lead, "/today")
    assert "您来决定" in text_of(cast.lead, f"/requests/{row.pk}")
    assert (
        lead.post(f"/requests/{row.pk}/approve", {"quantity": "1"}).status_code == 303
    )
    again = lead.post(f"/requests/{row.pk}/approve", {"quantity": "1"})
    assert again.status_code == 409
    assert "这个申请已经批准了" in again.content.decode()
    assert expert.name in text_of(cast.rep, "/today")
    used = {"used_on": str(today("Asia/Shanghai")), "actual_minor": "150"}
    assert rep.post(f"/requests/{row.pk}/use", used).status_code == 303
    finish_step(actor=cast.rep, step=step)
    page = text_of(cast.rep, f"/plans/{step.plan_id}")
    assert f"/requests/{row.pk}" in page
    assert "每个增量 ¥150" in page
    bought = text_of(cast.lead, "/resources/increments")
    assert "n = 1" in bought
    assert "太少" in bought
    assert "¥150" in text_of(cast.rep, f"/accounts/{field.account.pk}")


def test_the_day_of_a_decision_is_that_of_the_reader(field):
    row = approve_booking(actor=field.cast.lead, booking=field.ask(field.resource()))
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    Booking.objects.filter(pk=row.pk).update(decided_at=late)
    assert "在 3月2日 批复" in text_of(field.cast.rep, f"/requests/{row.pk}")


def test_what_was_bought_adds_up_each_currency_by_itself(field, step):
    expert, now = field.resource(capacity=9, span="month"), today("Asia/Shanghai")
    for currency, minor in (("CNY", 100_00), ("USD", 30_00)):
        edit_resource(
            actor=field.cast.lead, resource=expert, wanted={"currency": currency}
        )
        for step_id in (step.pk, None):
            row = field.ask(expert, first_day=now, step_id=step_id)
            approve_booking(actor=field.cast.lead, booking=row)
            use_booking(actor=field.cast.rep, booking=row, actual_minor=minor)
    page = increments_page(field.cast.rep)
    costs = [(one.cost.currency, one.cost.minor) for one in page.few]
    assert sorted(costs) == [("CNY", 100_00), ("USD", 30_00)]
    assert page.loose == 2
    assert "¥100" in page.loose_cost
    assert "30" in page.loose_cost
    assert page.loose_cost in text_of(field.cast.rep, "/resources/increments")


def test_a_note_stays_on_the_page_when_somebody_else_decided(field):
    row = approve_booking(actor=field.cast.chief, booking=field.ask(field.resource()))
    typed = {"quantity": 1, "note": "先安排一位专家"}
    late = as_one(field.cast.lead).post(f"/requests/{row.pk}/approve", typed)
    assert late.status_code == 409
    assert typed["note"] in late.content.decode()


def test_days_beyond_the_calendar_are_refused(field):
    url = f"/api/v1/resources/{field.resource().pk}/free"
    for first in ("0001-01-01", "9999-12-31"):
        answer = key_of(field.cast.rep).get(url, {"first": first})
        assert answer.status_code == 422


def test_full_is_said_in_the_same_words_on_the_page_and_by_the_api(field):
    expert = field.resource()
    approve_booking(actor=field.cast.lead, booking=field.ask(expert))
    told = {"resource": expert.pk, "first_day": str(field.day), "quantity": "1"}
    account = field.account.pk
    page = as_one(field.cast.rep).post(f"/requests/new?account={account}", told)
    after = field.day + timedelta(days=1)
    full = f"{expert.name} 在 {day_words(field.day)}已经订满"
    again = f"最早 {day_words(after)}起可以"
    assert full in page.content.decode()
    assert again in page.content.decode()
    assert str(after) not in page.content.decode()
    body = {
        "account_id": account,
        "resource_id": expert.pk,
        "first_day": str(field.day),
    }
    problem = send(key_of(field.cast.rep), "/api/v1/bookings", body)
    assert problem.status_code == 422
    assert problem.json()["errors"]["quantity"] == [full, again]
    assert problem.json()["todo"] == again


def test_of_two_who_decide_by_the_api_the_second_is_told(field):
    row = field.ask(field.resource())
    first, second = key_of(field.cast.lead), key_of(field.cast.chief)
    url = f"/api/v1/bookings/{row.pk}"
    tag = first.get(url)["ETag"]
    assert send(first, f"{url}/approve", {}, tag).status_code == 200
    assert send(second, f"{url}/refuse", {"reason": "x"}, tag).status_code == 412
    late = send(second, f"{url}/refuse", {"reason": "x"}, second.get(url)["ETag"])
    assert late.status_code == 409


def test_who_only_keeps_the_resource_reads_no_customer(field):
    keeper = field.cast.rival
    row = field.ask(
        field.resource("总部讲师", by=keeper),
        stakeholder_id=field.person.pk,
        assured=True,
    )
    secret = (field.account.name, field.person.person.name, field.cast.rep.name)
    urls = ("/requests", "/today", "/resources/calendar", "/notices")
    for url in (f"/requests/{row.pk}", *urls):
        page = text_of(keeper, url)
        assert not [word for word in secret if word in page], url
    assert "不在您的范围内" in text_of(keeper, f"/requests/{row.pk}")
    told = key_of(keeper).get(f"/api/v1/bookings/{row.pk}").json()
    assert (told["account_id"], told["stakeholder_id"]) == (None, None)
    assert (told["requester_id"], told["assured_by_id"]) == (None, None)
    assert (
        key_of(keeper)
        .get(f"/api/v1/bookings?account={field.account.pk}")
        .json()["items"]
        == []
    )
    text_of(keeper, f"/history/booking/{row.pk}", 404)
    sought = text_of(keeper, f"/requests?view=all&q={field.account.name}")
    assert f"/requests/{row.pk}" not in sought


def test_two_teams_who_reach_one_person_are_told(field):
    expert, other = field.resource(capacity=3), field.resource("演示仪")
    told = {"stakeholder_id": field.person.pk, "assured": True}
    mine = field.ask(expert, **told)
    later = field.day + timedelta(days=5)
    theirs = field.ask(other, first_day=later, **told)
    page = text_of(field.cast.lead, f"/requests/{mine.pk}")
    assert "同一位客户方" not in page
    Booking.objects.filter(pk=theirs.pk).update(account=field.elsewhere()[1])
    page = text_of(field.cast.lead, f"/requests/{mine.pk}")
    assert "同一位客户方" in page
    assert "另一个团队的客户" in page
    assert "客户 1" not in page


@pytest.mark.parametrize(
    "url",
    ["/resources", "/resources/calendar", "/resources/calendar?view=month", "/requests",
     "/requests?view=all", "/resources/increments", "/requests/new"],
)  # fmt: skip
def test_a_page_asks_the_same_for_many(field, step, url):
    def fill(name):
        rows = [
            field.ask(
                field.resource(f"{name} {n}"),
                first_day=today("Asia/Shanghai"),
                step_id=step.pk,
            )
            for n in range(4)
        ]
        for row in rows[1:]:
            approve_booking(actor=field.cast.lead, booking=row)
        use_booking(actor=field.cast.rep, booking=rows[3])

    def cost():
        client = as_one(field.cast.lead)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    fill("甲")
    few = cost()
    assert few <= BUDGET
    fill("乙")
    assert cost() == few


def test_the_lists_filter_sort_export_and_refuse_what_nobody_knows(field):
    row = field.ask(field.resource())
    rep = field.cast.rep
    assert row.resource.name in text_of(rep, "/requests?view=mine&state=waiting")
    assert "没有符合筛选的申请" in text_of(rep, "/requests?view=mine&state=booked")
    assert "还没有申请" in text_of(field.cast.colleague, "/requests?view=mine")
    text_of(rep, "/requests?state=lost", 422)
    text_of(rep, "/resources?colour=red", 422)
    text_of(rep, "/resources/calendar?day=soon", 422)
    text_of(rep, "/requests/new?step=99999", 404)
    for name in ("kind", "name", "cost", "capacity"):
        assert row.resource.name in text_of(rep, f"/resources?sort=-{name}")
    file = as_one(rep).get("/requests/export?view=mine&format=csv")
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert field.account.name in lines[1]


def test_a_manager_adds_edits_and_archives_and_the_message_undoes_it(field):
    lead = as_one(field.cast.lead)
    told = {"name": "用户会", "kind": "event", "unit": "席", "span": "total"}
    team = field.cast.first.pk
    made = lead.post("/resources/new", {**told, "team": team, "unit_minor": "800"})
    assert made.status_code == 303
    url = made["Location"]
    assert "¥800" in text_of(field.cast.rep, url)
    assert lead.post(f"{url}/archive").status_code == 303
    assert "用户会" not in text_of(field.cast.rep, "/resources")
    assert "用户会" in text_of(field.cast.rep, "/resources?archived=1")
    assert lead.post(f"{url}/restore").status_code == 303
    assert as_one(field.cast.rep).post(f"{url}/archive").status_code == 403
    assert "样品" not in lead.get("/resources/new").content.decode()


def test_today_reads_no_more_requests_than_it_can_show(field, monkeypatch):
    for room in (beside, cards):
        monkeypatch.setattr(room, "MOST_DUE", 3)
    expert = field.resource(capacity=9)
    for _n in range(5):
        field.ask(expert)
    rows = User.objects.filter(pk=field.cast.lead.pk)
    told = rows.annotate(due=beside.due_beside(field.cast.lead, field.day)).get().due
    card = cards.due_card(beside.briefs_from(field.cast.lead, told))
    assert (len(card.lines), card.count) == (3, "3+")
    assert expert.name in text_of(field.cast.lead, "/today")
