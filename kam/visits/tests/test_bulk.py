"""Many visits at once, by the same rules."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.audit.queries import verify
from kam.core.bulk import BulkRow, Fate
from kam.visits.models import Visit
from kam.visits.services import Pledge, Task, bulk_visits
from kam.visits.tests.conftest import WEDNESDAY, a_note, make_hospital

pytestmark = pytest.mark.django_db


def rows_of(*values):
    return [BulkRow(number=n, values=v) for n, v in enumerate(values, start=2)]


def past(hospital, days_ago, **changes):
    note = a_note([hospital.head], day=WEDNESDAY - timedelta(days=days_ago), **changes)
    return {"account": hospital.account.pk, **note}


def run(cast, *values, **options):
    return bulk_visits(actor=cast.rep, rows=rows_of(*values), **options)


def test_records_and_plans_are_told_apart_and_linked(cast, hospital):
    found = run(
        cast,
        past(hospital, 30, next_day=WEDNESDAY - timedelta(days=10)),
        past(
            hospital,
            10,
            objective="看第一周结果，定要不要加第二类样本",
            next_objective="谈扩大",
            next_day=WEDNESDAY + timedelta(days=7),
        ),
        {
            "account": "东湖医院",
            "owner": "rep",
            "day": WEDNESDAY + timedelta(days=20),
            "people": "周启明；秦朗",
            "start_time": time(9, 30),
        },
    )
    assert [r.fate for r in found] == [Fate.CREATED] * 3
    first, second, third = (Visit.objects.get(pk=r.object_id) for r in found)
    assert (first.state, second.state, third.state) == (
        "submitted",
        "submitted",
        "planned",
    )
    assert second.carried_from_id == first.pk
    assert third.seats.count() == 2
    following = Visit.objects.get(carried_from=second)
    assert (following.objective, following.day) == (
        "谈扩大",
        WEDNESDAY + timedelta(days=7),
    )
    assert verify().sound


def test_the_same_file_twice_changes_nothing(cast, hospital):
    values = [past(hospital, 30), past(hospital, 3), past(hospital, 2)]
    run(cast, *values)
    count = Visit.objects.count()
    again = run(cast, *values)
    assert [r.fate for r in again] == [Fate.SKIPPED] * 3
    assert Visit.objects.count() == count


def test_a_record_meets_the_plan_of_that_day(cast, hospital):
    plan = {
        "account": hospital.account.pk,
        "day": WEDNESDAY,
        "objective": "定试用",
        "people": [hospital.chief.pk],
    }
    [planned] = run(cast, plan)
    [written] = run(cast, past(hospital, 0))
    assert written.fate is Fate.UPDATED
    assert written.object_id == planned.object_id
    visit = Visit.objects.get(pk=planned.object_id)
    assert (visit.state, visit.objective) == ("submitted", "定试用")
    assert list(visit.seats.values_list("stakeholder_id", flat=True)) == [
        hospital.head.pk
    ]


def test_a_locked_record_is_not_written_over(cast, hospital):
    run(cast, past(hospital, 3))
    [refused] = run(cast, past(hospital, 3, fact="别的"))
    assert refused.fate is Fate.FAILED
    assert refused.faults[0].code == "locked"
    assert not Visit.objects.filter(fact="别的").exists()


def test_every_fault_names_its_column(cast, hospital):
    cases = {
        "account": {**past(hospital, 3), "account": "没有这家"},
        "owner": {**past(hospital, 3), "owner": "lead"},
        "people": {**past(hospital, 3), "people": "沈若澜；无名氏"},
        "day": {**past(hospital, 3), "day": date(1900, 1, 1)},
        "fact": {**past(hospital, 3), "fact": ""},
        "insight_kind": {**past(hospital, 3), "insight_kind": "mood"},
        "next_day": {**past(hospital, 3), "next_day": date(2026, 1, 1)},
        "minutes": {**past(hospital, 3), "minutes": 2000},
        "state": {**past(hospital, 3), "state": "done"},
        "cancel_reason": {
            "account": hospital.account.pk,
            "day": WEDNESDAY,
            "state": "cancelled",
        },
        "mood": {**past(hospital, 3), "mood": "good"},
        "outcome": {**past(hospital, 3), "state": "planned"},
        "client_id": {**past(hospital, 3), "client_id": "x"},
    }
    found = run(cast, *cases.values())
    assert {r.fate for r in found} == {Fate.FAILED}
    blamed = [{f.column for f in r.faults} for r in found]
    for column, named in zip(cases, blamed, strict=True):
        assert column in named or (column == "outcome" and named), (column, named)
    assert not Visit.objects.exists()


def test_a_faulty_row_leaves_no_trace_in_the_ones_after_it(cast, hospital):
    plan = {
        "account": hospital.account.pk,
        "day": WEDNESDAY,
        "objective": "定试用",
        "people": [hospital.head.pk],
    }
    found = run(
        cast,
        plan,
        {**plan, "state": "submitted", "fact": "x", "objective": "别的"},
        {**plan, "planned_ask": "请同意"},
    )
    assert [r.fate for r in found] == [Fate.CREATED, Fate.FAILED, Fate.UPDATED]
    visit = Visit.objects.get()
    assert (visit.objective, visit.planned_ask, visit.fact) == ("定试用", "请同意", "")


def test_a_hidden_account_looks_like_an_absent_one(cast, hospital):
    hidden = make_hospital(cast.stranger, "北郊医院")
    absent = run(cast, {**past(hospital, 3), "account": "没有这家"})[0]
    by_name = run(cast, {**past(hospital, 3), "account": "北郊医院"})[0]
    by_id = run(cast, {**past(hospital, 3), "account": hidden.account.pk})[0]
    assert absent.faults == by_name.faults == by_id.faults


def test_a_manager_enters_visits_of_the_team_but_changes_none(cast, hospital):
    value = {**past(hospital, 3), "owner": "rep"}
    [made] = bulk_visits(actor=cast.lead, rows=rows_of(value))
    assert made.fate is Fate.CREATED
    plan = {"account": hospital.account.pk, "owner": "rep", "day": WEDNESDAY}
    bulk_visits(actor=cast.lead, rows=rows_of(plan))
    [refused] = bulk_visits(
        actor=cast.lead, rows=rows_of({**plan, "objective": "改掉"})
    )
    assert (refused.fate, refused.faults[0].code) == (Fate.FAILED, "forbidden")


def test_a_dry_run_says_the_same_and_writes_nothing(cast, hospital):
    values = [past(hospital, 30), {**past(hospital, 3), "fact": ""}, past(hospital, 30)]
    told = run(cast, *values, dry_run=True)
    assert not Visit.objects.exists()
    done = run(cast, *values)
    assert [r.fate for r in told] == [r.fate for r in done]
    assert [r.fate for r in done] == [Fate.CREATED, Fate.FAILED, Fate.SKIPPED]


def test_actions_and_promises_come_along(cast, hospital):
    value = past(
        hospital,
        3,
        actions=[Task("寄步骤表", WEDNESDAY)],
        promises=[
            Pledge("例数", WEDNESDAY, ours=False, stakeholder_id=hospital.head.pk)
        ],
    )
    [made] = run(cast, value)
    visit = Visit.objects.get(pk=made.object_id)
    assert (visit.actions.count(), visit.promises.count()) == (1, 1)


def test_a_double_client_id_fails_one_row_only(cast, hospital):
    other = make_hospital(cast.rep, "云栖三院")
    known = "6f3d3b1e-6c5f-4f6f-9a38-0a4c9d6d2f10"
    found = run(
        cast,
        {**past(hospital, 3), "client_id": known},
        {**past(other, 3), "client_id": known},
        past(other, 9),
    )
    assert [r.fate for r in found] == [Fate.CREATED, Fate.FAILED, Fate.CREATED]
    assert found[1].faults[0].code == "constraint"


def test_the_number_of_statements_does_not_grow_with_the_rows(cast):
    hospitals = [make_hospital(cast.rep, f"医院{n}") for n in range(40)]
    counts = []
    assert not cast.rep.shared_account_ids
    for size in (1, 9, 30):
        values = [past(hospitals.pop(), 3) for _ in range(size)]
        with CaptureQueriesContext(connection) as asked:
            found = run(cast, *values)
        assert {r.fate for r in found} == {Fate.CREATED}
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2], counts
