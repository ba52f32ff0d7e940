"""The worked tables of docs/explain/change.md are what the rules say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kam.change.rules.equation import Term, blocking, cri, index_of
from kam.change.rules.purchase import purchase
from kam.judgements.rules.scales import TERMS

PAGE = Path(__file__).parents[3] / "docs" / "explain" / "change.md"
NAMES = ("risk", "switching", "after adoption", "value")


def table(name):
    """Read the table that follows its mark, one dict a row."""
    page = PAGE.read_text(encoding="utf-8")
    lines = page.split(f"<!-- table: {name} -->\n")[1].split("\n\n")[0].splitlines()
    rows = [[c.strip() for c in line.strip().strip("|").split("|")] for line in lines]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]


def side(cells):
    """Read the terms of one side; `?` is a guess, `.` is missing."""
    return {
        term: Term(int(cell.rstrip("?")), is_probed=not cell.endswith("?"))
        for term, cell in zip(TERMS, cells, strict=True)
        if cell != "."
    }


def written(number):
    return "—" if number is None else f"{number:.2f}"


@pytest.mark.parametrize("row", table("deck"), ids=lambda row: row["view"])
def test_the_decks_figures_are_as_explained(row):
    risk, switch, post, value = (int(row[name]) for name in NAMES)
    assert f"{cri(value, risk, switch, post):.3f}" == row["index"]


@pytest.mark.parametrize("row", table("intervals"), ids=lambda r: " ".join(r.values()))
def test_the_interval_is_as_explained(row):
    index = index_of(side([row[name] for name in NAMES]))
    told = [written(n) for n in (index.value, index.low, index.high)]
    assert told == [row["index"], row["from"], row["to"]]


@pytest.mark.parametrize("row", table("blocks"), ids=lambda r: " ".join(r.values()))
def test_what_blocks_is_as_explained(row):
    block = blocking(side(row["ours"].split()), side(row["customer"].split()))
    assert (block.term if block else "—") == row["blocks"]


@pytest.mark.parametrize("row", table("purchase"), ids=lambda r: " ".join(r.values()))
def test_the_what_if_is_as_explained(row):
    names = ("relationship", "advantage", "interest", "a")
    found = purchase(*(int(row[name]) / 100 for name in names))
    assert f"{found.result * 100:.0f}" == row["result"]
    assert found.weakest == row["weakest"]
