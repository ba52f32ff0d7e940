"""Days become columns as numpy reads them, only sooner."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from kam.pipeline.engine.columns import as_days


def test_days_are_those_numpy_reads_and_none_is_no_day():
    told = [date(1970, 1, 1), None, date(1899, 12, 31), date(2026, 2, 28), date.max]
    told += [date(2024, 2, 28) + timedelta(days=n) for n in range(4)]
    expected = np.array(told, dtype="datetime64[D]")
    found = as_days(told)
    assert found.dtype == expected.dtype
    assert np.array_equal(found, expected, equal_nan=True)


def test_nothing_is_a_column_of_no_days():
    assert as_days([]).shape == (0,)
