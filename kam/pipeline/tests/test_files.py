"""Opportunities and purchases from files do what single verbs would."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.core.bulk import BulkRow, Fate
from kam.core.errors import Invalid
from kam.pipeline.models import Opportunity, Purchase, Reason, Stage, StageMove
from kam.pipeline.services import (
    OpportunityDraft,
    PurchaseDraft,
    advance,
    bulk_opportunities,
    bulk_purchases,
    edit_opportunity,
    edit_purchase,
    lose,
    note_purchase,
    open_opportunity,
    reopen,
    win,
)

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2026, 3, 2), date(2026, 4, 3)
LOOSE = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def rows_of(names, *lines):
    return [
        BulkRow(n, dict(zip(names, line, strict=True)))
        for n, line in enumerate(lines, 1)
    ]


NAMES = ("reference", "account", "product", "stage", "engaged_on", "closed_on", "value")


def test_a_file_of_another_system_comes_in_and_its_faults_are_told(
    cast, hospital, reagent
):
    who = hospital.name
    rows = rows_of(
        NAMES,
        ("1", who, "DD", "Won", FIRST, LATER, "1054"),
        ("2", who, "D 二聚体试剂", "Lost", FIRST, LATER, "0"),
        ("3", who, "DD", "Engaging", FIRST, None, None),
        ("4", who, "DD", "Prospecting", None, None, None),
        ("5", "", "DD", "Engaging", FIRST, None, None),
        ("6", who, "DD", "Won", LATER, FIRST, "3"),
        ("7", who, "DD", "Won", FIRST, None, "3"),
        ("8", who, "DD", "Won", FIRST, LATER, None),
        ("9", who, "XX", "Engaging", FIRST, None, None),
        ("10", who, "DD", "Dreaming", FIRST, None, None),
        ("11", who, "DD", "Engaging", FIRST, LATER, None),
        ("3", who, "DD", "Engaging", FIRST, None, None),
    )
    looked = bulk_opportunities(actor=cast.rep, rows=rows, dry_run=True)
    assert not Opportunity.objects.exists()
    done = bulk_opportunities(actor=cast.rep, rows=rows)
    fates = [Fate.CREATED] * 4 + [Fate.FAILED] * 7 + [Fate.SKIPPED]
    assert [r.fate for r in looked] == [r.fate for r in done] == fates
    assert [r.faults[0].column for r in done if r.faults] == [
        "account", "closed_on", "closed_on", "value", "product", "stage", "closed_on",
    ]  # fmt: skip
    doubts = [r.doubtful[0].params["given"] for r in done if r.doubtful]
    assert doubts == ["D 二聚体试剂"]
    lost = Opportunity.objects.get(reference="2")
    assert (lost.outcome, lost.lost_reason.code) == ("lost", "unstated")
    told = StageMove.objects.filter(opportunity=lost).values_list("outcome", "day")
    assert list(told) == [("open", FIRST), ("lost", LATER)]
    assert Opportunity.objects.get(reference="4").entered_on is None


def test_a_file_corrects_an_end_and_history_keeps_one(cast, hospital, reagent):
    who = hospital.name
    line = ("1", who, "DD", "Won", FIRST, LATER, "10")
    bulk_opportunities(actor=cast.rep, rows=rows_of(NAMES, line))
    line = ("1", who, "DD", "Lost", FIRST, date(2026, 4, 9), "10")
    done = bulk_opportunities(actor=cast.rep, rows=rows_of(NAMES, line))
    assert done[0].fate is Fate.UPDATED
    standing = StageMove.objects.standing().values_list("outcome", "day")
    assert list(standing) == [("open", FIRST), ("lost", date(2026, 4, 9))]
    assert bulk_opportunities(actor=cast.rep, rows=rows_of(NAMES, line))[0].fate is (
        Fate.SKIPPED
    )
    part = rows_of(("account", "reference", "expected_on"), (who, "1", LATER))
    bulk_opportunities(actor=cast.rep, rows=part)
    row = Opportunity.objects.get()
    assert (row.outcome, row.expected_on, row.value_minor) == ("lost", LATER, 10_00)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2"]),
        st.sampled_from(["prospecting", "engaging", "proposing", "won", "lost"]),
        st.sampled_from(["甲", "乙"]),
        st.sampled_from([10, 20]),
    ),
    min_size=1,
    max_size=7,
)


def one_by_one(cast, account, line):
    """Do with single verbs what a row of a file asks for."""
    number, to, name, value = line
    ends = ("won", "lost")
    stage = Stage.objects.filter(code=to).first()
    row = Opportunity.objects.filter(account=account, reference=number).first()
    actor = cast.rep
    if row is None:
        first = stage or Stage.objects.get(code="engaging")
        draft = OpportunityDraft(
            name, stage_id=first.pk, reference=number, value_minor=value,
            engaged_on=FIRST,
        )  # fmt: skip
        row = open_opportunity(actor=actor, account=account, draft=draft)
    wanted = {"name": name, "value_minor": value}
    row = edit_opportunity(actor=actor, opportunity=row, wanted=wanted)
    if row.outcome == to:
        return
    if row.outcome != "open":
        reopen(actor=actor, opportunity=row)
    if to in ends:
        unstated = Reason.objects.get(code="unstated").pk
        if to == "won":
            win(actor=actor, opportunity=row, day=LATER, value_minor=value)
        else:
            lose(actor=actor, opportunity=row, day=LATER, reason_id=unstated)
    else:
        advance(actor=actor, opportunity=row, stage_id=stage.pk)


def deals():
    """Return every opportunity as it stands."""
    rows = Opportunity.objects.order_by("reference").values_list(
        "reference", "name", "stage__code", "outcome", "closed_on", "value_minor",
        "engaged_on", "lost_reason__code",
    )  # fmt: skip
    return list(rows)


def wipe():
    StageMove.objects.all().delete()
    Opportunity.objects.all().delete()


@LOOSE
@given(STEPS)
def test_a_file_of_opportunities_does_what_single_verbs_would(cast, hospital, lines):
    wipe()
    names = (
        "reference", "stage", "name", "value", "account", "engaged_on", "closed_on",
    )  # fmt: skip
    rows = rows_of(
        names,
        *[
            (n, to, name, value, hospital.name, FIRST, _end(to))
            for n, to, name, value in lines
        ],
    )
    told = bulk_opportunities(actor=cast.rep, rows=rows)
    assert all(r.fate is not Fate.FAILED for r in told)
    by_file, ends = deals(), _last()
    wipe()
    for n, to, name, value in lines:
        one_by_one(cast, hospital, (n, to, name, value * 100))
    assert deals() == by_file
    assert ends == _last()


def _end(to):
    return LATER if to in ("won", "lost") else None


def _last():
    """Return what the newest standing move of each opportunity says."""
    rows = StageMove.objects.standing().order_by("pk")
    told = rows.values_list("opportunity__reference", "stage__code", "outcome")
    return {number: rest for number, *rest in told}


BOUGHT = st.lists(
    st.tuples(st.sampled_from([1, 2]), st.sampled_from([None, 3, 4])), max_size=6
)


@LOOSE
@given(BOUGHT)
def test_a_file_of_purchases_does_what_single_verbs_would(
    cast, hospital, reagent, lines
):
    Purchase.objects.all().delete()
    names = ("account", "product", "month", "quantity", "value")
    who = (hospital.name, "DD")
    rows = rows_of(names, *[(*who, f"2026-{m:02d}", n, 5) for m, n in lines])
    bulk_purchases(actor=cast.rep, rows=rows)
    stored = list(Purchase.objects.order_by("month").values_list("month", "quantity"))
    Purchase.objects.all().delete()
    for month, quantity in lines:
        day = date(2026, month, 1)
        row = Purchase.objects.filter(month=day).first()
        if row is None:
            draft = PurchaseDraft(reagent.pk, day, quantity, 5_00)
            note_purchase(actor=cast.rep, account=hospital, draft=draft)
        else:
            wanted = {"quantity": quantity}
            edit_purchase(actor=cast.rep, purchase=row, wanted=wanted)
    again = list(Purchase.objects.order_by("month").values_list("month", "quantity"))
    assert again == stored


def test_months_are_read_as_people_write_them(cast, hospital, reagent):
    names = ("account", "product", "month", "quantity")
    who = (hospital.name, "DD")
    rows = rows_of(
        names,
        (*who, "2026年3月", "1"),
        (*who, date(2026, 4, 15), "1"),
        (*who, "2026Q1", "1"),
        (*who, "2030-01", "1"),
        (*who, "2026-05", "-1"),
    )
    told = bulk_purchases(actor=cast.rep, rows=rows)
    assert [r.fate for r in told] == [Fate.CREATED] * 2 + [Fate.FAILED] * 3
    assert set(Purchase.objects.values_list("month", flat=True)) == {
        date(2026, 3, 1),
        date(2026, 4, 1),
    }
    assert bulk_purchases(actor=cast.stranger, rows=rows[:1])[0].fate is Fate.FAILED


def opportunity_rows(account, year, many):
    names = ("account", "product", "reference", "stage", "engaged_on")
    lines = [(account, "DD", f"{year}-{n}", "接洽", FIRST) for n in range(many)]
    return rows_of(names, *lines)


def purchase_rows(account, year, many):
    names = ("account", "product", "month", "quantity")
    months = [f"{year + n // 12}-{n % 12 + 1:02d}" for n in range(many)]
    return rows_of(names, *[(account, "DD", month, 1) for month in months])


@pytest.mark.parametrize(
    ("verb", "made"),
    [(bulk_opportunities, opportunity_rows), (bulk_purchases, purchase_rows)],
)
def test_many_rows_cost_what_few_do(cast, hospital, reagent, verb, made):
    assert not cast.rep.shared_account_ids
    counts = []
    for year, many in ((2010, 2), (2012, 60)):
        with CaptureQueriesContext(connection) as asked:
            told = verb(actor=cast.rep, rows=made(hospital.name, year, many))
        assert {r.fate for r in told} == {Fate.CREATED}
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_control_a_closing_without_a_day_would_be_refused_one_by_one(cast, hospital):
    draft = OpportunityDraft("x")
    row = open_opportunity(actor=cast.rep, account=hospital, draft=draft)
    with pytest.raises(Invalid):
        win(actor=cast.rep, opportunity=row, day=None, value_minor=1)
