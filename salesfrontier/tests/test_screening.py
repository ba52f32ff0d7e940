"""Rows of a file: kept, or dropped with one reason."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesfrontier import DROP_TEXTS, DropCode, ShapeError, screen_rows


def screen_one(cell):
    return screen_rows(ids=["a"], inputs=[cell], outputs=[1])


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234.5", 1234.5),
        (" 12 ", 12.0),
        ("\uff11\uff12\uff0e\uff15", 12.5),
        ("1，000", 1000.0),
        ("1e3", 1000.0),
        (0, 0.0),
        (-0.0, 0.0),
        (Decimal("2.5"), 2.5),
        (np.float32(1.5), 1.5),
    ],
)
def test_numbers_are_read_as_people_type_them(cell, number):
    assert screen_one(cell).inputs.tolist() == [number]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (None, DropCode.MISSING),
        ("", DropCode.MISSING),
        ("  ", DropCode.MISSING),
        ("N/A", DropCode.MISSING),
        ("—", DropCode.MISSING),
        ("nan", DropCode.NAN),
        (float("nan"), DropCode.NAN),
        (Decimal("NaN"), DropCode.NAN),
        ("inf", DropCode.INFINITE),
        ("1.8e308", DropCode.INFINITE),
        (10**400, DropCode.INFINITE),
        (-1, DropCode.NEGATIVE),
        ("-0.01", DropCode.NEGATIVE),
        ("-inf", DropCode.INFINITE),
        ("twelve", DropCode.NOT_A_NUMBER),
        ("1_000", DropCode.NOT_A_NUMBER),
        ("1,00", DropCode.NOT_A_NUMBER),
        ("=1+1", DropCode.NOT_A_NUMBER),
        ("12%", DropCode.NOT_A_NUMBER),
        (True, DropCode.NOT_A_NUMBER),
        (b"1", DropCode.NOT_A_NUMBER),
        ([1], DropCode.NOT_A_NUMBER),
        (1 + 2j, DropCode.NOT_A_NUMBER),
    ],
)
def test_an_unusable_cell_has_a_reason(cell, code):
    (row,) = screen_one(cell).dropped
    assert (row.row, row.column, row.code) == (1, "input", code)
    assert row.text == DROP_TEXTS[code]


def test_zero_output_is_usable():
    assert screen_rows(ids=["a"], inputs=[1], outputs=["0"]).outputs.tolist() == [0.0]


def test_a_row_without_id_is_dropped():
    table = screen_rows(ids=[None, " "], inputs=[1, 1], outputs=[1, 1])
    assert [row.code for row in table.dropped] == ["missing_id", "missing_id"]


def test_of_one_id_the_first_usable_row_is_kept():
    table = screen_rows(
        ids=["a", 7, "a", " 7 "], inputs=["bad", 1, 2, 3], outputs=[1, 1, 1, 1]
    )
    assert table.ids == ("7", "a")
    assert table.inputs.tolist() == [1.0, 2.0]
    assert [(row.row, row.code) for row in table.dropped] == [
        (1, "not_a_number"),
        (4, "duplicate_id"),
    ]


def test_a_long_cell_is_cut_in_the_report():
    (row,) = screen_one("x" * 1000).dropped
    assert row.value == "x" * 40


def test_columns_of_different_length_are_refused():
    with pytest.raises(ShapeError, match="outputs"):
        screen_rows(ids=["a"], inputs=[1], outputs=[])


def test_every_reason_has_a_sentence():
    assert set(DROP_TEXTS) == set(DropCode)


cells = st.one_of(st.none(), st.text(max_size=6), st.floats(), st.integers())


@given(rows=st.lists(st.tuples(st.text(max_size=2), cells, cells), max_size=12))
def test_every_row_is_accounted_for(rows):
    ids, inputs, outputs = zip(*rows, strict=True) if rows else ((), (), ())
    table = screen_rows(ids=ids, inputs=inputs, outputs=outputs)
    assert len(table.ids) + len(table.dropped) == len(rows)
    assert len(set(table.ids)) == len(table.ids)
    for column in (table.inputs, table.outputs):
        assert (np.isfinite(column) & (column >= 0)).all()
