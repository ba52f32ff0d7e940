"""Who is named 绩效先锋: only where two periods and the interval agree."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from django.apps import apps

from kam.performance.services import bulk_figures
from kam.performance.tests.conftest import EARLIER, bulk_rows, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(cast, eight, run_of):
    bulk_figures(
        actor=cast.lead, comparison_set=eight, period=EARLIER, rows=bulk_rows()
    )
    return run_of(eight)


def test_two_periods_alone_name_nobody_and_the_page_says_why(as_, cast, twice):
    row = twice.rows.get(code="103")
    told = text_of(as_(cast.lead).get(f"/frontier?unit={row.territory_id}"))
    assert "对照 2024" in told
    assert "只有一期数据" not in told
    assert not re.search(r'chip good">绩效先锋', told)
    assert "两期在前沿，区间尚不能定" in told
    assert "区间尚不能定" in text_of(
        as_(cast.lead).get(f"/frontier/{twice.pk}/export?format=csv")
    )


def test_periods_and_interval_together_name_the_frontier(as_, cast, twice):
    sure = {"is_named": True, "sure_class": "frontier", "lower": 0.93, "goal": 84.0}
    twice.rows.filter(code="103").update(**sure)
    told = text_of(as_(cast.lead).get("/frontier"))
    assert re.search(r'chip good">绩效先锋', told)


def test_runs_of_before_are_named_by_the_same_rule_and_back(twice):
    step = import_module("kam.performance.migrations.0008_named_by_both")
    rows = twice.rows.filter(is_stable=True)
    before = rows.count()
    rows.update(is_stable=False, is_named=True, goal=1.0)
    step.name_by_both(apps, None)
    row = twice.rows.get(code="103")
    assert (row.is_stable, row.is_named, row.goal) == (True, False, 1.0)
    step.name_by_periods(apps, None)
    row.refresh_from_db()
    assert row.is_named
    assert twice.rows.filter(is_named=True).count() == before


def test_runs_without_intervals_keep_their_names(twice):
    step = import_module("kam.performance.migrations.0008_named_by_both")
    rows = twice.rows.filter(code="103")
    rows.update(is_stable=False, is_named=True, sure_class="", lower=None, upper=None)
    step.name_by_both(apps, None)
    assert rows.get().is_named
