"""The index is the customer's; our own view only shows the gap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.change.rules.equation import (
    BANDS,
    CEILING,
    COSTS,
    HIGHEST,
    LEVERS,
    NOTES,
    QUESTIONS,
    Term,
    band_of,
    blocking,
    cri,
    gaps,
    index_of,
    next_to_ask,
    shares,
)
from kam.change.rules.limits import ENTRIES, WEIGHTS, Limits
from kam.judgements.rules.scales import TERMS

score = st.integers(0, HIGHEST)
four = st.tuples(score, score, score, score)
side = st.fixed_dictionaries(
    {}, optional={name: st.builds(Term, score, st.booleans()) for name in TERMS}
)


def terms(risk, switch, post, value, *, probed=True):
    """Return one side in the deck's order."""
    told = zip(TERMS, (risk, switch, post, value), strict=True)
    return {name: Term(amount, probed) for name, amount in told}


def test_the_decks_own_figures():
    assert cri(43, 12, 10, 13) == pytest.approx(1.229, abs=5e-4)
    assert cri(12, 51, 38, 14) == pytest.approx(0.117, abs=5e-4)


@given(four)
def test_the_index_is_bounded_and_division_by_nought_defined(values):
    assert 0 <= cri(*values) <= CEILING


def test_something_for_nothing_is_the_ceiling_and_nothing_is_nothing():
    assert cri(3, 0, 0, 0) == CEILING
    assert cri(0, 0, 0, 0) == 0
    assert cri(0, 9, 9, 9) == 0


@given(four, st.integers(0, 3))
def test_more_value_never_lowers_and_more_cost_never_lifts(values, at):
    more = list(values)
    more[at] += 1
    if at == 0:
        assert cri(*more) >= cri(*values)
    else:
        assert cri(*more) <= cri(*values)


@given(side)
def test_the_index_lies_in_its_interval(customer):
    index = index_of(customer)
    if index.is_guess:
        assert index.value is index.low is index.high is None
        assert index.probed < 2
        return
    assert 0 <= index.low <= index.high <= CEILING
    if index.value is not None:
        assert index.low <= index.value <= index.high


@given(side)
def test_without_anything_unprobed_there_is_no_interval(customer):
    sure = {name: Term(term.value) for name, term in customer.items()}
    index = index_of(sure)
    if len(sure) == len(TERMS):
        assert index.low == index.value == index.high


@given(side, side)
def test_our_view_alone_gives_no_index_and_only_costs_block(ours, customer):
    block = blocking(ours, customer)
    assert block is None or block.term in COSTS
    assert index_of({}).is_guess
    told = gaps(ours, customer)
    if block and block.by_gap:
        assert told[block.term] > 0
        assert told[block.term] == max(told[name] for name in COSTS)


@given(side)
def test_shares_are_parts_of_one_whole(told):
    found = shares(told)
    total = sum(found.values())
    assert total == pytest.approx(1) or total == 0
    assert all(0 <= part <= 1 for part in found.values())


def test_two_probed_terms_end_the_guessing():
    one = {"risk": Term(7), "switch": Term(6, is_probed=False)}
    assert index_of(one).is_guess
    two = {**one, "value": Term(4)}
    index = index_of(two)
    assert not index.is_guess
    assert index.value is None
    assert (index.low, index.high) == (
        pytest.approx(4 / (7 + 8 + 10)),
        pytest.approx(4 / (7 + 4 + 0)),
    )
    assert index_of(two, Limits(probed=3)).is_guess


def test_the_example_of_the_screen():
    ours, customer = terms(3, 3, 2, 8), terms(7, 6, 4, 4)
    customer["post"] = Term(4, is_probed=False)
    assert blocking(ours, customer).term == "risk"
    index = index_of(customer)
    assert index.value == pytest.approx(4 / 17)
    assert (index.low, index.high) == (
        pytest.approx(4 / 19),
        pytest.approx(4 / 15),
    )
    assert gaps(ours, customer)["value"] == pytest.approx(4 / 21 - 8 / 16)


def test_without_our_view_the_heaviest_cost_blocks():
    block = blocking({}, terms(3, 6, 6, 1))
    assert (block.term, block.by_gap) == ("switch", False)
    assert blocking({}, {"value": Term(3)}) is None


@pytest.mark.parametrize(
    ("value", "band"),
    [(0, 0), (0.49, 0), (0.5, 1), (0.99, 1), (1, 2), (1.99, 2), (2, 3), (10, 3)],
)
def test_bands(value, band):
    assert band_of(value) == BANDS[band]


def test_bands_in_the_wrong_order_are_put_right():
    assert Limits(2, 0.5, 1).edges == (0.5, 1, 2)


def test_every_term_has_its_note_and_its_levers():
    assert set(NOTES) == set(LEVERS) == set(TERMS)


def test_no_number_claims_a_source():
    assert not any(e.verified for e in (*ENTRIES, *WEIGHTS.values()))


@given(side)
def test_what_to_ask_next_was_not_probed(customer):
    asked = next_to_ask(customer)
    probed = [name for name, term in customer.items() if term.is_probed]
    assert (asked == "") == (len(probed) == len(TERMS))
    assert asked not in probed
    assert set(QUESTIONS) == set(TERMS)
