"""`kam calibrate`: the figures, the open ones, the groups, languages, no settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date

import pytest
import xlsxwriter

from kam.config.cli import main
from kam.config.tests.deals import COLUMNS, HEADER, STORY, WORDS, warned

SETTINGS = ("DJANGO_SETTINGS_MODULE", "KAM_ENV", "DATABASE_URL", "KAM_VAR")


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
    assert set(found) == {
        "not_apart", "not_followed", "few_at_risk", "taken_as_open", "ages_few",
    }  # fmt: skip
    assert "Engaging (3)" in found["taken_as_open"]


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


def test_open_ones_are_judged_by_their_age(told):
    lines = "\n".join(
        [f"2025-01-01,2025-02-{1 + at % 20:02d},Won,a" for at in range(40)]
        + ["2025-01-01,,Engaging,b"] * 200
        + ["2026-01-18,,Engaging,c", "2025-12-20,,Engaging,d"]
    )
    _code, report, _err = told(lines)
    found = report["open"]
    assert (found["n"], found["usual"], found["zombie"]) == (202, 2, 200)
    assert found["zombie_rows"] == list(range(42, 242))
    assert (found["stale_after"], found["within"]) == (49, 90)
    assert {"stale", "zombies"} <= set(warned(report))
    _code, report, _err = told(lines, "--hopeless", "0.001", "--stale", "0.01")
    found = report["open"]
    assert (found["zombie"], found["stale"], found["stale_after"]) == (0, 201, 31)
    _code, report, _err = told(STORY)
    assert report["open"]["unknown"] == 4
    assert "ages_few" in warned(report)


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
    open_ones = report["open"]
    assert (open_ones["n"], open_ones["stale"], open_ones["zombie"]) == (1589, 79, 1350)
    assert (open_ones["stale_after"], open_ones["zombie_after"]) == (107, 127)
    groups = report["groups"]
    assert (round(groups["chi2"], 2), groups["df"]) == (33.35, 29)
    assert (round(groups["p"], 3), groups["verdict"]) == (0.264, "alike")
