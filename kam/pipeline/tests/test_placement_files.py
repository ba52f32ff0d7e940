"""Places and screening from files do what single verbs would."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.accounts.models import Account
from kam.core.bulk import BulkRow, Fate
from kam.core.clock import today
from kam.core.errors import Invalid, KamError
from kam.pipeline.models import Placement, Reason, ScreeningAnswer
from kam.pipeline.queries.platforms import current_placement
from kam.pipeline.services import (
    PlacementDraft,
    answer_screening,
    bulk_placements,
    bulk_screening,
    lose_account,
    place_account,
    reject_account,
)
from kam.pipeline.services.bulk.placements import level_cell

pytestmark = pytest.mark.django_db
DAY = today("Asia/Shanghai")
SOON = DAY + timedelta(days=90)
LOOSE = settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NAMES = ("account", "platform", "size", "likelihood", "warmth", "note", "reason")
NAMES += ("revisit_on", "day")


def rows_of(names, *lines):
    return [
        BulkRow(n, dict(zip(names, line, strict=True)))
        for n, line in enumerate(lines, 1)
    ]


def test_a_history_comes_in_step_by_step_and_its_faults_are_told(cast, hospital):
    who, past = hospital.name, [DAY - timedelta(days=n) for n in (90, 60, 30)]
    rows = rows_of(
        NAMES,
        (who, "市场平台", "大", "50%", "", "先看看", "", None, past[0]),
        (who, "market", "large", 0.7, None, "", "", None, past[1]),
        (who, "Working platform", "", None, "70°C", "试用了", "", None, past[2]),
        (who, "working", "", None, 55, "", "", None, None),
        (who, "working", "", None, "", "", "", None, None),
        (who, "market", "", 50, None, "早了", "", None, past[0]),
        (who, "lost", "", None, None, "", "", SOON, None),
        (who, "lost", "", None, None, "", "价格", None, None),
        (who, "rejected", "", None, None, "", "", SOON, None),
        (who, "purchase", "", None, None, "", "", None, None),
        (who, "lost", "", None, None, "不买了", "价格", SOON, None),
        (who, "lost", "", None, None, "不买了", "price", SOON, None),
        ("没有这家", "market", "大", 50, None, "", "", None, None),
    )
    looked = bulk_placements(actor=cast.rep, rows=rows, dry_run=True)
    assert not Placement.objects.exists()
    done = bulk_placements(actor=cast.rep, rows=rows)
    fates = [Fate.CREATED] * 3 + [Fate.FAILED] * 7
    fates += [Fate.CREATED, Fate.SKIPPED, Fate.FAILED]
    assert [r.fate for r in looked] == [r.fate for r in done] == fates
    assert [r.faults[0].column for r in done if r.faults] == [
        "warmth", "warmth", "day", "reason", "revisit_on", "note", "note", "account",
    ]  # fmt: skip
    told = list(Placement.objects.order_by("pk").values_list("platform", "day"))
    assert told[:3] == [
        ("market", past[0]), ("market", past[1]), ("working", past[2]),
    ]  # fmt: skip
    here = current_placement(hospital)
    assert (here.platform, here.lost_reason.code) == ("lost", "price")
    assert here.follows.follows.follows.platform == "market"
    assert Placement.objects.filter(is_current=True).count() == 1


STEP = st.tuples(
    st.sampled_from(["market", "working", "purchase", "rejected", "lost"]),
    st.sampled_from([50, 55, 90]),
    st.sampled_from(["", "有理由"]),
    st.sampled_from([None, SOON]),
    st.booleans(),
)


def one_by_one(cast, account, step):
    platform, level, note, revisit, has_reason = step
    reason = Reason.objects.get(code="price").pk if has_reason else None
    told = {"actor": cast.rep, "account": account}
    if platform == "rejected":
        return reject_account(**told, revisit_on=revisit, note=note)
    if platform == "lost":
        return lose_account(**told, reason_id=reason, revisit_on=revisit, note=note)
    axis = {"market": "likelihood", "working": "warmth"}.get(platform)
    draft = PlacementDraft(
        platform, "large", note=note, **({axis: level} if axis else {})
    )
    return place_account(**told, draft=draft)


def told_of(account):
    return [
        (p.platform, p.size_class, p.likelihood, p.warmth, p.note, p.unmet,
         p.lost_reason_id, p.revisit_on, p.is_current, p.follows_id is not None)
        for p in Placement.objects.filter(account=account).order_by("pk")
    ]  # fmt: skip


@LOOSE
@given(steps=st.lists(STEP, min_size=1, max_size=6))
def test_a_file_is_the_same_as_one_by_one(cast, hospital, steps):
    rows = []
    other = hospital
    Placement.objects.update(follows=None)
    Placement.objects.all().delete()
    twin, _made = Account.objects.get_or_create(
        name="另一家", name_key="另一家", owner=cast.rep, team_id=cast.rep.team_id
    )
    fates = []
    for step in steps:
        try:
            before = current_placement(other)
            after = one_by_one(cast, other, step)
            fates.append("same" if before == after else "new")
        except KamError:
            fates.append("no")
        platform, level, note, revisit, has_reason = step
        size = "large" if platform in ("market", "working", "purchase") else ""
        row = {"account": twin.name, "platform": platform, "note": note, "size": size}
        if platform in ("market", "working"):
            row["likelihood" if platform == "market" else "warmth"] = level
        if platform in ("lost", "rejected"):
            row["revisit_on"] = revisit
        if platform == "lost" and has_reason:
            row["reason"] = "price"
        rows.append(row)
    told = [BulkRow(n, row) for n, row in enumerate(rows)]
    done = bulk_placements(actor=cast.rep, rows=told)
    names = {Fate.CREATED: "new", Fate.SKIPPED: "same", Fate.FAILED: "no"}
    assert [names[r.fate] for r in done] == fates
    assert told_of(twin) == told_of(other)


def test_answers_come_in_once_and_a_new_one_takes_their_place(cast, hospital):
    names, who = ("account", "criterion", "answer"), hospital.name
    rows = rows_of(
        names,
        (who, "确有需要", "是"), (who, "need", "yes"), (who, "budget", True),
        (who, "Budget or a way in", "maybe"), (who, "谁知道", "否"),
    )  # fmt: skip
    done = bulk_screening(actor=cast.rep, rows=rows)
    assert [str(r.fate.value) for r in done] == [
        "created", "skipped", "created", "failed", "failed",
    ]  # fmt: skip
    (again,) = bulk_screening(actor=cast.rep, rows=rows_of(names, (who, "need", "否")))
    assert again.fate is Fate.UPDATED
    current = ScreeningAnswer.objects.current().filter(criterion__code="need")
    assert [row.answer for row in current] == [False]
    (shut,) = bulk_placements(
        actor=cast.rep,
        rows=rows_of(("account", "platform", "size", "likelihood", "note"),
                     (who, "market", "大", 50, "想试试")),
    )  # fmt: skip
    assert shut.faults[0].column == "platform"
    told = {row.criterion_id: row.answer for row in ScreeningAnswer.objects.current()}
    assert answer_screening(actor=cast.rep, account=hospital, answers=told).failed


def test_a_file_costs_the_same_however_many_rows(cast):
    costs: list[int] = []
    assert not cast.rep.shared_account_ids  # looked up once
    for start, end in ((0, 2), (2, 12), (12, 62)):
        made = Account.objects.bulk_create(
            Account(
                name=f"院{n}",
                name_key=f"院{n}",
                owner=cast.rep,
                team_id=cast.rep.team_id,
            )
            for n in range(start, end)
        )
        rows = [
            BulkRow(n, {"account": a.name, "platform": "market", "size": "small",
                        "likelihood": 50, "note": "新"})
            for n, a in enumerate(made)
        ]  # fmt: skip
        with CaptureQueriesContext(connection) as told:
            done = bulk_placements(actor=cast.rep, rows=rows)
        assert {r.fate for r in done} == {Fate.CREATED}
        costs.append(len(told))
    assert len(set(costs)) == 1


@pytest.mark.parametrize("cell", ["nan", "inf", "-1e999", "七十"])
def test_what_is_no_number_is_no_level(cell):
    with pytest.raises(Invalid):
        level_cell("likelihood")(cell)
