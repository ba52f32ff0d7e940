"""Whether groups differ: against scipy, and never ranked where chance will do."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from salesfrontier import (
    ComparisonVerdict,
    ConstantError,
    DuplicateIdError,
    LengthError,
    NoCasesError,
    NumberError,
    compare_proportions,
)

group = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)
tables = st.lists(group, min_size=1, max_size=12)


def compared(table, **options):
    won, cases = zip(*table, strict=True)
    names = [f"g{at}" for at in range(len(table))]
    return compare_proportions(names=names, successes=won, cases=cases, **options)


@given(table=tables)
def test_the_statistic_is_pearsons(table):
    used = [(won, n) for won, n in table if n]
    assume(len(used) > 1 and 0 < sum(w for w, _ in used) < sum(n for _, n in used))
    found = compared(table)
    wanted = chi2_contingency([(w, n - w) for w, n in used], correction=False)
    assert found.chi2 == pytest.approx(wanted.statistic, rel=1e-9, abs=1e-9)
    assert (found.df, found.p) == (wanted.dof, pytest.approx(wanted.pvalue, rel=1e-7))
    assert found.smallest_expected == pytest.approx(wanted.expected_freq.min())


@given(table=tables)
def test_nobody_is_above_or_below_unless_the_groups_differ(table):
    found = compared(table)
    if found.verdict is not ComparisonVerdict.DIFFER:
        assert {str(one.standing) for one in found.groups} <= {"with"}
    for one in found.groups:
        won = sum(g.successes for g in found.groups if g is not one)
        rest = sum(g.cases for g in found.groups if g is not one)
        if one.standing == "above":
            assert one.share.low > won / rest
        if one.standing == "below":
            assert one.share.high < won / rest


@given(table=tables, order=st.randoms(use_true_random=False))
def test_the_order_of_groups_is_kept_and_changes_no_verdict(table, order):
    places = list(range(len(table)))
    order.shuffle(places)
    before = compared(table)
    after = compare_proportions(
        names=[f"g{at}" for at in places],
        successes=[table[at][0] for at in places],
        cases=[table[at][1] for at in places],
    )
    standing = {one.name: one.standing for one in before.groups}
    assert {one.name: one.standing for one in after.groups} == standing
    assert after.verdict is before.verdict
    kept = [f"g{at}" for at in places if table[at][1]]
    assert [one.name for one in after.groups] == kept


def test_thirty_equal_sellers_are_not_ranked_though_one_is_first():
    draw = np.random.default_rng(7)
    won = draw.binomial(200, 0.6, 30)
    found = compared([(int(one), 200) for one in won])
    assert won.max() > won.min()
    assert found.verdict is ComparisonVerdict.ALIKE
    assert {str(one.standing) for one in found.groups} == {"with"}


def test_a_group_that_stands_out_is_named_and_the_others_are_not():
    found = compared([(20, 100), (52, 100), (50, 100), (51, 100)])
    assert found.verdict is ComparisonVerdict.DIFFER
    assert found.groups[0].standing == "below"
    assert found.to_columns()["name"] == ["g0", "g1", "g2", "g3"]


def test_small_expected_counts_are_said():
    found = compared([(3, 3), (0, 3)])
    assert found.verdict is ComparisonVerdict.THIN
    assert found.p < 0.05
    assert found.smallest_expected == 1.5


@pytest.mark.parametrize("table", [[(3, 9)], [(0, 9), (0, 5)], [(9, 9), (5, 5)]])
def test_where_nothing_can_differ_nothing_is_tested(table):
    found = compared([*table, (0, 0)])
    assert found.verdict is ComparisonVerdict.SINGLE
    assert (found.chi2, found.p) == (None, None)
    assert found.empty == (f"g{len(table)}",)


def test_groups_without_any_case_are_an_empty_answer():
    found = compared([(0, 0), (0, 0)])
    assert (found.groups, found.df, found.chi2) == ((), 0, None)


def test_the_callers_counts_are_left_alone_and_the_answer_is_frozen():
    won, cases = np.array([3, 4]), np.array([9, 9])
    found = compare_proportions(names="ab", successes=won, cases=cases)
    assert (won.tolist(), cases.tolist()) == ([3, 4], [9, 9])
    assert found == compare_proportions(names="ab", successes=won, cases=cases)
    with pytest.raises(FrozenInstanceError):
        found.p = 0


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"successes": [1, float("nan")]}, NumberError),
        ({"successes": [1, 1.5]}, NumberError),
        ({"successes": [1, 9]}, NumberError),
        ({"successes": [1, -1]}, NumberError),
        ({"successes": [1]}, LengthError),
        ({"cases": [5, 5, 5]}, LengthError),
        ({"names": "aa"}, DuplicateIdError),
        ({"names": "", "successes": [], "cases": []}, NoCasesError),
        ({"alpha": 0}, ConstantError),
        ({"level": 2}, ConstantError),
    ],
)
def test_what_cannot_be_compared_is_refused(changes, error):
    with pytest.raises(error):
        compare_proportions(
            **{"names": "ab", "successes": [1, 2], "cases": [5, 5], **changes}
        )
