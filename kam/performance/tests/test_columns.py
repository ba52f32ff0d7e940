"""Column runs: any columns, one meaning with the analysis of a file, whole or not."""

from __future__ import annotations

import pytest

from kam.core.errors import Invalid, NotFound
from kam.performance.engine import Columns, analyse
from kam.performance.models import ColumnRow, ColumnRun
from kam.performance.pages.columns.card import column_card, mixed
from kam.performance.pages.columns.method import coefficients_of
from kam.performance.pages.columns.words import refusal_texts, remark_text
from kam.performance.rules import Inquiry, rank_spans
from kam.performance.services import (
    edit_figure,
    repeat_columns,
    work_out,
)
from kam.performance.tests.columned import VISITS, asked_for, choice, fill, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def visited(cast, cravens):
    return fill(cast.lead, cravens)


def rows_of(run):
    return list(ColumnRow.objects.filter(run=run).order_by("place"))


def codes(run):
    return {note["code"] for note in run.warnings}


def test_a_run_says_what_the_analysis_of_the_same_table_says(cast, visited):
    run = made(cast.lead, visited)
    rows = rows_of(run)
    answer = analyse(
        Columns(
            ids=[row.code for row in rows],
            inputs={key: [row.figures[key] for row in rows] for key in run.inputs},
            outputs={key: [row.figures[key] for row in rows] for key in run.outputs},
        ),
        Inquiry(bootstrap=60),
    )
    assert [(r.score, r.lower, r.upper, r.corrected) for r in rows] == [
        (s.score, s.lower, s.upper, s.corrected) for s in answer.scores
    ]
    assert run.state == "done"
    assert run.n == len(rows) == 25
    assert run.done == run.total == 120


def test_the_frontier_of_cravens_is_the_published_one(cast, visited):
    run = made(cast.lead, visited, choice(inputs=["potential"]))
    leading = {row.code for row in rows_of(run) if row.score == pytest.approx(1.0)}
    assert leading == {"9", "14", "25"}
    phis = [row.value for row in rows_of(run)]
    assert sum(phis) / len(phis) == pytest.approx(1.4691, abs=5e-5)


def test_a_class_is_named_only_where_the_whole_interval_lies_in_it(cast, visited):
    run = made(cast.lead, visited, choice(inputs=["potential"], bootstrap=100))
    bounds = {"frontier": 0.9, "near": 0.75, "middle": 0.5, "behind": 0.0}
    named = [row for row in rows_of(run) if row.unit_class != "undetermined"]
    assert named
    for row in named:
        assert bounds[row.unit_class] <= row.lower
    unsure = [row for row in rows_of(run) if row.unit_class == "undetermined"]
    assert any(row.score == 1.0 for row in unsure)


def test_without_samples_nobody_has_a_class_or_a_place(cast, visited):
    run = made(cast.lead, visited, choice())
    assert {row.unit_class for row in rows_of(run)} == {"undetermined"}
    assert {row.first_place for row in rows_of(run)} == {None}
    assert "no_samples" in codes(run)


def test_places_overlap_where_intervals_do(cast, visited):
    rows = rows_of(made(cast.lead, visited))
    for one in rows:
        for other in rows:
            if one.lower > other.upper:
                assert one.first_place < other.last_place
    spans = rank_spans([(row.lower, row.upper) for row in rows])
    assert [(row.first_place, row.last_place) for row in rows] == spans


def test_the_same_question_finds_the_stored_run(cast, visited):
    run = made(cast.lead, visited)
    again = asked_for(cast.lead, visited)
    assert (again.run.pk, again.is_new) == (run.pk, False)
    figure = visited.figures.order_by("pk").first()
    edit_figure(actor=cast.lead, figure=figure, wanted={"sales": 1.0})
    assert asked_for(cast.lead, visited).is_new
    run.refresh_from_db()
    assert run.state == "done"


def test_another_seed_is_another_question(cast, visited):
    run = made(cast.lead, visited)
    other = made(cast.lead, visited, choice(bootstrap=60, seed=2))
    assert other.pk != run.pk
    assert other.result_digest != run.result_digest


@pytest.mark.parametrize("method", ["dea-crs", "fdh", "order-m", "quantile", "sfa"])
def test_a_repeat_says_that_the_same_comes_out(cast, visited, method):
    run = made(cast.lead, visited, choice(method=method))
    again = work_out(repeat_columns(actor=cast.lead, run=run).run)
    assert (again.repeats_id, again.state) == (run.pk, "done")
    assert again.result_digest == run.result_digest != ""


def test_a_repeat_takes_the_figures_of_then(cast, visited):
    run = made(cast.lead, visited)
    figure = visited.figures.order_by("pk").first()
    edit_figure(actor=cast.lead, figure=figure, wanted={"sales": 1.0})
    again = work_out(repeat_columns(actor=cast.lead, run=run).run)
    assert again.result_digest == run.result_digest


