"""A frontier of a file: exact, complete, valid JSON, without settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
import xlsxwriter

from kam.core.errors import Invalid
from kam.performance.offline import report_of_file
from tests.reference.cravens import (
    FDH_PHI,
    TERRITORIES,
    VRS_EFFICIENT,
    VRS_MEAN_PHI,
    VRS_PHI,
)

SETTINGS = ("DJANGO_SETTINGS_MODULE", "KAM_ENV", "DATABASE_URL")
HEADER = ("区域", "潜力", "销售")


def lines(rows=None):
    told = [(t.id, t.potential, t.sales) for t in TERRITORIES] if rows is None else rows
    return "\r\n".join(",".join(map(str, row)) for row in [HEADER, *told])


def report_of(path, method="dea-vrs", **columns):
    columns = {
        "id_column": "区域",
        "input_column": "潜力",
        "output_column": "销售",
        **columns,
    }
    report = report_of_file(path, method=method, **columns)
    json.dumps(report, allow_nan=False)
    return report


@pytest.fixture
def written(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "figures.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("method", "wanted"), [("dea-vrs", VRS_PHI), ("fdh", FDH_PHI)])
def test_cravens_is_exact_in_every_encoding(written, encoding, method, wanted):
    report = report_of(written(lines(), encoding), method)
    assert [unit["phi"] for unit in report["units"]] == pytest.approx(wanted, rel=1e-12)
    assert (report["n"], report["dropped"]) == (25, [])
    assert all(unit["certified"] for unit in report["units"])


def test_the_efficient_territories_and_the_mean_are_the_known_ones(written):
    units = report_of(written(lines()))["units"]
    efficient = [unit["id"] for unit in units if unit["phi"] == 1.0]
    assert tuple(efficient) == VRS_EFFICIENT
    mean = sum(unit["phi"] for unit in units) / len(units)
    assert mean == pytest.approx(VRS_MEAN_PHI, rel=1e-13)
    assert set(units[0]) == {"id", "score", "phi", "class", "peers", "certified"}


@pytest.mark.reference
def test_the_reference_file_gives_the_same(reference_folder):
    path = reference_folder / "cravens" / "cravens.csv"
    report = report_of(
        path, id_column="territory", input_column="Poten", output_column="Sales"
    )
    assert [u["id"] for u in report["units"] if u["phi"] == 1.0] == list(VRS_EFFICIENT)


def test_a_workbook_gives_codes_without_decimals(tmp_path):
    path = tmp_path / "figures.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for place, t in enumerate(TERRITORIES, start=1):
        sheet.write_row(place, 0, [int(t.id), t.potential, t.sales])
    book.close()
    report = report_of(path)
    assert [unit["id"] for unit in report["units"]] == [t.id for t in TERRITORIES]


def test_every_row_is_a_unit_or_dropped_with_its_place_and_reason(written):
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
    report = report_of(written(lines(rows)))
    told = [(drop["row"], drop["column"], drop["code"]) for drop in report["dropped"]]
    assert told == [
        (27, "潜力", "missing_potential"),
        (28, "潜力", "nan_potential"),
        (29, "销售", "infinite_sales"),
        (30, "销售", "negative_sales"),
        (31, "销售", "not_a_number_sales"),
        (32, "区域", "missing_id"),
        (33, "区域", "duplicate_id"),
        (34, "销售", "infinite_sales"),
    ]
    assert report["n"] + len(told) == len(rows)
    assert all(drop["message"] for drop in report["dropped"])


def test_an_infinite_phi_is_null_and_a_warning_says_why(written):
    rows = [*((t.id, t.potential, t.sales) for t in TERRITORIES), ("26", 40000, 0)]
    report = report_of(written(lines(rows)))
    unit = next(unit for unit in report["units"] if unit["id"] == "26")
    assert (unit["phi"], unit["score"]) == (None, 0.0)
    warning = next(w for w in report["warnings"] if w["code"] == "zero_output")
    assert warning["ids"] == ["26"]


def test_few_units_are_not_classed(written):
    report = report_of(written(lines([("a", 1, 1), ("b", 2, 1)])))
    assert [unit["class"] for unit in report["units"]] == [None, None]
    assert "small_sample" in {warning["code"] for warning in report["warnings"]}


def test_nothing_usable_is_an_empty_report_with_reasons(written):
    report = report_of(written(lines([("a", "x", 1)])))
    assert (report["n"], report["units"], len(report["dropped"])) == (0, [], 1)
    assert [warning["code"] for warning in report["warnings"]] == ["empty"]


def test_a_missing_column_or_file_is_refused_in_words(written, tmp_path):
    with pytest.raises(Invalid, match="没有"):
        report_of(written(lines()), input_column="Potential")
    with pytest.raises(Invalid, match="打不开"):
        report_of(tmp_path / "absent.csv")
    with pytest.raises(Invalid):
        report_of(written(""))


def test_the_command_needs_neither_settings_nor_a_database(written):
    path = written(lines())
    program = "from kam.config.cli import main; raise SystemExit(main())"
    columns = ["--id", "区域", "--input", "潜力", "--output", "销售", "--json"]
    clean = {n: v for n, v in os.environ.items() if n not in SETTINGS}
    done = subprocess.run(
        [sys.executable, "-c", program, "frontier", str(path), *columns],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**clean, "PYTHONIOENCODING": "utf-8"},
        cwd=path.parent,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["n"] == 25
    assert [p.name for p in path.parent.iterdir()] == ["figures.csv"]
