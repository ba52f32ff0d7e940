"""The split of gaps leaves in the file of a run and through the interface."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import openpyxl
import pytest
from django.utils import translation

from kam.core import clock
from kam.core.bulk import BulkRow
from kam.people.services import assign_territory, create_token
from kam.performance.pages.export import run_sheet
from kam.performance.services import bulk_figures, open_card
from kam.performance.terms import Purpose
from kam.performance.tests.conftest import PERIOD, text_of

pytestmark = pytest.mark.django_db

NAMES = ("覆盖客户数", "拜访数", "成交数")
COUNTED = {"102": (4, 16, 8), "103": (6, 24, 12), "105": (4, 20, 5)}
FIGURES = {"102": (20.0, 50.0), "103": (40.0, 80.0), "105": (30.0, 52.0)}


def count(cast, eight, counted):
    """Give some territories the further columns that part a gap."""
    rows = [
        BulkRow(
            at,
            {
                "code": code,
                "potential": FIGURES[code][0],
                "sales": FIGURES[code][1],
                "further": {
                    name: value
                    for name, value in zip(NAMES, counts, strict=True)
                    if value is not None
                },
            },
        )
        for at, (code, counts) in enumerate(counted.items(), start=1)
    ]
    bulk_figures(actor=cast.lead, comparison_set=eight, period=PERIOD, rows=rows)


@pytest.fixture
def counted(cast, eight, run_of):
    count(cast, eight, COUNTED)
    return run_of(eight)


def table(answer):
    """Read a CSV answer as rows by code."""
    rows = list(csv.DictReader(io.StringIO(text_of(answer))))
    return {row["区域代码"]: row for row in rows}


def parts(row):
    return [float(v) for head, v in row.items() if "在差距里" in head and v]


@pytest.fixture
def ask(client):
    """Read a run with somebody's token."""

    def read(user, run):
        _token, secret = create_token(actor=None, user=user, name="t", scopes=["read"])
        answer = client.get(
            f"/api/v1/frontier/{run.pk}", headers={"Authorization": f"Bearer {secret}"}
        )
        units = json.loads(answer.content)["units"]
        return {unit["code"]: unit["split"] for unit in units}

    return read


def test_the_file_splits_a_gap_into_four_that_add_up(as_, cast, counted):
    answer = as_(cast.lead).get(f"/frontier/{counted.pk}/export?format=csv")
    row = table(answer)["105"]
    assert [head for head in row if head.startswith("覆盖：")] == [
        "覆盖：本区域",
        "覆盖：对照组合",
        "覆盖：在差距里（百件）",
    ]
    assert len(parts(row)) == 4
    assert sum(parts(row)) == pytest.approx(float(row["差距"]), abs=1e-9)
    assert row["覆盖：本区域"] == "4.0"
    assert row["拆分的数字来源"] == "数字来自比较组的更多列。"
    assert row["拆分说明"] == ""


def test_a_workbook_has_the_same_columns_and_lines_as_wide_as_its_head(
    as_, cast, counted
):
    answer = as_(cast.lead).get(f"/frontier/{counted.pk}/export?format=xlsx")
    content = b"".join(answer) if answer.streaming else answer.content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    heads = [cell.value for cell in sheet[1]]
    assert "组合：在差距里（百件）" in heads
    told = run_sheet(cast.lead, counted)
    assert {len(row) for row in told.rows} == {len(told.columns)}


def test_factors_that_could_not_be_told_apart_have_a_column_of_their_own(
    as_, cast, eight, run_of
):
    count(cast, eight, {code: (a, b, None) for code, (a, b, _c) in COUNTED.items()})
    run = run_of(eight)
    row = table(as_(cast.lead).get(f"/frontier/{run.pk}/export?format=csv"))["105"]
    assert len(parts(row)) == 3
    assert row["转化与组合：在差距里（百件）"]
    assert row["拆分说明"] == "缺 成交数，所以有几项合在一起"


def test_a_file_without_counts_says_which_are_missing(as_, cast, eight, run_of):
    run = run_of(eight)
    row = table(as_(cast.lead).get(f"/frontier/{run.pk}/export?format=csv"))["105"]
    assert parts(row) == []
    assert row["拆分说明"] == "要把差距拆开，缺这些数字：覆盖客户数、拜访数、成交数"


def test_the_file_speaks_english(as_, cast, counted):
    with translation.override("en"):
        told = run_sheet(cast.lead, counted)
        assert "coverage: its part of the gap (百件)" in [
            head.lower() if "gap" in head else head for head in told.columns
        ]
        list(told.rows)


def test_the_interface_tells_the_same_parts(ask, cast, counted):
    split = ask(cast.lead, counted)["105"]
    assert [part["factors"] for part in split["parts"]] == [
        ["coverage"],
        ["frequency"],
        ["conversion"],
        ["mix"],
    ]
    assert sum(part["part"] for part in split["parts"]) == pytest.approx(13.0)
    assert (split["source"], split["missing"], split["is_closed"]) == (
        "columns",
        [],
        False,
    )
    assert ask(cast.lead, counted)["102"] is None


def test_a_representative_reads_no_split_in_file_or_interface(
    as_, ask, cast, counted, hold, eight
):
    hold(cast.rep, "105", eight)
    told = text_of(as_(cast.rep).get(f"/frontier/{counted.pk}/export?format=csv"))
    assert "105" in told
    for words in ("在差距里", "拆分", "对照组合", "覆盖"):
        assert words not in told
    assert ask(cast.rep, counted) == {"105": None}


def test_a_closed_card_stays_closed_in_file_and_interface_until_it_is_opened(
    as_, ask, cast, counted, eight
):
    row = counted.rows.select_related("territory").get(code="105")
    assign_territory(
        actor=None,
        territory=row.territory,
        user=cast.rep,
        starts_on=clock.today(cast.rep.time_zone) - timedelta(days=400),
    )
    url = f"/frontier/{counted.pk}/export?format=csv"
    told = table(as_(cast.lead).get(url))["105"]
    assert parts(told) == []
    assert told["拆分说明"].startswith("这个区域由别人负责")
    assert ask(cast.lead, counted)["105"]["is_closed"]
    open_card(actor=cast.lead, territory=row.territory, purpose=Purpose.choices[0][0])
    assert len(parts(table(as_(cast.lead).get(url))["105"])) == 4
    assert not ask(cast.lead, counted)["105"]["is_closed"]


def test_a_run_costs_the_same_statements_however_many_gaps_it_splits(
    cast, counted, django_assert_num_queries
):
    with django_assert_num_queries(8):
        list(run_sheet(cast.lead, counted).rows)
