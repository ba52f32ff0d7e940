"""The worked tables of docs/explain/needs.md are what the rules say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kam.needs.rules.cards import OURS, THEIRS, filled
from kam.needs.rules.grid import Cell
from kam.needs.rules.ledger import funnel
from kam.needs.rules.messages import MOST_READY
from kam.needs.rules.white import white_space

PAGE = Path(__file__).parents[3] / "docs" / "explain" / "needs.md"


def table(name):
    """Read the table that follows its mark, one dict a row."""
    page = PAGE.read_text(encoding="utf-8")
    lines = page.split(f"<!-- table: {name} -->\n")[1].split("\n\n")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]


def part(value):
    return "—" if value is None else f"{value:.0%}"


@pytest.mark.parametrize("row", table("white"), ids=lambda row: row["leaves"])
def test_white_space_is_as_explained(row):
    told = white_space(row["leaves"].replace("none", "").split())
    assert (str(told.spots), part(told.covered)) == (row["white space"], row["in use"])


@pytest.mark.parametrize("row", table("grid"), ids=lambda row: row["potential"])
def test_the_grid_is_as_explained(row):
    share = None if row["share"] == "—" else int(row["share"])
    cell = Cell(int(row["potential"]), share)
    said = ["—" if v is None else str(v) for v in (cell.ours, cell.open)]
    assert said == [row["ours"], row["open"]]


@pytest.mark.parametrize("row", table("cards"), ids=str)
def test_the_cards_are_as_explained(row):
    names = [*OURS[: int(row["3C filled"])], *THEIRS[: int(row["4C filled"])]]
    told = filled(dict.fromkeys(names, "x"))
    assert part(told.share) == row["completeness"]
    assert part(told.balance) == row["balance"]
    assert told.may_enter_work == (row["may enter"] == "yes")


@pytest.mark.parametrize("row", table("ledger"), ids=lambda row: row["claims"])
def test_the_ledger_is_as_explained(row):
    told = funnel(row["claims"].split())
    assert " ".join(str(rung.reached) for rung in told.rungs) == row["reached"]
    assert str(told.delivered) == row["delivered"]


def test_three_messages_are_the_default():
    assert MOST_READY.default == 3
    assert not MOST_READY.verified
