"""Money is whole fen: nothing is lost on the way there and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.core.money import LARGEST_MINOR, Money


@given(st.integers(-LARGEST_MINOR, LARGEST_MINOR))
def test_there_and_back_is_the_same_amount(minor):
    assert Money.from_major(Money(minor).major).minor == minor


@pytest.mark.parametrize(
    ("typed", "minor"),
    [("0.005", 0), ("0.015", 2), ("0.025", 2), ("19.999", 2000), ("-0.005", 0)],
)
def test_half_a_fen_goes_to_the_even_one(typed, minor):
    assert Money.from_major(Decimal(typed)).minor == minor


def test_an_amount_keeps_its_currency():
    assert Money.from_major(Decimal("12.3"), "USD") == Money(1230, "USD")
    assert Money(1) != Money(1, "USD")
