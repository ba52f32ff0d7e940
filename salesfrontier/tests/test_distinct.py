"""Rows that differ: found by numbers made of them, never wrong where those agree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesfrontier.dea import distinct
from salesfrontier.dea.distinct import first_of_each


def by_sorting(rows):
    return np.sort(np.unique(rows, axis=0, return_index=True)[1]).tolist()


@given(cells=st.lists(st.integers(-2, 2), min_size=3, max_size=90))
def test_the_first_of_each_kind_is_that_of_sorting_rows(cells):
    rows = np.array(cells[: len(cells) // 3 * 3]).reshape(-1, 3)
    assert first_of_each(rows).tolist() == by_sorting(rows)
    assert first_of_each(rows * 0.1 + 0.0).tolist() == by_sorting(rows)


@pytest.mark.parametrize("rows", [np.ones((4, 2)), np.arange(6.0).reshape(3, 2)])
def test_rows_all_alike_and_all_different_are_told_apart(rows):
    assert first_of_each(rows).tolist() == by_sorting(rows)


def test_different_rows_with_one_number_are_sorted_themselves(monkeypatch):
    rows = np.array([[0, 1], [1 << 62, 1], [0, 1], [1 << 62, 1]])

    def one_number(rows):
        return np.zeros(len(rows), dtype=np.uint64)

    monkeypatch.setattr(distinct, "numbers_of", one_number)
    assert first_of_each(rows).tolist() == [0, 1]
