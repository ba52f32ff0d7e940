"""Lists and files of visits, and how much the pages ask of the database."""

from __future__ import annotations

import csv
import io
from datetime import time, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.core.paging import paginate
from kam.people.services import create_token
from kam.visits.forms.lists import VisitListForm
from kam.visits.models import Visit
from kam.visits.services import Pledge, open_promise
from kam.visits.tests.conftest import WEDNESDAY, make_hospital
from kam.visits.tests.steps import note, plan, record_url
from kam.web.lists import order_of

pytestmark = pytest.mark.django_db
SOON = WEDNESDAY + timedelta(days=7)


def listed(client, **query):
    answer = client.get(f"/visits?{urlencode(query)}")
    return answer.status_code, answer.content.decode()


def test_the_list_narrows_and_refuses_what_it_does_not_know(signed, cast, hospital):
    note(cast, hospital, objective="甲目标")
    plan(cast, hospital, objective="乙目标")
    other = make_hospital(cast.rep, "云栖三院")
    plan(cast, other, objective="丙目标", day=SOON)
    for query, seen in (
        ({"state": "submitted"}, "甲"),
        ({"state": "planned", "q": "东湖"}, "乙"),
        ({"outcome": "advance"}, "甲"),
        ({"first": SOON.isoformat()}, "丙"),
        ({"account": other.account.pk}, "丙"),
    ):
        status, page = listed(signed, **query)
        assert status == 200
        for mark in "甲乙丙":
            assert (f"{mark}目标" in page) is (mark == seen), (query, mark)
    for query in (
        {"mood": "good"},
        {"state": "lost"},
        {"sort": "fact"},
        {"cursor": "x"},
        {"owner": cast.stranger.pk},
        {"first": "2026-13-01"},
        {"first": SOON.isoformat(), "last": WEDNESDAY.isoformat()},
        {"account": 10**30},
    ):
        assert listed(signed, **query)[0] == 422, query


@pytest.mark.parametrize("sort", ["day", "-day", "account"])
def test_pages_turn_where_visits_have_an_hour(cast, hospital, sort):
    hours = (time(9, 30), None, time(14), time(14), time(16, 15, 30))
    made = {plan(cast, hospital, start_time=hour).pk for hour in hours}
    order = order_of(VisitListForm, sort)
    rows, seen, cursor = Visit.objects.visible_to(cast.rep), [], ""
    for _page in range(len(hours) + 1):
        page = paginate(rows, order=order, cursor=cursor, size=1)
        seen += [row.pk for row in page.rows]
        cursor = page.next
        if not cursor:
            break
    assert len(seen) == len(made)
    assert set(seen) == made
    back = paginate(rows, order=order, cursor=page.previous, size=5)
    assert [row.pk for row in back.rows] == seen[:-1]


def test_a_file_holds_exactly_what_the_api_lists(client, cast, hospital):
    """B8: the same visits and fields, for somebody who reads all and for an analyst."""
    note(cast, hospital)
    plan(cast, hospital, objective="=1+1")
    for user in (cast.rep, cast.analyst):
        client.force_login(user)
        answer = client.get("/visits/export?format=csv&sort=day")
        text = b"".join(answer).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        _token, secret = create_token(actor=None, user=user, name="t", scopes=["read"])
        api = client.get(
            "/api/v1/visits?sort=day", headers={"Authorization": f"Bearer {secret}"}
        ).json()["items"]
        assert [row["日期"] for row in rows] == [item["day"] for item in api]
        objective = [item["objective"] for item in api]
        if user is cast.analyst:
            assert "本次目标" not in rows[0]
            assert objective == [None] * len(api)
            assert {row["见谁"] for row in rows} == {f"P{hospital.head.pk}"}
        else:
            assert "'=1+1" in [row["本次目标"] for row in rows]
            assert "=1+1" in objective


def many(cast, count):
    for number in range(count):
        hospital = make_hospital(cast.rep, f"医院{number:03}")
        note(cast, hospital)
        plan(cast, hospital)


@pytest.mark.parametrize("who", ["rep", "lead", "analyst"])
@pytest.mark.parametrize(
    "sizes", [(1, 4), pytest.param((1, 9, 40), marks=pytest.mark.more)]
)
def test_lists_ask_the_same_however_many_rows(client, cast, who, sizes):
    client.force_login(getattr(cast, who))
    counts = []
    for more in sizes:
        many(cast, more)
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/visits").status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 12


def test_pages_ask_the_same_however_much_there_is(signed, cast, hospital):
    visit = plan(cast, hospital)
    written = note(cast, hospital)
    urls = [
        f"/visits/{visit.pk}",
        f"/visits/{written.pk}",
        record_url(visit),
        reverse("visits:edit", args=[visit.pk]),
        f"/visits/new?account={hospital.account.pk}",
        "/visits/new",
    ]
    before = [asked_by(signed, url) for url in urls]
    for days in range(7, 27):
        note(cast, hospital, days_ago=days)
        open_promise(
            actor=cast.rep,
            account=hospital.account,
            pledge=Pledge("报告", SOON, True, hospital.head.pk),
        )
    after = [asked_by(signed, url) for url in urls]
    assert before == after
    assert max(after) <= 12, dict(zip(urls, after, strict=True))


def asked_by(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)
