"""What a search index keeps, and what a question asks it for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.core.words import LONGEST_WORD, Sought, folded, indexed, sought, words


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("华为技术", ["华为", "为技", "技术", "术"]),
        ("华", ["华"]),
        ("华为CT室", ["华为", "为", "ct", "室"]),
        ("\uff23\uff34\uff0d\uff16\uff14 排", ["ct", "64", "排"]),
        ("Élodie O'Brien", ["elodie", "o", "brien"]),
        ("Łódź ПРИВЕТ ΣΟΦΙΑ", ["łodz", "привет", "σοφια"]),
        ("D-二聚体；试剂。", ["d", "二聚", "聚体", "体", "试剂", "剂"]),
        ("が𠮷野家", ["が𠮷", "𠮷野", "野家", "家"]),
        ('"); DROP TABLE x --', ["drop", "table", "x"]),
        ("@a1 @t2 a AND b* NEAR(c)", ["a1", "t2", "a", "and", "b", "near", "c"]),
        ("", []),
        (None, []),
        ("，。！？ \t\n…—“”", []),
    ],
)
def test_what_an_index_keeps_of_a_text(text, kept):
    assert words(text) == kept


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("华为", Sought(("华为",))),
        ("华为技", Sought(("华为", "为技"))),
        ("华为 CT", Sought(("华为",), ("ct",))),
        ("李", Sought((), ("李",))),
        ("  ", Sought()),
        ("()*:^\"'-+", Sought()),
    ],
)
def test_what_a_question_asks_for(question, asked):
    assert sought(question) == asked


def test_a_question_of_single_characters_is_short():
    assert sought("李 a").is_short
    assert not sought("李明").is_short
    assert not sought("").whole


def test_several_texts_do_not_run_into_each_other():
    assert indexed("东湖", "医院") == "东湖 湖 医院 院"


def test_a_word_without_end_is_cut():
    assert words("a" * 5000) == ["a" * LONGEST_WORD]


@given(st.text())
def test_an_index_holds_nothing_that_means_something_to_a_query(text):
    kept = words(text)
    assert not set("".join(kept)) & set("@\"'*()^:&|!<> \t\n\\\0")
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_a_text_is_found_by_itself(text):
    kept, asked = words(text), sought(text)
    assert set(asked.whole) <= set(kept)
    assert all(any(w.startswith(b) for w in kept) for b in asked.beginnings)


@pytest.mark.parametrize("text", ["东湖医院检验科", "Northern Rivers 华为 CT-64"])
def test_a_part_between_borders_is_found(text):
    for part in (text[:2], text[2:4], text[-2:], text[-1:]):
        asked = sought(part)
        kept = words(text)
        assert all(word in kept for word in asked.whole)