def test_peers_are_contrasted_column_by_column_with_their_weighted_mix(cast, visited):
    run = made(cast.lead, visited, choice())
    row = next(r for r in rows_of(run) if r.score < 0.8 and len(r.peers) > 1)
    card = column_card(row, run)
    assert [line.role for line in card.contrasts] == ["投入", "投入", "产出", "未用"]
    by_key = {other.territory_id: other for other in rows_of(run)}
    weighted = [(by_key[peer["key"]], peer["weight"]) for peer in row.peers]
    mix = mixed("sales", weighted)
    assert mix == pytest.approx(row.targets["sales"])
    assert mixed(VISITS, weighted) <= row.figures[VISITS] + 1e-9
    line = card.contrasts[2]
    assert line.difference.startswith("+")
    assert line.percent == f"{(mix - row.figures['sales']) / row.figures['sales']:+.0%}"


def test_fewer_than_eight_give_points_only_and_why(cast, visited):
    for figure in visited.figures.order_by("pk")[:18]:
        edit_figure(actor=cast.lead, figure=figure, wanted={"exclusion": "空缺"})
    run = made(cast.lead, visited)
    assert (run.state, run.n, run.total) == ("done", 7, 0)
    assert {row.score for row in rows_of(run)} == {None}
    assert [note["code"] for note in run.warnings] == ["points_only"]
    assert "只有 7 个" in remark_text(run.warnings[0], run)
    assert len(run.dropped) == 18
    assert {row["text"] for row in run.dropped} == {"空缺"}


def test_a_missing_cell_leaves_its_territory_out_by_code_and_column(cast, visited):
    figure = visited.figures.select_related("territory").order_by("pk").first()
    edit_figure(actor=cast.lead, figure=figure, wanted={"sales": None})
    run = made(cast.lead, visited)
    told = [(row["code"], row["reason"], row["column"]) for row in run.dropped]
    assert told == [(figure.territory.code, "missing", "sales")]


def test_no_output_is_named_with_the_territories_codes(cast, visited):
    figure = visited.figures.select_related("territory").order_by("pk").first()
    edit_figure(actor=cast.lead, figure=figure, wanted={"sales": 0.0})
    run = made(cast.lead, visited, choice(inputs=["potential"]))
    note = next(note for note in run.warnings if note["code"] == "zero_output")
    assert list(note["units"]) == [figure.territory.code]
    row = ColumnRow.objects.get(run=run, territory_id=figure.territory_id)
    assert (row.score, row.unit_class) == (None, "")


def test_a_constant_column_is_named_as_the_reader_knows_it(cast, cravens):
    def same(_number, row):
        return row | {"further": {"拜访": 5.0, "客户": 10.0}}

    run = made(cast.lead, fill(cast.lead, cravens, same), choice())
    note = next(note for note in run.warnings if note["code"] == "constant_column")
    assert remark_text(note, run).endswith("说明不了什么：拜访")


def test_collinear_columns_are_refused_in_words_and_leave_no_half_answer(cast, cravens):
    def twice(number, row):
        return row | {"further": {"拜访": 2 * row["potential"], "客户": float(number)}}

    filled = fill(cast.lead, cravens, twice)
    run = made(cast.lead, filled, choice(method="sfa"))
    assert (run.state, run.n, rows_of(run)) == ("failed", 0, [])
    told = refusal_texts(run)
    assert told[0].startswith("这些列可以由其他列算出：")
    assert "further:" not in "".join(told)
    assert asked_for(cast.lead, filled, choice(method="sfa")).is_new


def test_all_equal_is_told_not_scored_as_a_finding(cast, cravens):
    def alike(_number, row):
        return row | {"potential": 5.0, "sales": 5.0, "further": {"拜访": 1.0}}

    run = made(cast.lead, fill(cast.lead, cravens, alike), choice())
    assert "all_equal" in codes(run)


@pytest.mark.parametrize(
    ("wanted", "what"),
    [
        (choice(inputs=["potential", "further:没有"]), "没有"),
        (choice(inputs=["sales"], outputs=["sales"]), ""),
        (choice(method="sfa", outputs=["sales", VISITS], inputs=["potential"]), ""),
        (choice(method="fdh", tau=0.5), "tau"),
        (choice(bootstrap=49), "bootstrap"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_stored(
    cast, visited, wanted, what
):
    with pytest.raises(Invalid) as refused:
        asked_for(cast.lead, visited, wanted)
    assert what in str(refused.value.params)
    assert not ColumnRun.objects.exists()


@pytest.mark.parametrize("part", ["rep", "colleague", "trainer", "rival"])
def test_whoever_may_not_see_every_unit_finds_no_run(cast, visited, part, hold):
    run = made(cast.lead, visited)
    hold(cast.rep, "9", visited)
    with pytest.raises(NotFound):
        ColumnRun.objects.all().seen(getattr(cast, part), pk=run.pk)
    assert not ColumnRow.objects.visible_to(getattr(cast, part)).exists()


def test_coefficients_carry_standard_errors(cast, visited):
    run = made(cast.lead, visited, choice(method="sfa", inputs=["potential"], log=True))
    lines = coefficients_of(run)
    assert [line.name for line in lines] == ["截距", "ln 区域潜力"]
    assert all(float(line.error) > 0 for line in lines)
