"""Rows of a file with several columns: each is kept, or dropped with its reason."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesfrontier import LengthError, fit_envelope, screen_columns, screen_rows

cells = st.sampled_from([1, "2", "3,000", "", None, "x", -1, "nan", "inf", 0, True])


@given(
    ids=st.lists(st.sampled_from(["a", "b", "c", "", None, " d "]), max_size=8),
    figures=st.lists(cells, min_size=24, max_size=24),
    positive=st.booleans(),
)
def test_every_row_is_accounted_for(ids, figures, positive):
    n = len(ids)
    table = screen_columns(
        ids=ids,
        inputs={"x1": figures[:n], "x2": figures[8 : 8 + n]},
        outputs={"y": figures[16 : 16 + n]},
        positive=positive,
        first_row=2,
    )
    assert len(table.ids) + len(table.dropped) == n
    assert len(set(table.ids)) == len(table.ids)
    assert [row.row for row in table.dropped] == sorted(
        row.row for row in table.dropped
    )
    for column in (*table.inputs.values(), *table.outputs.values()):
        assert len(column) == len(table.ids)
        assert (column > 0 if positive else column >= 0).all()


@given(
    ids=st.lists(st.sampled_from(["a", "b", "", None]), max_size=6),
    figures=st.lists(cells, min_size=12, max_size=12),
)
def test_one_input_and_one_output_are_screened_as_ever(ids, figures):
    n = len(ids)
    given_, made = figures[:n], figures[6 : 6 + n]
    ever = screen_rows(ids=ids, inputs=given_, outputs=made)
    now = screen_columns(ids=ids, inputs={"input": given_}, outputs={"output": made})
    assert now.ids == ever.ids
    assert now.dropped == ever.dropped
    np.testing.assert_array_equal(now.inputs["input"], ever.inputs)


def test_what_is_kept_can_be_fitted_and_carries_what_is_not():
    table = screen_columns(
        ids=["a", "b", "c"],
        inputs={"potential": ["10", "20", "?"], "calls": [1, 2, 3]},
        outputs={"sales": [5, 6, 7]},
    )
    fit = fit_envelope(
        ids=table.ids,
        inputs=table.inputs,
        outputs=table.outputs,
        dropped=table.dropped,
    )
    assert fit.n + len(fit.dropped) == 3
    assert fit.dropped[0].text == "The cell holds something other than a number."


@pytest.mark.parametrize(
    ("inputs", "outputs"),
    [({"x": [1]}, {"y": [1, 2]}), ({"x": [1, 2]}, {"x": [1, 2]})],
)
def test_columns_that_do_not_fit_are_refused(inputs, outputs):
    with pytest.raises(LengthError):
        screen_columns(ids=["a", "b"], inputs=inputs, outputs=outputs)
