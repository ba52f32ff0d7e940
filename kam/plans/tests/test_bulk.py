"""Plans and steps from files: the same rules as one by one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.accounts.models import Person
from kam.accounts.rules.erased import ERASED
from kam.accounts.services import archive_account
from kam.core.bulk import BulkRow, Fate
from kam.core.errors import Invalid
from kam.plans.models import Plan, Step
from kam.plans.rules.checks import fault_of_increment
from kam.plans.rules.increments import Increment
from kam.plans.services import (
    PlanDraft,
    StepDraft,
    add_step,
    begin_plan,
    bulk_plans,
    bulk_steps,
    close_plan,
)
from kam.plans.tests.conftest import steps_of
from kam.visits.tests.conftest import WEDNESDAY

pytestmark = pytest.mark.django_db


def rows_of(*told):
    return [BulkRow(n, row) for n, row in enumerate(told, 1)]


def said(results):
    return [(one.fate, one.faults[0].message if one.faults else "") for one in results]


def a_plan(**told):
    return {"account": "东湖医院", "name": "急诊", "stage_a": 4, "stage_b": 6, **told}


def a_step(**told):
    return {
        "account": "东湖医院", "plan": "急诊凝血整合方案", "what": "降风险", **told
    }  # fmt: skip


@pytest.mark.usefixtures("hospital")
def test_plans_are_begun_then_changed_then_left_alone(cast):
    row = a_plan(person="沈若澜", by="2026-09-30")
    fates = [
        bulk_plans(actor=cast.rep, rows=rows_of(told))[0].fate
        for told in (row, {**row, "stage_b": 5}, {**row, "stage_b": 5})
    ]
    assert fates == [Fate.CREATED, Fate.UPDATED, Fate.SKIPPED]
    plan = Plan.objects.get()
    assert (plan.stage_b, plan.state, plan.stakeholder.person.name) == (
        5, "draft", "沈若澜"
    )  # fmt: skip


def test_it_is_refused_as_on_the_page(cast, hospital, plan):
    refused = rows_of(
        a_plan(stage_b=3), a_plan(stage_a=9), a_plan(person="没有他"),
        {**a_plan(), "account": "没有的医院"},
    )  # fmt: skip
    told = said(bulk_plans(actor=cast.rep, rows=refused))
    assert [fate for fate, _text in told] == [Fate.FAILED] * 4
    assert "B 低于 A" in told[0][1]
    close_plan(actor=cast.rep, plan=plan)
    row = a_plan(name=plan.name, stage_b=7)
    assert "已经结束" in said(bulk_plans(actor=cast.rep, rows=rows_of(row)))[0][1]
    archive_account(actor=None, account=hospital.account)
    told = said(bulk_plans(actor=cast.rep, rows=rows_of(a_plan(name="新"))))
    assert told[0][0] is Fate.FAILED


def test_steps_join_their_plan_and_circles_are_refused(cast, plan):
    first, second = steps_of(plan)
    row = a_step(kind="错误决策的风险", before=8, after=6, due="2026-04-15")
    assert said(bulk_steps(actor=cast.rep, rows=rows_of(row))) == [(Fate.CREATED, "")]
    step = Step.objects.get(what="降风险")
    assert (step.place, step.kind, step.due) == (
        3, "risk", WEDNESDAY + timedelta(days=28)
    )  # fmt: skip
    told = bulk_steps(
        actor=cast.rep,
        rows=rows_of(
            a_step(waits_for=second.what),
            a_step(what=second.what, waits_for="降风险"),
            a_step(what=first.what, before=4, after=6, kind="stage"),
            a_step(plan="没有的计划"),
            a_step(owner="stranger"),
        ),
    )
    texts = [text for _fate, text in said(told)]
    assert texts[0] == ""
    assert "成了一个圈" in texts[1]
    assert "一步最多上一级" in texts[2]
    assert "先导入计划" in texts[3]
    assert texts[4]


def test_of_an_erased_person_a_file_writes_no_more_than_a_page(cast, hospital):
    told = PlanDraft("急诊", hospital.chief.pk, stage_a=4, stage_b=6)
    begin_plan(actor=cast.rep, account=hospital.account, draft=told)
    gone = Person.objects.filter(pk=hospital.chief.person_id)
    gone.update(name_key=f"{ERASED}{hospital.chief.person_id}")
    rows = rows_of(a_plan(goal="他点头"))
    assert said(bulk_plans(actor=cast.rep, rows=rows))[0][0] is Fate.FAILED
    rows = rows_of(a_step(plan="急诊"))
    assert said(bulk_steps(actor=cast.rep, rows=rows))[0][0] is Fate.FAILED


def test_a_hundred_rows_ask_no_more_than_ten(cast, plan):
    def cost(first, last):
        rows = rows_of(*(a_step(what=f"第{n}") for n in range(first, last)))
        with CaptureQueriesContext(connection) as asked:
            bulk_steps(actor=cast.rep, rows=rows)
        return len(asked)

    few = cost(0, 2)
    assert cost(2, 30) <= few
    rows = rows_of(*(a_step(what=f"再{n}") for n in range(20)))
    told = bulk_steps(actor=cast.rep, rows=rows)
    assert sum(one.fate is Fate.FAILED for one in told) == 20 - (40 - 32)
    assert plan.steps.count() == 40


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.sampled_from(["stage", "risk", "value"]), st.integers(0, 11), st.integers(0, 11)
)
def test_a_row_is_admitted_as_one_by_one(cast, plan, kind, before, after):
    Step.objects.filter(what__in=("一", "二")).delete()
    draft = StepDraft("一", kind, before, after)
    try:
        add_step(actor=cast.rep, plan=plan, draft=draft)
        alone = True
    except Invalid:
        alone = False
    row = a_step(what="二", kind=kind, before=before, after=after)
    (told,) = bulk_steps(actor=cast.rep, rows=rows_of(row))
    assert (told.fate is Fate.CREATED) == alone
    assert alone == (not fault_of_increment(Increment(kind, before, after)))
