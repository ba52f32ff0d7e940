"""The list of plans: filters, orders, paging, and the same rows as a file."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kam.plans.models import Plan, Step
from kam.visits.tests.conftest import WEDNESDAY, make_hospital

pytestmark = pytest.mark.django_db
BUDGET = 12


def text_of(user, url, status=200):
    client = Client()
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.usefixtures("going")
def test_filters_and_the_file_say_the_same(cast, signed):
    make_hospital(cast.rep, "西湖医院")
    assert "急诊凝血整合方案" in text_of(cast.rep, "/plans")
    assert "急诊凝血整合方案" in text_of(cast.lead, "/plans?pace=going")
    assert "没有符合筛选的计划" in text_of(cast.rep, "/plans?pace=late")
    Step.objects.update(due=WEDNESDAY - timedelta(days=3))
    late = text_of(cast.lead, f"/plans?pace=late&owner={cast.rep.pk}")
    assert "逾期 3 天" in late
    file = signed.get("/plans/export?pace=late&format=csv")
    rows = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "急诊凝血整合方案" in rows[1]
    text_of(cast.rep, "/plans?pace=nothing", 422)
    for sort in ("due", "-due", "account", "by", "state", "began"):
        text_of(cast.rep, f"/plans?sort={sort}")


@pytest.mark.usefixtures("going")
def test_it_asks_the_same_for_many(signed, hospital):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert signed.get("/plans").status_code == 200
        return len(asked)

    few = cost()
    assert few <= BUDGET
    Plan.objects.bulk_create(
        Plan(
            account=hospital.account,
            name=f"计划{n}",
            stage_a=3,
            stage_b=4,
            currency="CNY",
        )
        for n in range(60)
    )
    assert cost() == few
    page = signed.get("/plans").context["page"]
    assert page.paging.next
    assert signed.get(f"/plans?cursor={page.paging.next}").status_code == 200
