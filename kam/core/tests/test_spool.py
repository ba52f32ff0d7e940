"""Long tables go to a file and come back as they were."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kam.core.tables import Broken, Row
from kam.core.tables.spool import BLOCK, Spool

CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=8),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(timedelta(days=-999), timedelta(days=999)),
    st.builds(Broken, st.sampled_from(["#N/A", "#DIV/0!"])),
)


@given(st.lists(st.lists(CELL, max_size=5).map(tuple), max_size=8))
def test_every_cell_comes_back(cells) -> None:
    rows = [Row(number, row) for number, row in enumerate(cells, 1)]
    spool = Spool(rows)
    assert list(spool) == rows
    assert list(spool) == rows
    assert spool.count == len(rows)


def test_kinds_of_cells_stay_apart() -> None:
    moment = datetime.combine(date(2026, 3, 18), time())
    row = Row(1, (True, 1, 1.0, "1", date(2026, 3, 18), moment))
    (found,) = Spool([row])
    assert [type(cell) for cell in found.cells] == [type(c) for c in row.cells]


def test_two_walks_do_not_disturb_one_another() -> None:
    rows = [Row(number, (str(number),)) for number in range(2 * BLOCK + 10)]
    spool = Spool(rows)
    first, second = iter(spool), iter(spool)
    for row in rows:
        assert next(first) == next(second) == row
