"""Promises of the verbs on people, many at once."""

from __future__ import annotations

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.accounts.models import Person, Stakeholder
from kam.accounts.services import (
    AccountDraft,
    Affiliation,
    Identity,
    affiliate_person,
    create_account,
    create_person,
    edit_stakeholder,
)
from kam.accounts.services.bulk import bulk_stakeholders
from kam.accounts.terms import Layer
from kam.audit.models import Entry
from kam.core.bulk import BulkRow
from kam.core.choices import read_choice
from kam.core.errors import KamError

INCIDENT = (
    "去年十一月夜班，一份样本等了四个小时才出结果，主任当面向院长道歉，之后再也不肯换。"
)


def rows_of(*values):
    return [BulkRow(number, row) for number, row in enumerate(values, start=1)]


def fates(results):
    return [result.fate.value for result in results]


def test_many_people_are_created_updated_and_left_alone(cast, lake):
    rows = rows_of(
        {"account": "东湖医院", "name": "沈若澜", "layer": "中高管理层"},
        {"account": "东湖", "name": "秦朗"},
        {"account": "东湖医院", "name": "沈若澜 ", "title": "主任"},
        {"account": "东湖医院", "name": "", "title": "谁"},
        {"account": "东湖医院", "name": "何嘉", "known_since": "1900/1/1"},
        {
            "account": "东湖医院",
            "name": "周",
            "left_on": "2026-13-01",
            "is_alias": "也许",
        },
    )
    dry = bulk_stakeholders(actor=cast.rep, rows=rows, dry_run=True)
    assert not Person.objects.exists()
    results = bulk_stakeholders(actor=cast.rep, rows=rows)
    assert fates(dry) == fates(results)
    assert fates(results) == [
        "created",
        "failed",
        "updated",
        "failed",
        "failed",
        "failed",
    ]
    columns = [(r.number, f.column) for r in results for f in r.faults]
    assert columns == [
        (2, "account"),
        (4, "name"),
        (5, "known_since"),
        (6, "left_on"),
        (6, "is_alias"),
    ]
    again = bulk_stakeholders(actor=cast.rep, rows=rows[2:3])
    assert fates(again) == ["skipped"]


def test_a_name_known_elsewhere_is_doubtful_only_where_it_is_seen(cast, lake, shen):
    create_account(actor=cast.rep, draft=AccountDraft(name="西湖医院"))
    create_account(actor=cast.stranger, draft=AccountDraft(name="北海医院"))
    near = bulk_stakeholders(
        actor=cast.rep, rows=rows_of({"account": "西湖医院", "name": "沈若澜"})
    )
    far = bulk_stakeholders(
        actor=cast.stranger, rows=rows_of({"account": "北海医院", "name": "沈若澜"})
    )
    assert (len(near[0].doubtful), len(far[0].doubtful)) == (1, 0)


def test_an_account_out_of_sight_is_not_found(cast, lake):
    rows = rows_of({"account": "东湖医院", "name": "甲"})
    results = bulk_stakeholders(actor=cast.stranger, rows=rows)
    absent = bulk_stakeholders(
        actor=cast.stranger, rows=rows_of({"account": "没有这家", "name": "甲"})
    )
    assert fates(results) == ["failed"]
    assert results[0].faults[0].message == absent[0].faults[0].message


def test_one_person_in_two_accounts_changes_in_one_batch(cast, lake, shen):
    other = create_account(actor=cast.rep, draft=AccountDraft(name="西湖"))
    affiliate_person(actor=cast.rep, account=other, person=shen.person)
    rows = rows_of(
        {"account": "东湖医院", "name": "沈若澜", "title": "甲"},
        {"account": "西湖", "name": "沈若澜", "title": "乙"},
    )
    assert fates(bulk_stakeholders(actor=cast.rep, rows=rows)) == ["updated"] * 2
    person = Person.objects.get()
    assert (person.title, person.revision) == ("乙", 3)


def test_statements_do_not_grow_with_the_people(cast, lake):
    counts = []
    assert not cast.rep.shared_account_ids
    for size in (1, 10, 100):
        table = [{"account": "东湖医院", "name": f"{size}甲{n}"} for n in range(size)]
        with CaptureQueriesContext(connection) as created:
            bulk_stakeholders(actor=cast.rep, rows=rows_of(*table))
        table = [{**row, "title": "主任", "notes": "忙"} for row in table]
        with CaptureQueriesContext(connection) as changed:
            bulk_stakeholders(actor=cast.rep, rows=rows_of(*table))
        counts.append((len(created), len(changed)))
    assert len(set(counts)) == 1, counts


PEOPLE = st.fixed_dictionaries(
    {
        "account": st.sampled_from(["东湖医院", "西湖", "无"]),
        "name": st.sampled_from(["沈若澜", " 秦朗", "秦 朗", ""]),
    },
    optional={
        "title": st.sampled_from(["", "主任", "院长", "x" * 121]),
        "layer": st.sampled_from(["", "decision", "决策层", "屋顶"]),
        "obstacle": st.sampled_from(["", "贵", INCIDENT]),
        "email": st.sampled_from(["", "a@example.com", "a@"]),
    },
)


def by_hand(actor, values, accounts):
    account = accounts[values["account"]]
    wanted = {n: v for n, v in values.items() if n != "account"}
    if "layer" in wanted:
        wanted["layer"] = read_choice(Layer, wanted["layer"], "layer")
    key = "".join(values["name"].split())
    found = account.stakeholders.filter(person__name_key=key).first() if key else None
    if found is None:
        identity = {n: wanted.pop(n) for n in ("name", "title") if n in wanted}
        create_person(
            actor=actor,
            account=account,
            identity=Identity(**identity),
            affiliation=Affiliation(**wanted),
        )
        return "created"
    before = found.revision + found.person.revision
    saved = edit_stakeholder(actor=actor, stakeholder=found, wanted=wanted)
    return "updated" if saved.revision + saved.person.revision > before else "skipped"


def one_by_one(actor, rows, accounts):
    done = []
    for row in rows:
        try:
            done.append(by_hand(actor, row.values, accounts))
        except (KamError, LookupError):
            done.append("failed")
    return done


def stored():
    shown = ("account__name", "person__name", "person__title", "layer", "obstacle")
    shown += ("email", "revision", "person__revision")
    return sorted(Stakeholder.objects.values_list(*shown))


def written():
    rows = Entry.objects.filter(noun__in=["person", "stakeholder"])
    return sorted((e.verb, sorted(e.digests)) for e in rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(PEOPLE, max_size=6))
def test_bulk_is_the_same_as_one_by_one(cast, lake, table):
    rows = rows_of(*table)
    outcomes = []
    for in_bulk in (False, True):
        with transaction.atomic():
            other = create_account(actor=cast.rep, draft=AccountDraft(name="西湖"))
            accounts = {"东湖医院": lake, "西湖": other}
            if in_bulk:
                done = fates(bulk_stakeholders(actor=cast.rep, rows=rows))
            else:
                done = one_by_one(cast.rep, rows, accounts)
            outcomes.append((done, stored(), written()))
            transaction.set_rollback(True)
    assert outcomes[0] == outcomes[1]
