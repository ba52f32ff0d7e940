"""The purchase formula multiplies, stays within 0 and 1, and names its weakest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.accounts.terms import AccountKind
from kam.change.rules.limits import WEIGHTS, weight_of
from kam.change.rules.purchase import FACTORS, purchase, relationship_of

part = st.floats(0, 1)
parts = st.tuples(part, part, part, part)


@given(parts)
def test_the_result_is_bounded_and_adds_up(told):
    found = purchase(*told)
    assert 0 <= found.result <= 1 + 1e-12
    bracket = found.advantage_part + found.interest_part
    assert found.result == pytest.approx(told[0] * bracket)
    assert found.weakest in FACTORS


@given(parts, st.integers(0, 2), part)
def test_more_of_a_factor_never_lowers(told, at, more):
    higher = list(told)
    higher[at] = max(told[at], more)
    assert purchase(*higher).result >= purchase(*told).result - 1e-12


@given(parts)
def test_raising_the_weakest_lifts_most(told):
    now = purchase(*told)
    lifts = {}
    for at, name in enumerate(FACTORS):
        raised = list(told)
        raised[at] = 1.0
        lifts[name] = purchase(*raised).result - now.result
    assert lifts[now.weakest] == pytest.approx(max(lifts.values()), abs=1e-8)


@given(st.integers(1, 5), st.integers(1, 5))
def test_relationship_runs_from_nought_to_one(business, personal):
    strength = relationship_of(business, personal)
    assert 0 <= strength <= 1
    assert (strength == 0) == (business == personal == 1)
    assert (strength == 1) == (business == personal == 5)


def test_every_kind_of_customer_has_its_weight():
    assert set(WEIGHTS) == set(AccountKind.values)
    assert weight_of("unheard").key == "purchase.advantage.other"


def test_with_nothing_at_all_the_relationship_comes_first():
    assert purchase(0, 0, 0, 0.6).weakest == "relationship"
