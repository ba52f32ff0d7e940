"""Every amount of a step is shown with its source, and none falls out of the sums."""

from __future__ import annotations

import pytest

from kam.core.clock import today
from kam.desk.pages.papers.way import way_section
from kam.desk.tests.resources.test_doors import as_one, key_of, text_of
from kam.plans.pages import six_step_page
from kam.plans.services import edit_step, finish_step
from kam.resources.services import approve_booking, edit_resource, use_booking

pytestmark = pytest.mark.django_db
BESIDE = "另有 2 笔 USD 预订，未计入合计：$30 / $400"


@pytest.fixture
def spent(field, step):
    """A step with typed amounts, one booking in yuan used, and two in dollars."""
    cast, expert, day = field.cast, field.resource(capacity=9), today("Asia/Shanghai")
    typed = {"planned_minor": 150_00, "spent_minor": 50_00}
    edit_step(actor=cast.rep, step=step, wanted=typed)
    for currency, minor in (("CNY", 120_00), ("USD", 30_00), ("USD", None)):
        wanted = {"currency": currency}
        edit_resource(actor=cast.lead, resource=expert, wanted=wanted)
        row = field.ask(expert, first_day=day, step_id=step.pk)
        approve_booking(actor=cast.lead, booking=row)
        if minor:
            use_booking(actor=cast.rep, booking=row, actual_minor=minor)
    step.refresh_from_db()
    return finish_step(actor=cast.rep, step=step)


def test_a_plan_shows_both_sources_and_what_no_sum_holds(field, spent):
    rep, url = field.cast.rep, f"/plans/{spent.plan_id}"
    told = text_of(rep, url)
    for said in (
        "¥170 / ¥200",
        "预订 ¥120 / ¥200 · 手填 ¥50 / ¥150",
        BESIDE,
        "每个增量 ¥170",
        "每个增量 $30",
    ):
        assert said in told, said
    assert BESIDE in text_of(rep, f"/plans?account={field.account.pk}")
    paper = str(way_section(six_step_page(rep, spent.plan_id)))
    assert BESIDE in paper
    assert "手填 ¥50 / ¥150" in paper
    file = as_one(rep).get("/plans/export?format=csv")
    assert BESIDE in b"".join(file.streaming_content).decode("utf-8-sig")


def test_the_api_tells_the_costs_of_a_plan_by_currency(field, spent):
    url = f"/api/v1/plans/{spent.plan_id}/costs"
    own, other = key_of(field.cast.rep).get(url).json()
    assert own == {
        "currency": "CNY",
        "bookings": 1,
        "typed_planned_minor": 150_00,
        "typed_spent_minor": 50_00,
        "booked_minor": 200_00,
        "used_minor": 120_00,
        "planned_minor": 200_00,
        "spent_minor": 170_00,
        "increments_gained": 1,
        "per_increment_minor": 170_00,
    }
    seen = ("currency", "bookings", "spent_minor", "per_increment_minor")
    assert [other[name] for name in seen] == ["USD", 2, 30_00, 30_00]
    assert key_of(field.cast.stranger).get(url).status_code == 404
