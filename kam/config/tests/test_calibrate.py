"""`kam calibrate`: any file, every row accounted for, both languages, no settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date

import pytest
import xlsxwriter

from kam.config.cli import main

SETTINGS = ("DJANGO_SETTINGS_MODULE", "KAM_ENV", "DATABASE_URL", "KAM_VAR")
HEADER = "begun,ended,fate,seller"
WORDS = ["--won", "Won", "--lost", "Lost"]
COLUMNS = ["--start", "begun", "--end", "ended", "--outcome", "fate"]
# Ten deals watched until 21 January: won on day 5, 8, 8, 15, lost on 5 and 12, open
# since 8, 15, 20 and 20 days.
STORY = """\
2026-01-01,2026-01-06,Won,a
2026-01-01,2026-01-06,Lost,b
2026-01-01,2026-01-09,Won,a
2026-01-02,2026-01-10,won ,b
2026-01-13,,Engaging,a
2026/1/1,2026年1月13日,LOST,b
20260101,2026-01-16,Won,a
2026-01-06,,,b
2026-01-01,,Engaging,a
2026-01-01,,Engaging,b"""


@pytest.fixture
def told(tmp_path, capsys):
    """Run the command on lines and return its exit code and what it printed."""

    def run(lines, *options, censor="2026-01-21", words=WORDS, as_json=True):
        path = lines
        if isinstance(lines, str):
            path = tmp_path / "deals.csv"
            path.write_text(f"{HEADER}\n{lines}", encoding="utf-8")
        code = main(
            ["calibrate", str(path), *COLUMNS, *words, "--censor", censor, *options]
            + ["--json"] * as_json
        )
        out, err = capsys.readouterr()
        return code, json.loads(out) if as_json else out, err

    return run


def warned(report):
    return {warning["code"]: warning["message"] for warning in report["warnings"]}


def test_the_story_worked_by_hand_comes_out(told):
    code, report, err = told(STORY, "--at", "5,8,12,15,20,21")
    assert (code, err) == (0, "")
    assert (report["rows_in"], report["n"], report["dropped"]) == (10, 10, 0)
    assert [row["day"] for row in report["cif"]] == [5, 8, 12, 15, 20, 21]
    won = [row["won"] for row in report["cif"]]
    assert won == pytest.approx([0.1, 0.3, 0.3, 0.42, 0.42, None])
    assert [row["lost"] for row in report["cif"][:5]] == pytest.approx(
        [0.1, 0.1, 0.22, 0.22, 0.22]
    )
    assert report["cif"][1]["won_low"] < 0.3 < report["cif"][1]["won_high"]
    assert [row["at_risk"] for row in report["cif"]] == [10, 8, 5, 4, 2, 0]
    assert report["closed_only"]["share"] == pytest.approx(4 / 6, abs=1e-6)
    assert report["groups"] is None
    assert report["method"] == "aalen-johansen"
    found = warned(report)
    assert {"not_apart", "not_followed", "few_at_risk", "taken_as_open"} == set(found)
    assert "Engaging (3)" in found["taken_as_open"]


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


def test_groups_are_compared_in_the_order_of_their_names(told):
    lines = "\n".join(
        f"2026-01-01,2026-01-0{2 + at % 5},{'Won' if at % per else 'Lost'},{name}"
        for name, per in (("b", 2), ("a", 9))
        for at in range(60)
    )
    lines += "\n2026-01-01,2026-01-03,Won,\n2026-01-01,,Engaging,c"
    _code, report, _err = told(lines, "--group", "seller")
    groups = report["groups"]
    assert [group["name"] for group in groups["groups"]] == ["a", "b"]
    assert (groups["column"], groups["df"], groups["verdict"]) == (
        "seller", 1, "differ",
    )  # fmt: skip
    assert [group["standing"] for group in groups["groups"]] == ["above", "below"]
    assert groups["without_closed"] == ["c"]
    assert groups["p"] < 0.001
    assert {"groups_differ", "groups_blank"} <= set(warned(report))
    _code, report, _err = told(STORY, "--group", "seller")
    assert report["groups"]["verdict"] == "thin"


def test_nothing_usable_is_an_empty_report_with_reasons(told):
    code, report, _err = told(",2026-01-06,Won,a\n,,Engaging,b")
    assert (code, report["n"], report["cif"], report["closed_only"]) == (0, 0, [], None)
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
    [["--at", "soon"], ["--at", ""], ["--at", "-5"], ["--censor", "2026-02-30"]],
)
def test_wrong_use_is_told_apart_from_a_refusal(told, options, capsys):
    with pytest.raises(SystemExit) as left:
        told(STORY, *options)
    assert left.value.code == 2


def test_a_workbook_gives_the_same(told, tmp_path):
    path = tmp_path / "deals.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("交易")
    style = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEADER.split(","))
    for at, row in enumerate(STORY.splitlines(), start=1):
        begun, ended, *rest = row.split(",")
        for place, text in enumerate((begun, ended)):
            found = text.replace("/1/1", "-01-01").replace("年1月13日", "-01-13")
            if found == "20260101":
                sheet.write_number(at, place, 46023)
            elif found:
                sheet.write_datetime(at, place, date.fromisoformat(found), style)
        sheet.write_row(at, 2, rest)
    book.close()
    _code, wanted, _err = told(STORY)
    _code, found, _err = told(path, "--sheet", "交易")
    assert found == wanted


@pytest.mark.parametrize(
    ("tongue", "words", "refusal"),
    [
        (
            "zh_CN.UTF-8",
            ("天（含当天）", "没有用：没有开始日期，1 行（第 12 行）"),
            "打不开",
        ),
        ("en_GB.UTF-8", ("by day", "Not used: There is no start date"), "Cannot open"),
    ],
)
def test_it_speaks_the_language_of_the_terminal(
    told, monkeypatch, tmp_path, tongue, words, refusal
):
    monkeypatch.setenv("LC_ALL", tongue)
    _code, out, _err = told(f"{STORY}\n,,Won,a", "--group", "seller", as_json=False)
    assert all(word in out for word in words)
    code, report, _err = told(tmp_path / "absent.csv")
    assert (code, report["refused"]["what"][: len(refusal)]) == (1, refusal)


def test_the_command_needs_neither_settings_nor_a_database(tmp_path):
    path = tmp_path / "deals.csv"
    path.write_text(f"{HEADER}\n{STORY}", encoding="utf-8")
    program = "from kam.config.cli import main; raise SystemExit(main())"
    options = [*COLUMNS, *WORDS, "--censor", "2026-01-21", "--start", "begin"]
    clean = {n: v for n, v in os.environ.items() if n not in SETTINGS}
    done = subprocess.run(
        [sys.executable, "-c", program, "calibrate", str(path), *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**clean, "LC_ALL": "en", "PYTHONIOENCODING": "utf-8"},
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "The table has no column “begin”",
        "Its columns: begun, ended, fate, seller",
    ]
    assert [p.name for p in tmp_path.iterdir()] == ["deals.csv"]


@pytest.mark.reference
def test_the_pipeline_of_a_reseller_comes_out_as_expected(
    reference_folder, capsys, monkeypatch
):
    monkeypatch.setenv("LC_ALL", "en")
    path = reference_folder / "maven_crm" / "sales_pipeline.csv"
    options = "--start engage_date --end close_date --outcome deal_stage --won Won"
    options += " --lost Lost --censor 2017-12-31 --at 30,60,90,120,138 --json"
    main(["calibrate", str(path), *options.split(), "--group", "sales_agent"])
    report = json.loads(capsys.readouterr().out)
    assert (report["n"], report["dropped"]) == (8300, 500)
    assert report["reasons"] == {"missing_start": 500}
    won = [round(row["won"], 4) for row in report["cif"]]
    assert won == [0.2190, 0.2647, 0.3970, 0.5000, 0.5194]
    assert round(report["closed_only"]["share"], 4) == 0.6315
    assert "63.15% were won, which overstates it" in warned(report)["overstates"]
    groups = report["groups"]
    assert (round(groups["chi2"], 2), groups["df"]) == (33.35, 29)
    assert (round(groups["p"], 3), groups["verdict"]) == (0.264, "alike")
