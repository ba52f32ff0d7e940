"""Every page asks at most twelve questions, as many at one row as at ten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from kam.core import clock
from kam.desk.tests.story import PLACE, account, days_ago, note, person, plan
from kam.visits.services import Pledge, open_promise
from tests.cast import READERS


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def grow(cast, count):
    """Give a person several accounts with everything Today shows."""
    for n in range(count):
        with clock.pretend(days_ago(60)):
            row = account(cast.rep, f"客户{n}")
            who = person(row, f"人{n}", "expert", "user", "职位")
        note(row, who, 40, ("advance", "事实", "洞察", "目标"), 0)
        plan(row, 5, "10:00", "另起", who)


@pytest.mark.parametrize("part", ["rep", "lead"])
def test_today_asks_the_same_number_of_questions(
    cast, part, django_assert_max_num_queries, django_assert_num_queries
):
    user = getattr(cast, part)
    client = Client()
    client.force_login(user)
    grow(cast, 1)
    with django_assert_max_num_queries(12) as counted:
        assert client.get("/today").status_code == 200
    grow(cast, 9)
    with django_assert_num_queries(len(counted)):
        assert client.get("/today").status_code == 200


@pytest.mark.more
def test_a_hundred_visits_ask_no_more(cast, django_assert_max_num_queries):
    grow(cast, 100)
    client = Client()
    client.force_login(cast.lead)
    with django_assert_max_num_queries(12):
        text = client.get("/today").content.decode()
    assert "看全部 50+ 次" in text


def fill(cast, row, count):
    """Give an account people, visits and promises."""
    for n in range(count):
        with clock.pretend(days_ago(60)):
            who = person(row, f"人{row.pk}-{n}-{clock.now()}", "expert", "user", "职位")
        note(row, who, 50 - n % 40, ("advance", "事实", "洞察", "目标"), 0)
        due = clock.today(str(PLACE)) + timedelta(days=n)
        pledge = Pledge("承诺", due, n % 2 == 0, who.pk)
        open_promise(actor=cast.rep, account=row, pledge=pledge)


@pytest.mark.parametrize("part", ["rep", "lead", "analyst"])
def test_the_room_asks_the_same_number_of_questions(
    cast, part, django_assert_max_num_queries, django_assert_num_queries
):
    above = account(cast.rep, "上级")
    row = account(cast.rep, "下级", parent_id=above.pk)
    client = client_of(getattr(cast, part))
    fill(cast, row, 1)
    with django_assert_max_num_queries(12) as counted:
        assert client.get(f"/accounts/{row.pk}").status_code == 200
    fill(cast, row, 9)
    with django_assert_num_queries(len(counted)):
        assert client.get(f"/accounts/{row.pk}").status_code == 200


@pytest.mark.parametrize("part", READERS)
def test_the_search_asks_the_same_number_of_questions(
    cast, part, django_assert_max_num_queries, django_assert_num_queries
):
    client = client_of(getattr(cast, part))

    def grow(count):
        for n in range(count):
            with clock.pretend(days_ago(60)):
                row = account(cast.rep, f"东湖{n}")
                who = person(row, f"秦{n}", "expert", "user", "东湖人")
            note(row, who, 40, ("advance", "东湖的事实", "洞察", "目标"), 10)

    grow(1)
    with django_assert_max_num_queries(12) as counted:
        assert client.get("/search?q=东湖").status_code == 200
    grow(9)
    with django_assert_num_queries(len(counted)):
        assert client.get("/search?q=东湖").status_code == 200
