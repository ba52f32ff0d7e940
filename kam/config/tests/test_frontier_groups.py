"""A frontier of a file in groups: each alone, all together, and whether they differ."""

from __future__ import annotations

import pytest

from kam.config.cli import main
from kam.config.tests.territories import COLUMNS, HEADER, lines
from tests.reference.cravens import TERRITORIES


def test_groups_are_compared_among_their_own(written, answered):
    rows = [
        (t.id, t.potential, t.sales, "甲" if t.potential > 35e3 else "乙")
        for t in TERRITORIES
    ]
    path = written(lines(rows, header=(*HEADER, "组")))
    _code, report = answered(path, "--by", "组")
    assert [group["by"] for group in report["groups"]] == ["甲", "乙"]
    assert sum(group["n"] for group in report["groups"]) == report["n"] == 25
    by_itself = [row[:3] for row in rows if row[3] == "乙"]
    _code, alone = answered(written(lines(by_itself)))
    second = report["groups"][1]
    assert second["units"] == alone["units"]
    assert {unit["by"] for unit in report["units"]} == {"甲", "乙"}


def grouped_rows():
    """Cravens in two groups, of which one is held back by a third."""
    for t in TERRITORIES:
        low = int(t.id) % 2
        yield (
            t.id,
            t.potential,
            t.sales * (2 / 3 if low else 1),
            "乙" if low else "甲",
        )


def test_groups_are_also_held_against_one_frontier_and_compared(written, answered):
    rows = list(grouped_rows())
    path = written(lines(rows, header=(*HEADER, "组")))
    code, report = answered(path, "--by", "组")
    assert code == 0
    again = answered(path, "--by", "组")[1]
    _code, alone = answered(written(lines([row[:3] for row in rows])))
    assert report["pooled"]["units"] == alone["units"]
    compared = report["comparison"]
    assert compared == again["comparison"]
    by_id = {unit["id"]: unit["score"] for unit in alone["units"]}
    for group in compared["groups"]:
        own = [by_id[row[0]] for row in rows if row[3] == group["by"]]
        assert group["n"] == len(own)
        assert group["mean"] == pytest.approx(sum(own) / len(own))
    gap = compared["differences"][0]
    means = {group["by"]: group["mean"] for group in compared["groups"]}
    assert gap["difference"] == pytest.approx(
        means[gap["first"]] - means[gap["second"]]
    )
    assert 0 < compared["p_value"] < 0.1
    assert compared["method"] == "permutation"


def test_one_group_alone_is_compared_with_nobody(written, answered, capsys):
    rows = [(t.id, t.potential, t.sales, "甲") for t in TERRITORIES]
    path = written(lines(rows, header=(*HEADER, "组")))
    _code, report = answered(path, "--by", "组")
    assert report["comparison"] is None
    assert report["pooled"]["n"] == 25
    main(["frontier", str(path), *COLUMNS, "--by", "组", "--language", "en"])
    assert "nothing to compare" in capsys.readouterr().out


def test_rows_left_out_do_not_shift_who_belongs_to_which_group(written, answered):
    rows = [("x1", "", 5, "乙"), *grouped_rows(), ("x2", 40000, 0, "乙")]
    _code, report = answered(written(lines(rows, header=(*HEADER, "组"))), "--by", "组")
    counted = {group["by"]: group["n"] for group in report["comparison"]["groups"]}
    assert counted == {"乙": 13, "甲": 12}
    assert report["pooled"]["n"] == 26


@pytest.mark.parametrize("form", [(), ("--html",)])
def test_whether_groups_differ_is_said_in_words(written, capsys, form):
    path = written(lines(list(grouped_rows()), header=(*HEADER, "组")))
    asked = ["frontier", str(path), *COLUMNS, "--by", "组", "--language", "en", *form]
    assert main(asked) == 0
    said = capsys.readouterr().out
    assert "differ by" in said
    assert "shuffles" in said


def test_errors_of_a_quantile_are_robust_unless_equal_spread_is_asked_for(
    written, answered
):
    path = written(lines())
    quantile = ("--method", "quantile", "--tau", "0.8")
    found = {
        name: answered(path, *quantile, *options)[1]["model"]
        for name, options in {
            "usual": (),
            "robust": ("--errors", "robust"),
            "iid": ("--errors", "iid"),
        }.items()
    }
    assert found["usual"] == found["robust"]
    assert [model["errors"] for model in found.values()] == ["robust", "robust", "iid"]
    assert found["iid"]["coefficients"] == found["robust"]["coefficients"]
    assert found["iid"]["standard_errors"] != found["robust"]["standard_errors"]
    code, refused = answered(path, "--errors", "iid", "--language", "en")
    assert code != 0
    assert refused["refused"]["what"] == "errors does not apply to dea-vrs"
