"""A frontier of a file: exact, complete, valid JSON, without settings."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest
import xlsxwriter

from kam.config.cli import main
from kam.config.tests.territories import COLUMNS, HEADER, lines, named
from tests.reference.cravens import (
    FDH_PHI,
    TERRITORIES,
    VRS_EFFICIENT,
    VRS_MEAN_PHI,
    VRS_PHI,
)

SETTINGS = ("DJANGO_SETTINGS_MODULE", "KAM_ENV", "DATABASE_URL")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("method", "wanted"), [("dea-vrs", VRS_PHI), ("fdh", FDH_PHI)])
def test_cravens_is_exact_in_every_encoding(
    written, answered, encoding, method, wanted
):
    _code, report = answered(written(lines(), encoding), "--method", method)
    assert [unit["phi"] for unit in report["units"]] == pytest.approx(wanted, rel=1e-12)
    assert (report["n"], report["dropped"]) == (25, [])
    assert all(unit["certified"] for unit in report["units"])


def test_the_efficient_territories_and_the_mean_are_the_known_ones(written, answered):
    _code, report = answered(written(lines()))
    units = report["units"]
    efficient = [unit["id"] for unit in units if unit["phi"] == 1.0]
    assert tuple(efficient) == VRS_EFFICIENT
    mean = sum(unit["phi"] for unit in units) / len(units)
    assert mean == pytest.approx(VRS_MEAN_PHI, rel=1e-13)
    contract = {"id", "score", "phi", "lower", "upper", "class", "peers", "certified"}
    assert contract <= set(units[0])
    assert {"method", "orientation", "coefficients", "standard_errors"} <= set(
        report["model"]
    )
    assert [set(peer) for peer in units[0]["peers"]] == [{"id", "weight"}]


def test_a_workbook_gives_codes_without_decimals(tmp_path, answered):
    path = tmp_path / "figures.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for place, t in enumerate(TERRITORIES, start=1):
        sheet.write_row(place, 0, [int(t.id), t.potential, t.sales])
    book.close()
    _code, report = answered(path)
    assert [unit["id"] for unit in report["units"]] == [t.id for t in TERRITORIES]


def test_every_row_is_a_unit_or_dropped_with_its_place_and_reason(written, answered):
    rows = [
        *((t.id, t.potential, t.sales) for t in TERRITORIES),
        ("26", "", 5),
        ("27", "nan", 5),
        ("28", 5, "inf"),
        ("29", 5, -1),
        ("30", 5, "many"),
        ("", 5, 5),
        ("1", 5, 5),
        ("31", '"1,234.5"', "1.8e400"),
    ]
    _code, report = answered(written(lines(rows)))
    found = [(drop["row"], drop["column"], drop["code"]) for drop in report["dropped"]]
    assert found == [
        (27, "潜力", "missing"),
        (28, "潜力", "nan"),
        (29, "销售", "infinite"),
        (30, "销售", "negative"),
        (31, "销售", "not_a_number"),
        (32, "区域", "missing_id"),
        (33, "区域", "duplicate_id"),
        (34, "销售", "infinite"),
    ]
    assert report["n"] + len(found) == len(rows)
    assert all(drop["message"] for drop in report["dropped"])


def test_nothing_sold_is_no_score_and_a_warning_says_why(written, answered):
    rows = [*((t.id, t.potential, t.sales) for t in TERRITORIES), ("26", 40000, 0)]
    _code, report = answered(written(lines(rows)))
    unit = next(unit for unit in report["units"] if unit["id"] == "26")
    assert (unit["phi"], unit["score"], unit["class"]) == (None, None, None)
    assert named(report, "zero_output")["ids"] == ["26"]


def test_few_units_are_not_classed(written, answered):
    _code, report = answered(written(lines([("a", 1, 1), ("b", 2, 1)])))
    assert [unit["class"] for unit in report["units"]] == [None, None]
    assert "2" in named(report, "small_sample")["message"]


def test_nothing_usable_is_an_empty_report_with_reasons(written, answered):
    code, report = answered(written(lines([("a", "x", 1)])))
    assert code == 1
    assert (report["n"], report["units"], len(report["dropped"])) == (0, [], 1)
    assert [warning["code"] for warning in report["warnings"]] == ["empty"]


def test_classes_need_an_interval_once_there_is_one(written, answered):
    path = written(lines())
    _code, plain = answered(path)
    assert {unit["lower"] for unit in plain["units"]} == {None}
    assert named(plain, "by_score")
    options = ("--bootstrap", "100", "--level", "0.9", "--seed", "4")
    _code, sure = answered(path, *options)
    assert sure == answered(path, *options)[1]
    for unit in sure["units"]:
        assert unit["lower"] <= unit["bias_corrected"] <= unit["upper"] <= unit["score"]
    assert {"undetermined"} < {unit["class"] for unit in sure["units"]}
    assert {unit["class"] for unit in plain["units"]} >= {"frontier", "average", "low"}
    assert sure["model"]["interval"]["level"] == 0.9


@pytest.mark.parametrize(
    "options",
    [
        ("--method", "order-m", "--order", "5"),
        ("--method", "quantile", "--tau", "0.8", "--log"),
        ("--method", "dea-crs", "--orientation", "input"),
        ("--method", "dea-ndrs", "--orientation", "directional"),
        ("--super-efficiency",),
        ("--orientation", "directional", "--fixed", "潜力"),
    ],
    ids=" ".join,
)
def test_every_method_tells_the_contract(written, answered, options):
    code, report = answered(written(lines()), *options)
    assert code == 0
    assert len(report["units"]) == report["n"] == 25
    for unit in report["units"]:
        assert {"id", "score", "lower", "upper", "class", "peers"} <= set(unit)
        assert unit["score"] is None or unit["score"] > 0


# ------------------------------------------------- the other forms


def test_csv_has_a_row_a_unit_and_nothing_runs_as_a_formula(written, capsys):
    rows = [("=1+1", 1, 1), ("b", 2, 3), ("c", "?", 3)]
    main(["frontier", str(written(lines(rows))), *COLUMNS, "--csv"])
    said = capsys.readouterr()
    found = list(csv.DictReader(io.StringIO(said.out.removeprefix("\ufeff"))))
    assert [row["id"] for row in found] == ["'=1+1", "b"]
    assert found[1]["peers"] == "b: 1"
    assert found[1]["target:销售"] == "3.0"
    assert "潜力" in said.err
    plain = written("id,x,y\na,1,2\nb,2,3")
    main(["frontier", str(plain), "--input", "x", "--output", "y", "--csv"])
    # Only what is beyond ASCII needs the mark that Excel looks for.
    assert capsys.readouterr().out.startswith("id,score,phi,")


@pytest.mark.parametrize(("tongue", "word"), [("zh", "绩效前沿"), ("en", "Learn from")])
def test_one_page_holds_chart_table_and_method(written, capsys, tongue, word):
    rows = [(f"<b>{t.id}", t.potential, t.sales) for t in TERRITORIES]
    path = written(lines(rows))
    options = ("--bootstrap", "60", "--html", "--language", tongue)
    assert main(["frontier", str(path), *COLUMNS, *options]) == 0
    page = capsys.readouterr().out
    assert word in page
    assert page.count("<svg") == 2
    assert "polyline" in page
    assert "Banker, Charnes" in page
    assert "<b>9" not in page
    assert "&lt;b&gt;9" in page
    for outside in ("http:", "https:", "<script", "src=", "@import", "url("):
        assert outside not in page
    assert 'lang="en"' in page if tongue == "en" else 'lang="zh-Hans"' in page


def test_messages_follow_the_language_asked_for(written, answered):
    path = written(lines([("a", "x", 1)]))
    _code, english = answered(path, "--language", "en")
    assert english["dropped"][0]["message"].startswith("not a number: write")
    _code, refused = answered(path, "--language", "en", "--tau", "0.5")
    assert refused["refused"]["what"] == "tau does not apply to dea-vrs"


def test_the_command_needs_neither_settings_nor_a_database(written):
    path = written(lines())
    program = "from kam.config.cli import main; raise SystemExit(main())"
    clean = {n: v for n, v in os.environ.items() if n not in SETTINGS}
    for form, reads in (("--json", json.loads), ("--html", str)):
        done = subprocess.run(
            [sys.executable, "-c", program, "frontier", str(path), *COLUMNS, form],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**clean, "PYTHONIOENCODING": "utf-8"},
            cwd=path.parent,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert reads(done.stdout)
    assert [p.name for p in path.parent.iterdir()] == ["figures.csv"]
