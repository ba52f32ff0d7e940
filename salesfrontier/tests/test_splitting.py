"""The parts of a gap add up, whatever the order, and say what they do with zero."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesfrontier import MismatchError, NumberError, split_gap
from salesfrontier.splitting import log_mean

NAMES = ("coverage", "frequency", "conversion", "mix")
size = st.floats(1e-6, 1e6)
SIZES = st.tuples(size, size, size, size)
factors = SIZES.map(lambda row: dict(zip(NAMES, row, strict=True)))
OWN = {"coverage": 40.0, "frequency": 5.0, "conversion": 0.2, "mix": 3.5}
BEST = {"coverage": 50.0, "frequency": 6.0, "conversion": 0.25, "mix": 3.2}


def total(row):
    return math.prod(row.values())


@given(own=factors, best=factors)
def test_the_parts_add_up_to_the_gap(own, best):
    split = split_gap(own=own, best=best)
    biggest = max(total(own), total(best))
    assert split.gap == pytest.approx(total(best) - total(own), abs=1e-12 * biggest)
    assert split.part.sum() == pytest.approx(split.gap, abs=1e-11 * biggest)
    assert split.zeros == ()


@given(own=factors, best=factors, order=st.permutations(NAMES))
def test_the_order_of_the_factors_does_not_matter(own, best, order):
    one = split_gap(own=own, best=best)
    other = split_gap(
        own={name: own[name] for name in order},
        best={name: best[name] for name in order},
    )
    found = dict(zip(other.names, other.part, strict=True))
    biggest = max(total(own), total(best))
    for name, part in zip(one.names, one.part, strict=True):
        assert found[name] == pytest.approx(part, rel=1e-9, abs=1e-11 * biggest)


@given(own=factors, best=factors)
def test_exchanging_the_two_changes_every_sign(own, best):
    there, back = split_gap(own=own, best=best), split_gap(own=best, best=own)
    np.testing.assert_allclose(there.part, -back.part, rtol=1e-12)


@given(own=factors, best=factors, times=st.floats(1e-3, 1e3))
def test_units_of_measure_do_not_matter(own, best, times):
    turned = [
        {**row, "coverage": row["coverage"] * times, "mix": row["mix"] / times}
        for row in (own, best)
    ]
    one, other = split_gap(own=own, best=best), split_gap(own=turned[0], best=turned[1])
    biggest = max(total(own), total(best))
    np.testing.assert_allclose(other.part, one.part, rtol=1e-7, atol=1e-9 * biggest)


def test_a_factor_that_is_the_same_has_no_part():
    split = split_gap(own=OWN, best={**OWN, "coverage": 60.0})
    np.testing.assert_allclose(split.part, [70.0, 0.0, 0.0, 0.0], atol=1e-9)


def test_the_table_of_the_page_is_right():
    page = Path(__file__).parents[2] / "docs" / "explain" / "frontier-methods.md"
    lines = page.read_text(encoding="utf-8").split("<!-- table: split -->\n")[1]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines.split("\n\n")[0].splitlines()[2:]
    ]
    told = {name: [float(cell) for cell in cells] for name, *cells in rows}
    whole = told.pop("together")
    split = split_gap(
        own={name: row[0] for name, row in told.items()},
        best={name: row[1] for name, row in told.items()},
    )
    assert split.part.round(1).tolist() == [row[2] for row in told.values()]
    assert whole == [pytest.approx(v) for v in (140.0, 240.0, split.part.sum())]


def test_the_worked_figures():
    """By hand: L = 100 / ln(240 / 140) = 185.53, times the logarithm of each ratio."""
    split = split_gap(own=OWN, best=BEST)
    mean = 100 / math.log(240 / 140)
    wanted = [mean * math.log(r) for r in (1.25, 1.2, 1.25, 3.2 / 3.5)]
    np.testing.assert_allclose(split.part, wanted)
    assert split.ratio[0] == 1.25
    assert set(split.to_columns()) == {"factor", "own", "best", "part"}
    assert not split.part.flags.writeable


@pytest.mark.parametrize("name", NAMES)
def test_a_zero_takes_the_whole_gap_and_is_named(name):
    split = split_gap(own={**OWN, name: 0.0}, best=BEST)
    assert split.zeros == (name,)
    assert split.part[NAMES.index(name)] == pytest.approx(240.0)
    assert split.part.sum() == pytest.approx(split.gap)
    near = split_gap(own={**OWN, name: 1e-300}, best=BEST)
    assert near.part[NAMES.index(name)] == pytest.approx(240.0, rel=0.01)


def test_zeros_on_both_sides_leave_nothing_to_split():
    none = {**OWN, "conversion": 0.0}
    split = split_gap(own=none, best={**BEST, "conversion": 0.0})
    assert (split.gap, split.part.tolist(), split.zeros) == (0.0, [0.0] * 4, ())


def test_several_zeros_share_equally():
    split = split_gap(own={**OWN, "coverage": 0.0, "mix": 0.0}, best=BEST)
    np.testing.assert_allclose(split.part, [120.0, 0.0, 0.0, 120.0])


@given(a=size, near=st.floats(-1e-3, 1e-3))
def test_the_mean_lies_between_and_is_smooth_where_the_two_meet(a, near):
    b = a * math.exp(near)
    mean = log_mean(b, a)
    assert min(a, b) * (1 - 1e-12) <= mean <= max(a, b) * (1 + 1e-12)
    assert mean == pytest.approx(math.sqrt(a * b) * (1 + near**2 / 24), rel=1e-9)


@pytest.mark.parametrize(
    ("own", "error"),
    [
        ({**OWN, "mix": -1.0}, NumberError),
        ({**OWN, "mix": math.nan}, NumberError),
        ({**OWN, "mix": math.inf}, NumberError),
        ({"coverage": 1.0}, MismatchError),
    ],
    ids=["negative", "nan", "infinite", "others"],
)
def test_what_cannot_be_split_is_refused(own, error):
    with pytest.raises(error):
        split_gap(own=own, best=BEST)
