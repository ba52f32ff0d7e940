"""The worked tables of docs/explain/adoption.md are what the rules say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from kam.adoption.rules.ladder import (
    Seen,
    Standee,
    account_stage,
    cold_above,
    stage_of,
)
from kam.judgements.rules.scales import GATES, STAGES

PAGE = Path(__file__).parents[3] / "docs" / "explain" / "adoption.md"
DAY = date(2026, 3, 18)
LAYERS = {"d": "decision", "m": "management", "e": "expert"}


def table(name):
    """Read the table that follows its mark, one dict a row."""
    page = PAGE.read_text(encoding="utf-8")
    lines = page.split(f"<!-- table: {name} -->\n")[1].split("\n\n")[0].splitlines()
    rows = [[c.strip() for c in line.strip().strip("|").split("|")] for line in lines]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]


def seen(gate, cell):
    """Read one cell."""
    if gate == "share":
        return Seen(int(cell), DAY)
    return Seen(int(cell[0] == "+"), DAY - timedelta(days=int(cell[1:] or 0)))


@pytest.mark.parametrize("row", table("gates"), ids=lambda row: "".join(row.values()))
def test_the_stage_is_as_explained(row):
    told = {gate: seen(gate, row[gate]) for gate in GATES if row[gate] != "."}
    place = stage_of(told, DAY)
    assert str(place.stage or "—") == row["stage"]
    assert place.ask == row["ask next"]
    assert ("yes" if place.lapsed else "no") == row["lapsed"]


@pytest.mark.parametrize("row", table("accounts"), ids=lambda row: row["people"])
def test_the_account_is_as_explained(row):
    people = [
        Standee(int(one[1]), int(one[3]) if ":" in one else None, LAYERS[one[0]])
        for one in row["people"].split()
    ]
    assert f"{account_stage(people).mean:.1f}" == row["mean"]
    assert ("yes" if cold_above(people) else "no") == row["cold above"]


def test_the_stages_are_named_as_in_the_deck():
    page = PAGE.read_text(encoding="utf-8")
    for stage in STAGES:
        assert f"| {stage.value} | {stage.label} |" in page
