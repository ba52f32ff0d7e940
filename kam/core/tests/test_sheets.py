"""Exports hold texts, never formulas, and come back as they were."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kam.core.sheets import BOM, Sheet, csv_chunks, guarded, unguarded, write_xlsx

MOMENT = datetime(2026, 3, 18, 9, 30)  # noqa: DTZ001 - a cell has no zone
DANGERS = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"]


def read_csv(sheet: Sheet) -> list[list[str]]:
    text = b"".join(csv_chunks(sheet)).decode("utf-8").removeprefix(BOM)
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", [*DANGERS, "'=1", "''+1"])
def test_a_text_that_would_run_is_guarded_and_comes_back(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["沈若澜", "O'Neil", "'quoted'", "", "5-3"])
def test_control_a_plain_text_stays(text):
    assert guarded(text) == text
    assert unguarded(text) == text


@given(st.text())
def test_guarding_loses_nothing(text):
    assert unguarded(guarded(text)) == text


def test_csv_opens_in_a_spreadsheet_and_keeps_kinds_apart():
    cells = ["=cmd()", 7, Decimal("1.50"), date(2026, 3, 18), time(14, 0), None, True]
    sheet = Sheet("x", list("abcdefg"), [cells])
    assert read_csv(sheet)[1] == [
        "'=cmd()", "7", "1.50", "2026-03-18", "14:00", "", "1",
    ]  # fmt: skip
    assert b"".join(csv_chunks(sheet)).startswith(BOM.encode())


def test_many_rows_come_in_chunks():
    sheet = Sheet("x", ["n"], ([n] for n in range(1201)))
    assert len(list(csv_chunks(sheet))) == 3
    again = Sheet("x", ["n"], ([n] for n in range(1201)))
    assert len(read_csv(again)) == 1202


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\x00\r")), min_size=1
    )
)
def test_a_csv_row_comes_back(cells):
    read = read_csv(Sheet("x", ["c"] * len(cells), [cells]))[1:]
    assert [[unguarded(cell) for cell in row] for row in read] == [cells]


def test_a_workbook_holds_texts_numbers_and_days():
    written = io.BytesIO()
    row = [*DANGERS, 3.5, date(2026, 3, 18), MOMENT, "https://x"]
    write_xlsx(Sheet("客户[1]/2", ["h"] * len(row), [row]), written)
    page = load_workbook(written).worksheets[0]
    (cells,) = page.iter_rows(min_row=2)
    assert [cell.value for cell in cells[:4]] == DANGERS[:4]
    assert {cell.data_type for cell in cells[: len(DANGERS)]} == {"s"}
    assert cells[len(DANGERS)].value == 3.5
    assert cells[len(DANGERS) + 1].value == MOMENT.replace(hour=0, minute=0)
    assert cells[-1].hyperlink is None
