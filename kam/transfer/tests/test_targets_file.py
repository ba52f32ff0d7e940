"""Targets come from a file as they are agreed one by one, and leave as they came."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from kam.audit.models import Entry
from kam.core.bulk import BulkRow
from kam.core.errors import Forbidden
from kam.performance.models import FrontierRow, Target
from kam.performance.services import (
    SetDraft,
    agree_target,
    bulk_figures,
    bulk_targets,
    create_set,
    edit_figure,
    run_frontier,
    undo_target,
)
from kam.performance.tests.conftest import EIGHT, NEXT, PERIOD, bulk_rows
from kam.transfer.command import Options, export_file, import_file
from kam.transfer.kinds import kind_named
from kam.transfer.leaving import template_sheet
from kam.transfer.tests.rows import adds_up, bring, csv_of
from tests.daily import daily

HEADS = ["比较组", "区域代码", "期间", "商定目标", "理由"]


def frontier(cast, name):
    """Make a set of eight territories with its frontier."""
    made = create_set(actor=cast.lead, team=cast.first, draft=SetDraft(name=name))
    rows = bulk_rows(EIGHT)
    bulk_figures(actor=cast.lead, comparison_set=made, period=PERIOD, rows=rows)
    return calculate(cast, made)


def calculate(cast, made):
    return run_frontier(
        actor=cast.lead, comparison_set=made, period=PERIOD, method="dea-vrs"
    ).run


@pytest.fixture
def run(cast):
    return frontier(cast, "华东")


def row_in(run, code="105"):
    rows = FrontierRow.objects.select_related("run__comparison_set", "territory")
    return rows.get(run=run, code=code)


def told(cast, tmp_path, *rows, actor=None, **options):
    content = csv_of(HEADS, *rows)
    report = bring(actor or cast.lead, "targets", content, tmp_path, **options)
    assert adds_up(report)
    return report


def faults(report):
    return [(one["row"], one["column"], one["message"]) for one in report["errors"]]


def test_who_imports_targets_has_agreed_them(cast, run, tmp_path):
    rows = [["华东", "105", NEXT, "58.5", ""], ["华东", "106", NEXT, "70", "新医院"]]
    looked = told(cast, tmp_path, *rows, dry_run=True)
    assert (looked["created"], Target.objects.count()) == (2, 0)
    assert told(cast, tmp_path, *rows)["created"] == 2
    one = Target.objects.get(territory__code="105")
    assert (one.period, one.figure, one.run, one.agreed_by) == (
        NEXT,
        58.5,
        run,
        cast.lead,
    )
    assert one.proposed == row_in(run).goal
    other = Target.objects.get(territory__code="106")
    assert (other.figure, other.reason) == (70, "新医院")
    written = Entry.objects.filter(noun="target", verb="target.agree")
    assert {(e.object_id, e.actor_id) for e in written} == {
        (one.pk, cast.lead.pk),
        (other.pk, cast.lead.pk),
    }


def test_another_figure_is_agreed_over_the_old_one_and_can_be_undone(
    cast, run, tmp_path
):
    target = agree_target(actor=cast.chief, row=row_in(run), figure=58.5)
    row = ["华东", "105", NEXT, "70", "新医院"]
    assert told(cast, tmp_path, row)["updated"] == 1
    target.refresh_from_db()
    assert (target.figure, target.agreed_by, target.revision) == (70, cast.lead, 2)
    undone = undo_target(actor=cast.lead, target=target, revision=2)
    assert (undone.figure, undone.agreed_by) == (58.5, cast.chief)
    assert told(cast, tmp_path, row)["updated"] == 1


def test_an_imported_first_target_is_undone_to_none(cast, run, tmp_path):
    told(cast, tmp_path, ["华东", "105", NEXT, "58.5", ""])
    target = Target.objects.get()
    undone = undo_target(actor=cast.lead, target=target, revision=1)
    assert undone.figure is None


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (["华东", "105", NEXT, "70", ""], "理由", "和建议的不同：请写下理由"),
        (["华东", "105", NEXT, "40", ""], "理由", "比现在的销售还低：请写下理由"),
        (["华东", "105", NEXT, "", ""], "商定目标", "请填大于 0 的数"),
        (["华东", "105", NEXT, "-3", "因为"], "商定目标", "请填大于 0 的数"),
        (["华东", "105", NEXT, "1e16", "因为"], "商定目标", "太大，请检查单位"),
        (["华东", "105", NEXT, "很多", "因为"], "商定目标", "不是数字"),
        (["华东", "", NEXT, "58.5", ""], "区域代码", "不能为空"),
        (["华东", "999", NEXT, "58.5", ""], "区域代码", "请先计算前沿"),
        (["华东", "105", "2030", "58.5", ""], "区域代码", "请先计算前沿"),
        (["华东", "105", "", "58.5", ""], "期间", "不能为空"),
        (["华东", "105", "明年", "58.5", ""], "期间", "看不懂期间"),
        (["华西", "105", NEXT, "58.5", ""], "比较组", "没有名为"),
    ],
)  # fmt: skip
def test_a_refused_row_says_which_and_what_to_do(
    cast, run, tmp_path, row, column, words
):
    good = ["华东", "106", NEXT, "70", "新医院"]
    report = told(cast, tmp_path, good, row)
    ((number, about, message),) = faults(report)
    assert (number, about, report["created"]) == (3, column, 1)
    assert words in message
    assert Target.objects.count() == 1


def test_a_set_may_be_left_out_where_only_one_has_the_territory(cast, run, tmp_path):
    content = csv_of(HEADS[1:], ["105", NEXT, "58.5", ""])
    assert bring(cast.lead, "targets", content, tmp_path)["created"] == 1
    frontier(cast, "华东二")
    content = csv_of(HEADS[1:], ["106", NEXT, "70", "因为"])
    (fault,) = faults(bring(cast.lead, "targets", content, tmp_path))
    assert fault[1:] == ("比较组", "有几个比较组里有这个区域，请写明比较组")


def test_a_figure_far_above_the_frontier_asks_to_be_looked_at(cast, run, tmp_path):
    row = ["华东", "105", NEXT, "600", "单位"]
    report = told(cast, tmp_path, row, dry_run=True)
    assert "高于前沿的" in report["doubtful"][0]["message"]
    assert told(cast, tmp_path, row)["created"] == 1


def test_nobody_imports_what_they_may_not_agree(cast, run, tmp_path):
    report = told(cast, tmp_path, ["华东", "105", NEXT, "58.5", ""], actor=cast.rival)
    assert "没有名为" in faults(report)[0][2]
    for number, actor in enumerate((cast.rep, cast.analyst, cast.admin)):
        with pytest.raises(Forbidden):
            bulk_targets(actor=actor, rows=[BulkRow(number, {"code": "105"})])
    assert not Target.objects.exists()


def test_the_same_territory_twice_in_a_file_is_one_target(cast, run, tmp_path):
    rows = [["华东", "105", NEXT, "58.5", ""], ["华东", "105", NEXT, "70", "因为"]]
    for dry_run in (True, False):
        report = told(cast, tmp_path, *rows, dry_run=dry_run)
        assert (report["created"], report["updated"]) == (1, 1)
    assert Target.objects.get().figure == 70


def test_an_unchanged_target_comes_back_even_where_the_proposal_has_moved(
    cast, run, tmp_path
):
    """Agreed as proposed, so without a reason; a newer frontier proposes another."""
    agree_target(actor=cast.chief, row=row_in(run), figure=58.5)
    figure = run.comparison_set.figures.get(territory__code="102")
    edit_figure(actor=cast.lead, figure=figure, wanted={"sales": 40.0})
    newer = calculate(cast, run.comparison_set)
    assert row_in(newer).goal != pytest.approx(58.5)
    report = told(cast, tmp_path, ["华东", "105", NEXT, "58.5", ""])
    assert (report["skipped"], report["failed"]) == (1, 0)
    kept = Target.objects.get()
    assert (kept.run, kept.agreed_by, kept.revision) == (run, cast.chief, 1)
    report = told(cast, tmp_path, ["华东", "105", NEXT, "70", "新医院"])
    kept.refresh_from_db()
    assert (report["updated"], kept.run, kept.proposed) == (
        1,
        newer,
        row_in(newer).goal,
    )


@pytest.mark.parametrize(
    ("ending", "language"),
    daily([("csv", "zh-hans"), ("xlsx", "en"), ("xlsx", "zh-hans"), ("csv", "en")]),
)
def test_both_files_of_targets_come_back_unchanged(
    cast, run, tmp_path, ending, language
):
    agree_target(actor=cast.lead, row=row_in(run), figure=row_in(run).goal)
    agree_target(
        actor=cast.lead, row=row_in(run, "106"), figure=61.00000000000001, reason="=1+1"
    )
    agreed = agree_target(
        actor=cast.lead, row=row_in(run, "107"), figure=95, reason="x"
    )
    undo_target(actor=cast.lead, target=agreed, revision=1)
    before = list(Target.objects.order_by("pk").values())
    browser = Client(headers={"accept-language": language})
    browser.force_login(cast.lead)
    with translation.override(language):
        path = tmp_path / f"kind.{ending}"
        export_file(actor=cast.lead, kind="targets", path=path, progress=lambda *_: 0)
        listed = browser.get(f"/frontier/targets/export?format={ending}")
        shown = tmp_path / f"list.{ending}"
        shown.write_bytes(b"".join(listed))
        for file, rows in ((path, 2), (shown, 3)):
            report = import_file(
                actor=cast.lead,
                kind="targets",
                path=file,
                options=Options(),
                progress=lambda *_: 0,
            )
            assert (report["skipped"], report["failed"]) == (rows, 0), report["errors"]
    assert list(Target.objects.order_by("pk").values()) == before


def test_the_template_can_be_imported_as_it_is(cast, run, tmp_path):
    sheet = template_sheet(kind_named("targets"))
    assert sheet.columns == HEADS
    assert next(iter(sheet.rows))[3] == 58.5


def test_a_file_costs_the_same_statements_however_long(
    cast, run, tmp_path, django_assert_max_num_queries
):
    rows = [
        BulkRow(n, {"set": "华东", "code": code, "period": NEXT, "figure": 700.0,
                    "reason": "因为"})
        for n, (code, *_rest) in enumerate(EIGHT)
    ]  # fmt: skip
    with django_assert_max_num_queries(14):
        bulk_targets(actor=cast.lead, rows=rows)
    assert Target.objects.count() == 8
