"""Periods are read in every usual spelling, and nothing else is taken for one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.core.errors import Invalid
from kam.core.periods import parse_period

YEARS = st.integers(2000, 2099)


@pytest.mark.parametrize(
    ("text", "name", "first", "last"),
    [
        ("2026", "2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026Q1", "2026Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-q4", "2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
        (" 2026 Q2 ", "2026Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-3", "2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2026/11", "2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2026年3月", "2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("202612", "2026-12", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_usual_spellings(text, name, first, last):
    found = parse_period(text)
    assert (found.name, found.first, found.last) == (name, first, last)


@pytest.mark.parametrize(
    "text",
    ["", "1999", "2100", "2026Q5", "2026Q0", "2026-13", "2026-00", "Q1", "２０２６",
     "2026-03-01", "2026Q1Q2", "\x00", "\ud800", "9" * 400],
)  # fmt: skip
def test_anything_else_is_refused_with_a_hint(text):
    with pytest.raises(Invalid) as refusal:
        parse_period(text)
    assert "2026Q1" in refusal.value.todo


@given(YEARS)
def test_quarters_and_months_fill_their_year_without_gap(year):
    whole = parse_period(f"{year}")
    for parts in (
        [parse_period(f"{year}Q{n}") for n in range(1, 5)],
        [parse_period(f"{year}-{n:02d}") for n in range(1, 13)],
    ):
        assert parts[0].first == whole.first
        assert parts[-1].last == whole.last
        assert sum(part.months for part in parts) == whole.months == 12
        for earlier, later in pairwise(parts):
            assert later.first == earlier.last + timedelta(days=1)


@given(YEARS, st.integers(1, 12))
def test_the_name_of_a_period_reads_as_the_same_period(year, month):
    found = parse_period(f"{year}年{month}月")
    assert parse_period(found.name) == found
