"""Bad input of `kam frontier`: refused, dropped or said, never a fine number."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import pytest

from kam.config.cli import main
from kam.config.tests.territories import lines, named

BAD = [
    ([("a", 1, 1)], ("--method", "sfa"), "1"),
    ([(n, 3, n) for n in range(1, 12)], ("--method", "quantile"), "潜力"),
    ([(n, n, n) for n in range(1, 12)], ("--tau", "0.5"), "tau"),
    ([(n, n, n) for n in range(1, 12)], ("--log",), "log"),
    ([(n, n, n) for n in range(1, 12)], ("--bootstrap", "3"), "bootstrap"),
    ([(n, n, n) for n in range(1, 12)], ("--fixed", "无"), "fixed"),
    ([(1, 0, 5), (2, 3, 4)], ("--method", "dea-crs"), "1"),
    ([(n, n, n) for n in range(1, 12)], ("--by", "无"), "无"),
    (
        [(n, n, n) for n in range(1, 12)],
        ("--method", "sfa", "--orientation", "input"),
        "orientation",
    ),
    ([(n, n, n) for n in range(1, 12)], ("--input", "潜力"), "潜力"),
    ([(n, n, n) for n in range(1, 12)], ("--fixed", "销售"), "销售"),
    ([(n, n, n) for n in range(1, 12)], ("--method", "sfa", "--output", "潜力"), ""),
]


@pytest.mark.parametrize(("rows", "options", "word"), BAD)
def test_what_cannot_be_answered_is_refused_in_words(
    written, answered, rows, options, word
):
    code, report = answered(written(lines(rows)), *options)
    assert code == 1
    assert word in report["refused"]["what"]
    assert report["refused"]["todo"]


SAID = [
    ([(n, n, 5) for n in range(1, 12)], (), "constant_column", []),
    ([(n, 3, 5) for n in range(1, 12)], (), "all_equal", []),
    (
        [(1, 2, 3), (2, 2, 3), *((n, n, n) for n in range(3, 12))],
        (),
        "duplicate_units",
        ["1"],
    ),
    ([(1, 0, 3), *((n, n, n) for n in range(2, 12))], (), "zero_input", ["1"]),
    (
        [(1, -2, 3), *((n, n, n * n % 7) for n in range(2, 12))],
        ("--method", "quantile"),
        "below_zero",
        ["1"],
    ),
    ([(1, 2, 3), (2, 3, 3)], (), "single_corner", ["1"]),
    (
        [(1, 2, 0), *((n, n, n) for n in range(2, 12))],
        ("--bootstrap", "60"),
        "no_interval",
        [],
    ),
]


@pytest.mark.parametrize(("rows", "options", "code", "ids"), SAID)
def test_what_looks_odd_is_said_with_its_units(
    written, answered, rows, options, code, ids
):
    _code, report = answered(written(lines(rows)), *options)
    found = named(report, code)
    assert found["ids"] == ids
    assert found["message"]
    assert "%(" not in found["message"]


def test_figures_without_logarithm_are_dropped_row_by_row(written, answered):
    rows = [(n, n, n * n % 7 + 1) for n in range(1, 20)]
    path = written(lines([*rows, ("z", 0, 4), ("y", 4, 0)]))
    _code, report = answered(path, "--method", "quantile", "--log")
    found = [(d["id"], d["column"], d["code"]) for d in report["dropped"]]
    assert found == [("z", "潜力", "not_positive"), ("y", "销售", "not_positive")]
    assert [*report["model"]["coefficients"]] == ["intercept", "log(潜力)"]


def test_wrong_skewness_is_said_and_nobody_is_placed(written, answered):
    _code, report = answered(written(lines()), "--method", "sfa", "--log")
    assert {"wrong_skewness", "no_inefficiency"} <= {
        note["code"] for note in report["warnings"]
    }
    assert {unit["score"] for unit in report["units"]} == {1.0}
    assert {unit["class"] for unit in report["units"]} == {"undetermined"}


def test_a_missing_column_or_file_is_refused_in_words(written, answered, tmp_path):
    path = written(lines())
    wrong = ("--id", "区域", "--input", "Potential", "--output", "销售")
    assert "没有" in answered(path, columns=wrong)[1]["refused"]["what"]
    assert "打不开" in answered(tmp_path / "absent.csv")[1]["refused"]["what"]
    assert answered(written(""))[0] == 1


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path, answered):
    path = tmp_path / "huge.csv"
    with path.open("wb") as hole:
        hole.truncate(10 * 2**30)
    code, report = answered(path)
    assert (code, report["refused"]["code"]) == (1, "too-large")


def test_a_line_without_rest_is_an_answer_of_its_own(written, answered):
    path = written(lines([(n, n, 2 * n + 3) for n in range(1, 13)]))
    code, report = answered(path, "--method", "sfa")
    said = {note["code"] for note in report["warnings"]}
    assert code == 0
    assert "exact_line" in said
    assert not {"no_inefficiency", "wrong_skewness", "uncertified"} & said
    model = report["model"]
    assert model["coefficients"] == pytest.approx({"intercept": 3, "潜力": 2})
    assert (model["sigma2"], model["gamma"], model["loglik"]) == (0, None, None)
    assert {unit["score"] for unit in report["units"]} == {1.0}


@pytest.mark.parametrize(("count", "language"), [(7, "zh"), (7, "en"), (4, "zh")])
def test_many_units_are_named_shortly_in_one_language(
    written, answered, count, language
):
    rows = [(f"u{n}", 0, n) for n in range(1, count + 1)]
    path = written(lines([*rows, ("v", 3, 4)]))
    options = ("--method", "dea-crs", "--language", language)
    told = answered(path, *options)[1]["refused"]
    assert "more" not in told["what"]
    assert "'u4'" in told["what"]
    assert ("…" in told["what"]) is (count > 5)
    assert ("7" in told["why"]) is (count > 5)


def test_a_row_wider_than_the_head_takes_no_part(written, answered):
    text = lines([("a", 1, 2), ("b", "3,400", 5), ("c", 4, 6)])
    _code, report = answered(written(text))
    assert [unit["id"] for unit in report["units"]] == ["a", "c"]
    (drop,) = report["dropped"]
    assert (drop["row"], drop["id"], drop["code"]) == (3, "b", "not_a_number")
    assert any("1,234" in note and " 3 " in note for note in report["notes"])
    quoted = lines([("a", 1, 2), ("b", '"3,400"', 5), ("c", 4, 6)])
    _code, report = answered(written(quoted))
    assert (report["n"], report["dropped"]) == (3, [])
    assert not any("1,234" in note for note in report["notes"])


@pytest.mark.parametrize("method", ["sfa", "quantile"])
def test_whoever_has_no_share_of_the_line_is_named(written, answered, method):
    draws = [(n, n, 3 * n + n * n * 7 % 5 + 4) for n in range(1, 25)]
    rows = [*draws, ("z", 9, 0), ("m", 8, -2)]
    _code, report = answered(written(lines(rows)), "--method", method)
    without = [unit["id"] for unit in report["units"] if unit["score"] is None]
    assert without == named(report, "no_share")["ids"]
    assert without
    _code, whole = answered(written(lines(draws)), "--method", method)
    assert "no_share" not in {note["code"] for note in whole["warnings"]}


@pytest.mark.parametrize("size", ["e307", "e-310"])
def test_figures_near_the_end_of_floats_say_nothing_beside_the_answer(
    written, answered, size, recwarn
):
    rows = [(n, f"{n / 10}{size}", n * n % 7 + 1) for n in range(1, 16)]
    _code, report = answered(written(lines(rows)))
    plain = [(n, n, n * n % 7 + 1) for n in range(1, 16)]
    _code, usual = answered(written(lines(plain)))
    scores = [[unit["score"] for unit in one["units"]] for one in (report, usual)]
    assert scores[0] == pytest.approx(scores[1], rel=1e-9)
    assert not [one for one in recwarn if one.category is RuntimeWarning]


@pytest.mark.parametrize(("other", "refused"), [("CALLS", 1), ("visits", 0)])
def test_one_column_under_two_spellings_is_one_column(
    written, answered, other, refused
):
    rows = [(n, n, n * n % 7 + 1, n % 5 + 2) for n in range(1, 12)]
    path = written(lines(rows, header=("id", "Calls", "sales", "visits")))
    columns = ("--id", "id", "--input", "Calls", "--input", other, "--output", "sales")
    code, report = answered(path, columns=columns)
    assert code == refused
    assert ("refused" in report) is bool(refused)


def test_a_refusal_of_one_group_names_it(written, answered):
    rows = [(n, n, n * n % 7 + 1, "南") for n in range(1, 12)]
    path = written(
        lines([*rows, ("z", 3, 4, "北")], header=("区域", "潜力", "销售", "组"))
    )
    _code, report = answered(path, "--by", "组", "--method", "sfa")
    assert "北" in report["refused"]["why"]
    whole = written(lines(rows, header=("区域", "潜力", "销售", "组")))
    assert answered(whole, "--by", "组", "--method", "sfa")[0] == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("form", ["--json", "--csv", "--html"])
def test_an_answer_that_cannot_be_written_is_said_in_words(
    written, capsys, monkeypatch, form
):
    path = written(lines())
    columns = ("--id", "区域", "--input", "潜力", "--output", "销售")
    codes = []
    with suppress(OSError), Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        codes.append(main(["frontier", str(path), *columns, form, "--language", "zh"]))
    sys.stdout.close()
    monkeypatch.undo()
    assert codes == [1]
    assert "写不出去" in capsys.readouterr().err
    assert main(["frontier", str(path), *columns, form]) == 0
