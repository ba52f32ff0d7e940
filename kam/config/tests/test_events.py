"""Higher rooms hear what happens below, in the same transaction."""

from __future__ import annotations

import pytest
from django.db import transaction

from kam.accounts.events import AccountsChanged
from kam.accounts.services import AccountDraft, create_account, edit_account
from kam.accounts.services.bulk import bulk_accounts
from kam.core import events
from kam.core.bulk import BulkRow
from kam.visits.models import Rhythm


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
