"""The pages of behaviour: who reads whose, what they say, what they cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.core.clock import pretend
from kam.performance.tests.year import NOW, make_year

pytestmark = pytest.mark.django_db
OWN = reverse("performance:behaviour")


@pytest.fixture(autouse=True)
def march():
    with pretend(NOW):
        yield


def read(client, url, **asked):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url, asked)
    assert len(queries) <= 12
    return answer, len(queries)


def test_one_reads_the_own_year_with_counts_and_what_waits(as_, cast):
    make_year(cast.rep)
    page, few = read(as_(cast.rep), OWN, period="2026")
    text = page.content.decode()
    assert "样本不足：n=4，至少 10" in text
    assert "用于辅导，不作奖惩依据" in text
    assert "需要前沿" in text
    assert "需要计划数据" in text
    make_year(cast.colleague, "西山医院")
    assert read(as_(cast.rep), OWN, period="2026")[1] == few


@pytest.mark.parametrize("period", ["2026-03", "soon", "x" * 20])
def test_a_period_that_is_no_quarter_or_year_is_refused(as_, cast, period):
    assert as_(cast.rep).get(OWN, {"period": period}).status_code == 422
