"""Two periods of a set: what changed, for whom, and what is not said."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.core.bulk import BulkRow
from kam.performance.queries import change_question
from kam.performance.services import SetDraft, bulk_figures, create_set, edit_figure
from kam.performance.tests.conftest import (
    EARLIER,
    EIGHT,
    GROWN,
    PERIOD,
    bulk_rows,
    text_of,
)
from kam.performance.tests.test_own import numbers
from tests.reference.cravens import TERRITORIES


@pytest.fixture
def two(cast, draft):
    """Eight territories that all sell a tenth more, and 108 that sells half more."""
    made = create_set(actor=cast.lead, team=cast.first, draft=draft)
    for period, figures in ((EARLIER, EIGHT), (PERIOD, GROWN)):
        bulk_figures(
            actor=cast.lead,
            comparison_set=made,
            period=period,
            rows=bulk_rows(figures),
        )
    return made


@pytest.mark.django_db
def test_the_page_says_what_changed(as_, cast, two):
    told = text_of(as_(cast.lead).get(f"/frontier/sets/{two.pk}/periods"))
    for words in ("2024 → 2025", "+10.0%", "+50.0%", "追赶", "前沿移动", "说不准"):
        assert words in told
    assert told.count("<polyline") == 2
    assert told.count('class="move "') == 7
    assert 'class="move is-selected"' in told
    assert "不排名次" in told


@pytest.mark.django_db
def test_who_came_to_the_frontier_and_who_left_is_named(as_, cast, two):
    figure = two.figures.get(territory__code="105", period=PERIOD)
    edit_figure(actor=cast.lead, figure=figure, wanted={"sales": 75.0})
    told = text_of(as_(cast.lead).get(f"/frontier/sets/{two.pk}/periods"))
    came = told[told.index("来到前沿") : told.index("离开前沿")]
    assert ">105<" in came.replace("\n", "")


@pytest.mark.django_db
def test_a_chosen_territory_has_its_card(as_, cast, two):
    unit = two.figures.get(territory__code="105", period=PERIOD).territory_id
    address = f"/frontier/sets/{two.pk}/periods?unit={unit}"
    told = text_of(as_(cast.lead).get(address))
    card = told[told.index(f'id="unit-title-{unit}"') :]
    assert "52 → 57.2" in card
    assert "PF 指数 0.80 → 0.80" in card


@pytest.mark.django_db
def test_who_is_missing_in_a_period_is_listed_with_the_reason(as_, cast, two):
    bulk_figures(
        actor=cast.lead,
        comparison_set=two,
        period=PERIOD,
        rows=[BulkRow(1, {"code": "110", "potential": 9.0, "sales": 1.0})],
    )
    figure = two.figures.get(territory__code="108", period=EARLIER)
    edit_figure(actor=cast.lead, figure=figure, wanted={"exclusion": "空缺 3 个月"})
    told = text_of(as_(cast.lead).get(f"/frontier/sets/{two.pk}/periods"))
    assert "不能比较的区域" in told
    assert "2024：这一期没有数据" in told
    assert "2024：空缺 3 个月" in told


@pytest.mark.django_db
def test_one_period_teaches_what_is_needed(as_, cast, eight):
    answer = as_(cast.lead).get(f"/frontier/sets/{eight.pk}/periods")
    assert answer.status_code == 200
    assert "还没有两期可以比较" in text_of(answer)
    file = as_(cast.lead).get(f"/frontier/sets/{eight.pk}/periods/export")
    assert file.status_code == 422


@pytest.mark.django_db
def test_periods_in_the_wrong_order_keep_what_was_chosen(as_, cast, two):
    address = f"/frontier/sets/{two.pk}/periods?from={PERIOD}&to={EARLIER}"
    answer = as_(cast.lead).get(address)
    told = text_of(answer)
    assert answer.status_code == 422
    assert "不能比较" in told
    assert re.search(rf'name="from">.*?<option selected>{PERIOD}<', told, re.DOTALL)


@pytest.mark.django_db
def test_the_page_costs_the_same_statements_whatever_its_size(as_, cast, two, draft):
    def cost(row):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert as_(cast.lead).get(f"/frontier/sets/{row.pk}/periods").content
        return len(asked)

    larger = create_set(actor=cast.lead, team=cast.first, draft=SetDraft(name="larger"))
    for period, times in ((EARLIER, 1.0), (PERIOD, 1.2)):
        rows = bulk_rows([(t.id, t.potential, t.sales * times) for t in TERRITORIES])
        bulk_figures(actor=cast.lead, comparison_set=larger, period=period, rows=rows)
    as_(cast.lead).get(f"/frontier/sets/{two.pk}/periods")
    assert cost(two) == cost(larger)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_holds_every_row(as_, cast, two, kind):
    address = f"/frontier/sets/{two.pk}/periods/export?format={kind}"
    answer = as_(cast.lead).get(address)
    assert answer.status_code == 200
    file = b"".join(answer)
    assert file.startswith(b"PK" if kind == "xlsx" else b"\xef\xbb\xbf")
    if kind == "csv":
        rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
        assert [row["区域代码"] for row in rows] == [code for code, _x, _y in EIGHT]
        parts = ("追赶（倍）", "前沿移动（倍）", "潜力变化（倍）")
        for row in rows:
            one, two_, three = (float(row[name]) for name in parts)
            assert one * two_ * three == pytest.approx(float(row["销售变化（倍）"]))


@pytest.fixture
def own(cast, draft, hold):
    """The 25 of Cravens in two periods; the representative holds one."""
    made = create_set(actor=cast.lead, team=cast.first, draft=draft)
    for period, times in ((EARLIER, 1.0), (PERIOD, 1.17)):
        rows = bulk_rows(
            [(t.id, t.potential * times, t.sales * times) for t in TERRITORIES]
        )
        bulk_figures(actor=cast.lead, comparison_set=made, period=period, rows=rows)
    hold(cast.rep, "12", made)
    return made


def others_in(told):
    """Return figures of other territories in an answer, in any rounding."""
    seen = numbers(told)
    return [
        (t.id, figure)
        for t in TERRITORIES
        for times in (1.0, 1.17)
        for figure in (t.potential * times, t.sales * times)
        if t.id != "12" and {figure, round(figure, 1), float(round(figure))} & seen
    ]


@pytest.mark.django_db
def test_a_representative_reads_own_numbers_and_nobody_elses(as_, cast, own):
    address = f"/frontier/sets/{own.pk}/periods"
    told = text_of(as_(cast.rep).get(address))
    assert "我的区域 12" in told
    assert "+17.0%" in told
    assert "<polyline" not in told
    assert others_in(told) == []
    assert set(re.findall(r'id="unit-title-(\d+)"', told)) == {
        str(own.figures.filter(territory__code="12").first().territory_id)
    }
    assert len(others_in(text_of(as_(cast.lead).get(address)))) > 5


@pytest.mark.django_db
def test_the_file_of_a_representative_holds_the_own_row(as_, cast, own):
    address = f"/frontier/sets/{own.pk}/periods/export"
    told = text_of(as_(cast.rep).get(address))
    assert len(told.splitlines()) == 2
    assert told.splitlines()[1].startswith("12,")
    assert others_in(told) == []


@pytest.mark.django_db
def test_whoever_is_not_in_the_set_finds_nothing(as_, cast, own):
    for user in (cast.colleague, cast.neighbour, cast.stranger, cast.rival):
        for end in ("", "/export"):
            answer = as_(user).get(f"/frontier/sets/{own.pk}/periods{end}")
            assert answer.status_code == 404
    for user in (cast.trainer, cast.admin):
        assert as_(user).get(f"/frontier/sets/{own.pk}/periods").status_code == 404


@pytest.mark.django_db
def test_the_run_leads_to_the_comparison(as_, cast, own, run_of):
    run = run_of(own)
    link = f"/frontier/sets/{own.pk}/periods?from={EARLIER}&amp;to={PERIOD}"
    for user in (cast.lead, cast.rep):
        assert link in text_of(as_(user).get(f"/frontier/{run.pk}"))


@pytest.mark.django_db
def test_the_question_holds_both_periods(two):
    asked = change_question(two, EARLIER, PERIOD)
    assert len(asked.earlier.units) == len(asked.later.units) == 8
