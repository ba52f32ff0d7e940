"""Promises of the verb for many accounts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.accounts.models import Account
from kam.accounts.services import (
    AccountDraft,
    create_account,
    share_account,
)
from kam.accounts.services.bulk import bulk_accounts
from kam.audit.models import Entry
from kam.core.bulk import BulkRow
from kam.core.errors import Forbidden
from kam.people.services import create_territory


def rows_of(*values):
    return [BulkRow(number, row) for number, row in enumerate(values, start=1)]


def fates(results):
    return [result.fate.value for result in results]


def faults(results):
    return [(r.number, f.column) for r in results for f in r.faults]


def test_rows_are_created_and_the_same_file_again_changes_nothing(cast):
    rows = rows_of(
        {"name": "东湖医院", "potential": "860万", "size_class": "大", "kind": "医院"},
        {"name": "Acme Corporation", "potential": 1100.04, "kind": ""},
    )
    assert fates(bulk_accounts(actor=cast.rep, rows=rows)) == ["created", "created"]
    lake = Account.objects.get(name="东湖医院")
    assert (lake.potential_minor, lake.size_class, lake.owner) == (
        860_000_000,
        "large",
        cast.rep,
    )
    assert Account.objects.get(name="Acme Corporation").potential_minor == 110_004
    before = Entry.objects.count()
    assert fates(bulk_accounts(actor=cast.rep, rows=rows)) == ["skipped", "skipped"]
    assert Entry.objects.count() == before


def test_an_absent_column_stays_and_an_empty_one_empties(cast):
    full = {"name": "东湖", "city": "武汉", "potential": 5}
    bulk_accounts(actor=cast.rep, rows=rows_of(full))
    bulk_accounts(actor=cast.rep, rows=rows_of({"name": "东湖", "potential": ""}))
    lake = Account.objects.get()
    assert (lake.city, lake.potential_minor) == ("武汉", None)


def test_a_row_is_matched_by_code_and_else_by_name(cast):
    bulk_accounts(
        actor=cast.rep, rows=rows_of({"name": "东湖医院", "credit_code": "91-420100A"})
    )
    again = rows_of(
        {"name": "东湖医院（新名）", "credit_code": "91420100a"},
        {"name": "东湖医院有限公司"},
        {"name": "东湖医院", "credit_code": "OTHER1"},
    )
    results = bulk_accounts(actor=cast.rep, rows=again)
    assert fates(results) == ["updated", "created", "updated"]


def test_a_name_that_gains_a_code_is_still_the_same_account(cast):
    bulk_accounts(actor=cast.rep, rows=rows_of({"name": "东湖医院"}))
    rows = rows_of({"name": "东湖医院", "credit_code": "91420100A"})
    assert fates(bulk_accounts(actor=cast.rep, rows=rows)) == ["updated"]


def test_a_second_row_about_the_same_account_changes_it(cast):
    rows = rows_of({"name": "东湖"}, {"name": " 东湖 ", "city": "武汉"})
    for dry_run in (True, False):
        results = bulk_accounts(actor=cast.rep, rows=rows, dry_run=dry_run)
        assert fates(results) == ["created", "updated"]
    assert Account.objects.get().city == "武汉"


def test_parents_may_stand_anywhere_in_the_file(cast):
    rows = rows_of(
        {"name": "检验科", "parent": "分院"},
        {"name": "分院", "parent": "总院"},
        {"name": "总院", "parent": ""},
    )
    dry = bulk_accounts(actor=cast.rep, rows=rows, dry_run=True)
    assert fates(dry) == ["created"] * 3
    assert not Account.objects.exists()
    assert fates(bulk_accounts(actor=cast.rep, rows=rows)) == ["created"] * 3
    assert Account.objects.get(name="检验科").parent.parent.name == "总院"


def test_circles_are_refused_in_the_file_and_through_what_is_stored(cast):
    rows = rows_of({"name": "甲", "parent": "乙"}, {"name": "乙", "parent": "甲"})
    results = bulk_accounts(actor=cast.rep, rows=rows)
    assert fates(results) == ["failed", "failed"]
    bulk_accounts(actor=cast.rep, rows=rows_of({"name": "甲"}, {"name": "乙"}))
    results = bulk_accounts(actor=cast.rep, rows=rows)
    assert fates(results) == ["updated", "failed"]
    assert faults(results) == [(2, "parent")]
    itself = bulk_accounts(actor=cast.rep, rows=rows_of({"name": "甲", "parent": "甲"}))
    assert faults(itself) == [(1, "parent")]


def test_a_bad_row_costs_no_other_and_names_its_columns(cast):
    rows = rows_of(
        {"name": "好"},
        {"name": "", "city": "武汉"},
        {"name": "甲", "potential": -1},
        {"name": "乙", "potential": "1.8e308"},
        {"name": "丙", "potential": 1.8e308},
        {"name": "丁", "potential": float("inf")},
        {"name": "戊", "size_class": "巨大", "kind": "城堡"},
        {"name": "己", "owner": "stranger", "team": "华北区", "territory": "999"},
        {"name": "庚", "unknown": 1},
        {"name": "辛", "parent": "没有"},
        {"name": "坏\x00", "city": "\ud800"},
        {"name": "壬", "visit_interval_days": 10**30},
        {"name": "癸" * 201},
        {"name": "也好"},
    )
    results = bulk_accounts(actor=cast.rep, rows=rows)
    assert faults(results) == [
        (2, "name"),
        (3, "potential"),
        (4, "potential"),
        (5, "potential"),
        (6, "potential"),
        (7, "size_class"),
        (7, "kind"),
        (8, "owner"),
        (8, "team"),
        (8, "territory"),
        (9, "unknown"),
        (10, "parent"),
        (11, "name"),
        (11, "city"),
        (12, "visit_interval_days"),
        (13, "name"),
    ]
    assert set(Account.objects.values_list("name", flat=True)) == {"好", "也好"}


def test_a_similar_name_is_doubtful_and_a_hidden_one_is_not_told(cast):
    make = AccountDraft(name="东湖医院", owner_id=cast.stranger.pk, phone="027-1234")
    create_account(actor=cast.rival, draft=make)
    rows = rows_of({"name": "东湖医院", "phone": "0271234"}, {"name": "东湖医院检验科"})
    results = bulk_accounts(actor=cast.rep, rows=rows)
    assert fates(results) == ["created", "created"]
    assert [len(r.doubtful) for r in results] == [0, 1]
    assert results[1].doubtful[0].params == {"other": "东湖医院"}


def test_a_shared_account_is_seen_but_not_changed(cast):
    lake = create_account(actor=cast.rep, draft=AccountDraft(name="东湖"))
    share_account(actor=cast.rep, account=lake, user_id=cast.colleague.pk)
    rows = rows_of({"name": "东湖", "city": "武汉"})
    assert fates(bulk_accounts(actor=cast.colleague, rows=rows)) == ["failed"]


def test_owner_team_and_territory_are_found_by_their_names(cast):
    code = create_territory(actor=None, code="201", team=cast.second)
    create_territory(actor=None, code="201", team=cast.first)
    rows = rows_of(
        {"name": "甲", "owner": "neighbour", "territory": "201"},
        {"name": "乙", "team": "华东区/华东一组"},
        {"name": "丙", "owner": "neighbour", "team": "华东二组", "territory": 201.0},
    )
    assert fates(bulk_accounts(actor=cast.chief, rows=rows)) == ["created"] * 3
    assert set(code.account_set.values_list("name", flat=True)) == {"甲", "丙"}
    moved = rows_of({"name": "乙", "owner": "neighbour"}, {"name": "甲", "owner": ""})
    assert fates(bulk_accounts(actor=cast.chief, rows=moved)) == ["updated"] * 2
    assert Account.objects.get(name="乙").team == cast.second
    assert Account.objects.get(name="甲").owner is None


@pytest.mark.parametrize("part", ["analyst", "trainer", "admin", "gone"])
def test_who_creates_no_accounts_imports_none(cast, part):
    for rows in (rows_of({"name": "甲"}), []):
        with pytest.raises(Forbidden):
            bulk_accounts(actor=getattr(cast, part), rows=rows)


def test_statements_do_not_grow_with_the_rows(cast):
    counts = []
    assert cast.lead.team_ids
    for size in (1, 10, 100):
        rows = rows_of(*({"name": f"{size}-{n}", "city": "甲"} for n in range(size)))
        with CaptureQueriesContext(
            connection,
        ) as created:
            bulk_accounts(actor=cast.lead, rows=rows)
        rows = rows_of(*({"name": f"{size}-{n}", "city": "乙"} for n in range(size)))
        with CaptureQueriesContext(connection) as changed:
            bulk_accounts(actor=cast.lead, rows=rows)
        counts.append((len(created), len(changed)))
    assert len(set(counts)) == 1, counts
