"""C9, C10, C11, C14: reading cells; nothing is guessed, every alteration is told."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.core.errors import KamError
from kam.core.sheets import guarded
from kam.core.tables import Broken
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import BadCell, Manner, Read

USUAL = Manner()
MIDNIGHT = datetime.combine(date(2026, 3, 18), time())


def refused(reader, cell, manner=USUAL) -> str:
    with pytest.raises(BadCell) as error:
        reader(cell, manner)
    assert error.value.what % error.value.params
    return error.value.code


@pytest.mark.parametrize(
    ("cell", "value", "altered"),
    [
        ("华东医院", "华东医院", ""),
        ("  华东  医院 ", "华东 医院", "trimmed"),
        ("Cafe\u0301", "Café", "composed"),
        (7.0, "7", ""),
        (7.5, "7.5", ""),
        (date(2026, 3, 1), "2026-03-01", ""),
        ("１２３医院", "１２３医院", ""),
    ],
)
def test_text_is_kept_as_written(cell, value, altered) -> None:
    assert cells.line(cell, USUAL) == Read(value, altered)


@pytest.mark.parametrize(
    ("cell", "value", "altered"),
    [
        ("00123", "00123", ""),
        ("０２１－６３２４", "021-6324", "full-width"),
        (13800138000.0, "13800138000", ""),
        ("91310000100000001X", "91310000100000001X", ""),
    ],
)
def test_codes_keep_their_zeros_and_lose_full_width(cell, value, altered) -> None:
    assert cells.code(cell, USUAL) == Read(value, altered)


@pytest.mark.parametrize("cell", [1.23456789012345678e17, "1.38E+10", "4.2e+15"])
def test_digits_that_a_spreadsheet_dropped_are_not_invented(cell) -> None:
    assert refused(cells.code, cell) == "digits-lost"


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_characters_no_database_stores_are_refused(text) -> None:
    for reader in (cells.line, cells.prose, cells.code, cells.names):
        assert refused(reader, text) == "characters"


@pytest.mark.parametrize(
    ("cell", "value", "altered"),
    [
        (8600000, Decimal(8600000), ""),
        ("8600000", Decimal(8600000), ""),
        ("1,200.50", Decimal("1200.50"), "amount"),
        ("860万", Decimal(8600000), "full-width"),
        ("¥1.2亿", Decimal(120000000), "full-width"),
        ("１２３", Decimal(123), "full-width"),
        ("-5", Decimal(-5), ""),
    ],
)
def test_amounts_are_read_as_people_write_them(cell, value, altered) -> None:
    read = cells.money(cell, USUAL)
    assert read.value == value
    assert bool(read.altered) == bool(altered)


@pytest.mark.parametrize(
    "cell",
    ["abc", "1.8e308", "NaN", "Infinity", "9" * 400, "1,2,3x", True, date(2026, 1, 1)],
)
def test_what_is_no_number_is_refused_in_words(cell) -> None:
    for reader in (cells.money, cells.number, cells.whole):
        assert refused(reader, cell) == "number"


def test_a_fraction_is_no_whole_number() -> None:
    assert cells.whole(14.0, USUAL) == Read(14)
    assert refused(cells.whole, 14.5) == "number"


@pytest.mark.parametrize(
    ("cell", "altered"),
    [
        (date(2026, 3, 18), ""),
        (MIDNIGHT, ""),
        (MIDNIGHT.replace(hour=9, minute=30), "time-dropped"),
        ("2026-03-18", ""),
        ("2026年3月18日", "date"),
        ("2026/3/18", "date"),
        ("2026.3.18", "date"),
        ("20260318", "date"),
        ("２０２６-03-18", "date"),
        ("2026-03-18 23:59:59", "date"),
        (46099, "serial-date"),
        (46099.75, "serial-date"),
        ("46099", "serial-date"),
    ],
)
def test_one_day_in_many_spellings(cell, altered) -> None:
    assert cells.day(cell, USUAL) == Read(date(2026, 3, 18), altered)


@pytest.mark.parametrize(
    "cell",
    ["03/18/2026", "18.03.2026", "2026-02-30", "tomorrow", "2026-13-01", True, 0, -3],
)
def test_a_day_is_never_guessed(cell) -> None:
    assert refused(cells.day, cell) in ("day", "day-range")


@pytest.mark.parametrize("cell", ["1900-01-01", date(1999, 12, 31), "2200-01-01", 59])
def test_days_outside_the_calendar_are_refused(cell) -> None:
    assert refused(cells.day, cell) == "day-range"


def test_serial_days_follow_the_date_system_of_the_file() -> None:
    assert cells.day(43831, Manner(epoch=1900)).value == date(2020, 1, 1)
    assert cells.day(42369, Manner(epoch=1904)).value == date(2020, 1, 1)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_day_survives_every_way_of_writing(value: date) -> None:
    serial = (value - date(1899, 12, 30)).days
    ways = [value, value.isoformat(), f"{value.year}年{value.month}月{value.day}日"]
    for way in [*ways, serial, float(serial), datetime.combine(value, time())]:
        assert cells.day(way, USUAL).value == value


@pytest.mark.parametrize(
    "cell", ["14:30", "14：30", "14时30分", time(14, 30), 14.5 / 24, "１４:３０"]
)
def test_a_time_of_day(cell) -> None:
    assert cells.clock(cell, USUAL).value == time(14, 30)


@pytest.mark.parametrize("cell", ["25:00", "9", "noon", 1.5, timedelta(days=2)])
def test_what_is_no_time_is_refused(cell) -> None:
    assert refused(cells.clock, cell) == "time"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("是", True), ("否", False), ("Yes", True), (1.0, True), (0, False), (True, True)],
)
def test_yes_and_no(cell, value) -> None:
    assert cells.yes_no(cell, USUAL).value is value


def test_neither_yes_nor_no_is_refused() -> None:
    assert refused(cells.yes_no, "maybe") == "yes-no"


def test_an_error_of_a_spreadsheet_is_no_value() -> None:
    for reader in (cells.line, cells.number, cells.day, cells.yes_no, cells.period):
        assert refused(reader, Broken("#DIV/0!")) == "cell-error"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2026", "2026"),
        (2026.0, "2026"),
        ("2026q1", "2026Q1"),
        ("2026年3月", "2026-03"),
    ],
)
def test_periods(cell, value) -> None:
    assert cells.period(cell, USUAL).value == value


def test_names_in_one_cell_are_divided() -> None:
    read = cells.names("沈若澜、何嘉禾；Mary Ann", USUAL)
    assert read.value == ("沈若澜", "何嘉禾", "Mary Ann")


def test_only_our_own_guard_is_taken_away() -> None:
    ours = Manner(guarded=True)
    assert cells.line("'=1+1", ours) == Read("=1+1", "unguarded")
    assert cells.line("'=1+1", USUAL) == Read("'=1+1", "")
    assert cells.line("'quoted'", ours) == Read("'quoted'", "")


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


@given(TEXTS)
def test_a_guarded_text_comes_back_as_it_was(text: str) -> None:
    tidy = cells.line(text, USUAL).value
    assert cells.line(guarded(str(tidy)), Manner(guarded=True)).value == tidy


@given(
    st.one_of(
        st.text(max_size=30),
        st.floats(),
        st.integers(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.timedeltas(),
    )
)
def test_no_cell_breaks_a_reader(cell) -> None:
    for reader in (
        cells.line,
        cells.prose,
        cells.code,
        cells.whole,
        cells.number,
        cells.money,
        cells.day,
        cells.clock,
        cells.yes_no,
        cells.period,
        cells.names,
        cells.email,
    ):
        try:
            reader(cell, USUAL)
        except KamError as error:
            assert error.what % error.params
