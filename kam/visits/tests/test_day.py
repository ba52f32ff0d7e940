"""What Today asks of this room."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.accounts.models import AccountShare
from kam.audit.changes import create
from kam.visits import queries
from kam.visits.services import (
    Pledge,
    Task,
    open_action,
    open_promise,
    plan_visit,
    record_visit,
    refresh_rhythm,
)
from kam.visits.tests.conftest import WEDNESDAY, a_note, make_account, make_hospital

pytestmark = pytest.mark.django_db
YESTERDAY = WEDNESDAY - timedelta(days=1)
SOON = WEDNESDAY + timedelta(days=7)


def plan(actor, account, day=WEDNESDAY, **wanted):
    return plan_visit(actor=actor, account=account, wanted={"day": day, **wanted})


def note(cast, hospital, day, **changes):
    return record_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted=a_note([hospital.head], day=day, **changes),
    ).visit


def questions(user, day=WEDNESDAY):
    return {
        "today": lambda: queries.today_rows(user, day),
        "overdue": lambda: queries.overdue_rows(user, day),
        "notes": lambda: queries.notes_to_write(user, day)[0],
        "next": lambda: queries.next_days(user, day, day + timedelta(days=13)),
        "below": lambda: queries.below_frequency(user, day),
    }


def test_a_visit_of_today_brings_its_last_note_and_promises(cast, hospital):
    note(cast, hospital, date(2026, 3, 12), next_day=WEDNESDAY)
    open_promise(
        actor=cast.rep,
        account=hospital.account,
        pledge=Pledge("盖章报告", YESTERDAY, ours=True),
    )
    [row] = queries.today_rows(cast.rep, WEDNESDAY)
    assert row.is_carried
    assert row.carried_day == date(2026, 3, 12)
    assert [p.name for p in row.people] == ["沈若澜"]
    assert row.last.insight.startswith("愿意换")
    assert [p.text for p in row.promises] == ["盖章报告"]


def test_an_objective_that_left_the_chain_is_told(cast, hospital):
    note(cast, hospital, date(2026, 3, 12), next_day=date(2026, 3, 13))
    plan(cast.rep, hospital.account, objective="谈付款条件")
    [row] = queries.today_rows(cast.rep, WEDNESDAY)
    assert (row.is_carried, row.could_carry) == (False, True)


def test_a_representative_sees_the_own_day_and_a_manager_the_teams(cast, hospital):
    create(
        actor=None,
        row=AccountShare(
            account=hospital.account, user=cast.colleague, shared_by=cast.rep
        ),
        verb="account.share",
    )
    plan(cast.rep, hospital.account)
    plan(cast.colleague, hospital.account)
    for user, count in (
        (cast.rep, 1),
        (cast.colleague, 1),
        (cast.lead, 2),
        (cast.chief, 2),
        (cast.rival, 0),
        (cast.stranger, 0),
        (cast.trainer, 0),
    ):
        assert len(queries.today_rows(user, WEDNESDAY)) == count, user.username


def test_what_is_late_stands_oldest_first(cast, hospital):
    open_action(
        actor=cast.rep, account=hospital.account, task=Task("寄步骤表", YESTERDAY)
    )
    open_promise(
        actor=cast.rep,
        account=hospital.account,
        pledge=Pledge("例数", date(2026, 3, 1), False, hospital.buyer.pk),
    )
    open_action(actor=cast.rep, account=hospital.account, task=Task("今天", WEDNESDAY))
    found = queries.overdue_rows(cast.rep, WEDNESDAY)
    assert [(r.kind, r.text, r.person_name) for r in found] == [
        ("promise", "例数", "秦朗"),
        ("action", "寄步骤表", ""),
    ]


def test_visits_without_a_note_wait(cast, hospital, wednesday):
    visit = plan(cast.rep, hospital.account)
    assert queries.notes_to_write(cast.rep, WEDNESDAY) == ([], [])
    [row], _late = queries.notes_to_write(cast.rep, WEDNESDAY + timedelta(days=1))
    assert row.id == visit.pk


def test_the_days_ahead_hold_the_next_objective(cast, hospital):
    note(cast, hospital, WEDNESDAY, next_day=SOON)
    open_action(actor=cast.rep, account=hospital.account, task=Task("寄", SOON))
    coming = queries.next_days(cast.rep, WEDNESDAY, WEDNESDAY + timedelta(days=13))
    assert len(coming.days) == 14
    assert [(d.visits, d.due) for d in coming.days if d.visits or d.due] == [(1, 1)]
    assert coming.visits[0].objective == "看第一周结果，定要不要加第二类样本"


def test_accounts_below_their_frequency_stand_by_their_ratio(cast):
    for name, days, interval in (("甲", 30, 28), ("乙", 30, 10), ("丙", 5, 14)):
        hospital = make_hospital(cast.rep, name, visit_interval_days=interval)
        note(cast, hospital, WEDNESDAY - timedelta(days=days))
    found = queries.below_frequency(cast.rep, WEDNESDAY)
    assert [(r.account_name, r.elapsed, r.interval) for r in found] == [
        ("乙", 30, 10),
        ("甲", 30, 28),
    ]
    assert found[0].ratio == 3


def test_a_changed_interval_is_renewed_on_request(cast, hospital):
    note(cast, hospital, WEDNESDAY - timedelta(days=20))
    assert queries.below_frequency(cast.rep, WEDNESDAY) == []
    hospital.account.visit_interval_days = 7
    hospital.account.save()
    refresh_rhythm([hospital.account.pk])
    [row] = queries.below_frequency(cast.rep, WEDNESDAY)
    assert (row.interval, row.elapsed) == (7, 20)
    new = make_account(cast.rep, "新客户", visit_interval_days=1)
    refresh_rhythm([new.pk])
    later = new.created_at.date() + timedelta(days=9)
    assert new.pk in {r.account_id for r in queries.below_frequency(cast.rep, later)}


def test_an_analyst_reads_no_text_and_no_name(cast, hospital):
    note(cast, hospital, date(2026, 3, 12), next_day=WEDNESDAY)
    open_promise(
        actor=cast.rep,
        account=hospital.account,
        pledge=Pledge("盖章报告", YESTERDAY, True, hospital.head.pk),
    )
    [row] = queries.today_rows(cast.analyst, WEDNESDAY)
    assert [p.name for p in row.people] == [f"P{hospital.head.pk}"]
    assert (row.objective, row.last.fact, row.last.insight) == ("", "", "")
    assert [(p.text, p.person_name) for p in row.promises] == [
        ("", f"P{hospital.head.pk}")
    ]


@pytest.mark.parametrize("who", ["rep", "lead"])
def test_each_question_costs_at_most_two_statements(cast, who):
    user = getattr(cast, who)
    user.team_ids, user.shared_account_ids  # noqa: B018 - read once a request
    for number in range(12):
        hospital = make_hospital(cast.rep, f"医院{number}", visit_interval_days=1)
        note(cast, hospital, date(2026, 3, 10), next_day=WEDNESDAY)
        plan(cast.rep, hospital.account, day=SOON)
        open_action(
            actor=cast.rep, account=hospital.account, task=Task("寄", YESTERDAY)
        )
        open_promise(
            actor=cast.rep,
            account=hospital.account,
            pledge=Pledge("带", YESTERDAY, True, hospital.head.pk),
        )
    for name, ask in questions(user).items():
        with CaptureQueriesContext(connection) as asked:
            assert ask() or name == "notes"
        assert len(asked) <= 2, name
