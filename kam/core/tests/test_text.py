"""Texts are cleaned alike, compared by what they share, and found by each word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.core.errors import Invalid
from kam.core.text import clean_text, digits_key, name_key

WRITTEN = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40
)


@given(WRITTEN)
def test_cleaning_is_done_once(text):
    once = clean_text(text)
    assert clean_text(once) == once == unicodedata.normalize("NFC", text)


@given(WRITTEN, WRITTEN, st.sampled_from(["\x00", "\ud800", "\udfff"]))
def test_what_no_database_stores_is_refused(before, after, broken):
    with pytest.raises(Invalid) as refusal:
        clean_text(before + broken + after)
    assert refusal.value.todo


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("华东医疗有限公司", "华东医疗"),
        ("华东医疗股份有限公司", "华东 医疗"),
        ("ＡＢＢ（中国）", "abb(中国)"),
        ("Siemens Ltd.", "SIEMENS"),
        ("A-B C", "abc"),
    ],
)
def test_two_spellings_of_one_name_share_their_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("华东医疗", "华西医疗"), ("公司", "集团"), ("Co", "Inc")]
)
def test_two_names_keep_two_keys(one, other):
    assert name_key(one) != name_key(other)


@given(WRITTEN)
def test_the_key_of_a_key_is_no_longer(text):
    assert len(name_key(name_key(text))) <= len(name_key(text))


@given(st.text("0123456789０１２３ -–()+", max_size=20))
def test_a_number_is_compared_by_its_digits(text):
    key = digits_key(text)
    assert key.isascii()
    assert digits_key(key) == key
    assert not set(key) - set("0123456789")
