"""`kam calibrate`: every row is used or dropped with its reason; what is refused."""

from __future__ import annotations

import pytest

from kam.config.tests.deals import STORY, WORDS, warned


def test_every_row_that_cannot_be_used_is_dropped_with_its_reason(told):
    bad = """\
,2026-01-06,Won,a
soon,2026-01-06,Won,a
1999-12-31,2026-01-06,Won,a
2026-02-01,,Engaging,a
2026-01-05,2026-01-01,Won,a
2026-01-05,,Lost,a
2026-01-05,later,Lost,a
2026-02-30,,Engaging,a"""
    code, report, _err = told(f"{STORY}\n{bad}")
    assert code == 0
    assert [(row["row"], row["code"]) for row in report["dropped_rows"]] == [
        (12, "missing_start"),
        (13, "unreadable_start"),
        (14, "unreadable_start"),
        (15, "start_after_censor"),
        (16, "end_before_start"),
        (17, "missing_end"),
        (18, "unreadable_end"),
        (19, "unreadable_start"),
    ]
    assert all(row["message"] for row in report["dropped_rows"])
    assert report["dropped"] == 8 == sum(report["reasons"].values())
    assert report["n"] + report["dropped"] == report["rows_in"] == 18


def test_what_ends_after_the_last_look_was_open_on_it(told):
    _code, report, _err = told(STORY, "--at", "5", censor="2026-01-08")
    assert report["reasons"] == {"start_after_censor": 1}
    assert report["n"] == 9
    assert report["closed_only"]["won"] == 1
    assert "4" in warned(report)["closed_later"]


def test_an_open_row_with_an_end_is_used_as_open_and_said(told):
    _code, report, _err = told(f"{STORY}\n2026-01-01,2026-06-30,Engaging,a")
    assert report["n"] == 11
    assert "1" in warned(report)["planned_end"]


def test_a_word_that_is_not_among_the_open_ones_is_dropped(told):
    lines = f"{STORY}\n2026-01-01,,Pausing,a"
    _code, report, _err = told(lines, "--open", "engaging")
    assert report["dropped_rows"][0]["code"] == "unknown_outcome"
    assert report["dropped_rows"][0]["value"] == "Pausing"
    assert (report["n"], report["dropped"]) == (10, 1)
    _code, report, _err = told(lines)
    assert (report["n"], report["dropped"]) == (11, 0)


def test_several_words_may_mean_the_same(told):
    lines = f"{STORY}\n2026-01-01,2026-01-05,Signed,a"
    _code, report, _err = told(lines, words=[*WORDS, "--won", "Signed"])
    assert report["closed_only"]["won"] == 5


def test_nothing_usable_is_an_empty_report_with_reasons(told):
    code, report, _err = told(",2026-01-06,Won,a\n,,Engaging,b")
    assert (code, report["n"], report["cif"], report["closed_only"]) == (1, 0, [], None)
    assert report["reasons"] == {"missing_start": 2}
    assert set(warned(report)) == {"empty"}


def test_one_way_to_end_alone_is_said(told):
    _code, report, _err = told("2026-01-01,2026-01-06,Won,a\n2026-01-01,,Engaging,b")
    assert "no_lost" in warned(report)


@pytest.mark.parametrize(
    ("lines", "options", "words", "said"),
    [
        (STORY, ["--start", "start"], WORDS, "start"),
        (STORY, ["--end", "begun"], WORDS, "begun"),
        (STORY, ["--group", "team"], WORDS, "team"),
        (STORY, [], ["--won", "Gewonnen", "--lost", "Verloren"], "Engaging (3)"),
        (STORY, [], ["--won", "Won", "--lost", "won"], "won"),
        (STORY, [], ["--won", "", "--lost", "Lost"], "--won"),
        ("", [], WORDS, "表头"),
    ],
)
def test_a_refusal_says_what_why_and_what_to_do(told, lines, options, words, said):
    code, report, _err = told(lines, *options, words=words)
    assert code == 1
    refused = report["refused"]
    assert said in f"{refused['what']} {refused['why']} {refused['todo']}"
    assert refused["todo"]


@pytest.mark.parametrize(
    "options",
    [
        ["--at", "soon"], ["--at", ""], ["--at", "-5"], ["--censor", "2026-02-30"],
        ["--hopeless", "2"], ["--stale", "nan"], ["--within", "0"], ["--within", "x"],
    ],
)  # fmt: skip
def test_wrong_use_is_told_apart_from_a_refusal(told, options, capsys):
    with pytest.raises(SystemExit) as left:
        told(STORY, *options)
    assert left.value.code == 2


def test_what_would_steer_a_terminal_is_taken_out_of_words(told):
    _code, out, _err = told(
        "2026-01-01,2026-01-06,Won,a\x1b[31m\n2026-01-01,,Wait\x1b[2J,b",
        "--group", "seller", as_json=False,
    )  # fmt: skip
    assert "\x1b" not in out
    assert "a[31m: 1 / 1" in out
