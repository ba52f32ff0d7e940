"""Higher rooms hear what happens below, in the same transaction."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from kam.accounts.events import AccountsChanged
from kam.accounts.services import (
    AccountDraft,
    change_owner,
    create_account,
    edit_account,
)
from kam.accounts.services.bulk import bulk_accounts
from kam.audit.models import Entry
from kam.core import events
from kam.core.bulk import BulkRow
from kam.visits.models import Action, Promise, Rhythm, Visit
from kam.visits.services import Pledge, Task, open_action, open_promise, plan_visit


def intervals():
    rows = Rhythm.objects.order_by("account__name")
    return list(rows.values_list("account__name", "interval_days"))


def test_a_new_account_has_a_rhythm_and_another_size_another_one(cast):
    made = create_account(actor=cast.rep, draft=AccountDraft(name="东湖"))
    assert intervals() == [("东湖", 30)]
    edit_account(actor=cast.rep, account=made, wanted={"size_class": "large"})
    assert intervals() == [("东湖", 14)]
    edit_account(actor=cast.rep, account=made, wanted={"visit_interval_days": 7})
    assert intervals() == [("东湖", 7)]


def test_many_accounts_have_theirs(cast):
    rows = [BulkRow(1, {"name": "甲"}), BulkRow(2, {"name": "乙", "size_class": "小"})]
    bulk_accounts(actor=cast.rep, rows=rows)
    assert intervals() == [("乙", 60), ("甲", 30)]
    again = [BulkRow(1, {"name": "甲", "size_class": "大"})]
    bulk_accounts(actor=cast.rep, rows=again)
    assert intervals() == [("乙", 60), ("甲", 14)]


def plans_of(user):
    return [
        list(Visit.objects.filter(owner=user, state="planned")),
        list(Action.objects.filter(owner=user, state="open")),
        list(Promise.objects.filter(owner=user, state="open")),
    ]


@pytest.mark.parametrize("in_bulk", [False, True])
def test_who_takes_an_account_takes_what_is_planned_there(cast, in_bulk):
    made = create_account(actor=cast.rep, draft=AccountDraft(name="东湖"))
    kept = create_account(actor=cast.rep, draft=AccountDraft(name="西湖"))
    day = date(2030, 1, 2)
    for account in (made, kept):
        wanted = {"day": day, "objective": "看数据"}
        plan_visit(actor=cast.rep, account=account, wanted=wanted)
        open_action(
            actor=cast.rep, account=account, task=Task(text="寄报告", due_on=day)
        )
        pledge = Pledge("盖章报告", day, ours=True)
        open_promise(actor=cast.rep, account=account, pledge=pledge)
    if in_bulk:
        rows = [BulkRow(1, {"name": "东湖", "owner": "colleague"})]
        bulk_accounts(actor=cast.lead, rows=rows)
    else:
        change_owner(actor=cast.lead, account=made, owner=cast.colleague)
    for rows in plans_of(cast.colleague):
        assert [row.account_id for row in rows] == [made.pk]
    for rows in plans_of(cast.rep):
        assert [row.account_id for row in rows] == [kept.pk]
    assert Entry.objects.filter(verb="visit.hand_over").count() == 1


def test_what_a_listener_refuses_is_not_stored(cast, monkeypatch):
    def refuse(_event):
        raise RuntimeError

    monkeypatch.setattr(events, "listeners", lambda: {AccountsChanged: [refuse]})
    with pytest.raises(RuntimeError), transaction.atomic():
        create_account(actor=cast.rep, draft=AccountDraft(name="东湖"))
    assert not Rhythm.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_belongs_into_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        events.publish(AccountsChanged(frozenset()))
