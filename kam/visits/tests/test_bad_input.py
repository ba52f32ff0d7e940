"""What cannot be is refused in words, the same on the page and through the API."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from kam.people.services import create_token
from kam.visits.models import Action, Promise, Visit
from kam.visits.tests.conftest import WEDNESDAY
from kam.visits.tests.steps import filled, plan, record_url

pytestmark = pytest.mark.django_db
TOMORROW = (WEDNESDAY + timedelta(1)).isoformat()
WHOLE = {
    "fact": "她说可以",
    "insight": "卡点是停得下来",
    "noted_reason": "watch",
    "outcome": "advance",
    "next_objective": "看结果",
}
# What is sent, the field it is refused at, and a part of the words on the page.
BAD = [
    ({"minutes": "-30"}, "minutes", "结束要晚于开始"),
    ({"minutes": "1500"}, "minutes", "1439"),
    ({"fact": "x" * 1_000_001}, "fact", "5000"),
    ({"day": TOMORROW}, "day", "还没有到"),
    ({"insight": ""}, "insight", "请写下这说明什么"),
]


@pytest.fixture
def visit(cast, hospital):
    return plan(cast, hospital)


@pytest.mark.parametrize(("sent", "field", "words"), BAD)
def test_the_page_says_what_is_wrong_and_keeps_what_was_typed(
    visit, signed, sent, field, words
):
    url = record_url(visit)
    typed = filled(signed, url, **{**WHOLE, **sent}, verb="submit")
    answer = signed.post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "她说可以" in page or field == "fact"
    visit.refresh_from_db()
    assert visit.state == "planned"


@pytest.mark.parametrize(("sent", "field", "words"), BAD)
def test_the_api_refuses_the_same_at_the_same_field(
    client, cast, hospital, visit, sent, field, words
):
    _row, secret = create_token(
        actor=None, user=cast.rep, name="t", scopes=["read", "write"]
    )
    told = {**WHOLE, "people": [hospital.head.pk], **sent}
    if "minutes" in told:
        told["minutes"] = int(told["minutes"])
    answer = client.post(
        f"/api/v1/visits/{visit.pk}/submit",
        json.dumps(told),
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 422
    assert field in json.loads(answer.content)["errors"]
    visit.refresh_from_db()
    assert visit.state == "planned"


def test_html_in_a_note_stays_text(visit, signed):
    url = record_url(visit)
    fact = "<script>alert(1)</script><b>可以</b>"
    typed = filled(signed, url, **{**WHOLE, "fact": fact}, verb="submit")
    assert signed.post(url, typed).status_code == 303
    page = signed.get(reverse("visits:detail", args=[visit.pk])).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>可以</b>" not in page
    assert Visit.objects.get(pk=visit.pk).fact == fact


def test_a_promise_without_a_day_is_refused_where_a_day_is_needed(
    hospital, signed, visit
):
    url = reverse("visits:promise-new", args=[hospital.account.pk])
    answer = signed.post(url, filled(signed, url, text="盖章的报告", due_on=""))
    assert answer.status_code == 422
    assert "盖章的报告" in answer.content.decode()
    assert not Promise.objects.exists()
    typed = filled(signed, record_url(visit), **WHOLE, verb="submit")
    typed |= {"further-0-kind": "ours", "further-0-text": "盖章的报告"}
    answer = signed.post(record_url(visit), {**typed, "further-0-due_on": ""})
    assert answer.status_code == 422
    assert "盖章的报告" in answer.content.decode()
    assert not Promise.objects.exists()
    # What the page proposes stands in the field.
    assert signed.post(record_url(visit), typed).status_code == 303
    visit.refresh_from_db()
    assert Promise.objects.get().due_on == visit.next_day
    assert not Action.objects.exists()
