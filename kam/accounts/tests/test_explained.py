"""The worked tables of docs/explain/accounts.md are what the rules say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kam.accounts.rules.rhythm import INTERVALS, interval_for
from kam.accounts.rules.threads import WEIGHTS, single_thread
from kam.accounts.rules.writeups import BLOCKS, SHORTEST_INCIDENT, write_up

PAGE = Path(__file__).parents[3] / "docs" / "explain" / "accounts.md"
LETTERS = {
    "d": "decision",
    "m": "management",
    "e": "expert",
    "p": "purchasing",
    "s": "support",
    "?": "",
}


def table(name):
    """Read the table that follows its mark, one dict a row."""
    page = PAGE.read_text(encoding="utf-8")
    lines = page.split(f"<!-- table: {name} -->\n")[1].split("\n\n")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]


@pytest.mark.parametrize("row", table("threads"), ids=lambda row: row["people"])
def test_the_risk_is_as_explained(row):
    people = row["people"].split() if row["people"] != "none" else []
    risk = single_thread([LETTERS[letter] for letter in people])
    assert ("yes" if risk else "no") == row["risk"]
    assert (risk.key if risk else "") == row["why"]


@pytest.mark.parametrize("row", table("writeups"), ids=lambda row: row["write-up"])
def test_the_completeness_is_as_explained(row):
    known = {}
    for block in ("person", "organisation", "interaction"):
        answered, total = map(int, row[block].split(" of "))
        assert total == len(BLOCKS[block])
        known |= dict.fromkeys(BLOCKS[block][:answered], "x")
    known["obstacle"] = "字 " * int(row["obstacle characters"])
    assert f"{write_up(known).share:.0%}" == row["write-up"]


def test_the_page_names_every_weight_and_interval():
    page = PAGE.read_text(encoding="utf-8")
    for weight in WEIGHTS.values():
        assert f"{weight:.2f}".removeprefix("0") in page
    assert f"from {SHORTEST_INCIDENT} characters" in page
    days = [entry.default for entry in INTERVALS.values()]
    assert f"large {days[0]} days,\nmedium {days[1]}, small {days[2]}" in page
    assert interval_for(None, "large", {}) == days[0]
    assert interval_for(7, "large", {}) == 7
    assert interval_for(None, "small", {INTERVALS["small"].key: 45}) == 45
