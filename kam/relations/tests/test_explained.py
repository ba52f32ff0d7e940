"""The tables of docs/explain/map.md are what the rules say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kam.relations.rules.map import Contact, deciders, read_map, without
from kam.relations.rules.matrix import class_of
from kam.relations.rules.paths import runner_up, steps_of, warmest

PAGE = Path(__file__).parents[3] / "docs" / "explain" / "map.md"
TEXT = PAGE.read_text(encoding="utf-8")


def table(name):
    """Return the rows of a marked table as dictionaries."""
    block = TEXT.split(f"<!-- table: {name} -->\n", 1)[1].split("\n\n", 1)[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in block.splitlines()
    ]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]


def whole(text):
    return int(text) if text else None


ROLES = {"陈启明": ("decider", 5)}
CONTACTS = [
    Contact(
        id=number,
        layer=row["layer"],
        business=whole(row["business"]),
        personal=whole(row["personal"]),
        role=ROLES.get(row["person"], ("", 4))[0],
        influence=ROLES.get(row["person"], ("", 4))[1],
    )
    for number, row in enumerate(table("coverage"))
]
NAMES = {row["person"]: number for number, row in enumerate(table("coverage"))}


def test_strength_and_coverage():
    for row, one in zip(table("coverage"), CONTACTS, strict=True):
        assert f"{one.strength:.1f}" == row["s"]
    reading = read_map(CONTACTS)
    assert f"**{reading.coverage:.3f}**" in TEXT
    assert f"{round(reading.strongest.share * 100)} %" == "18 %"
    assert (reading.reached, reading.gap) == ("expert", 2)


@pytest.mark.parametrize("row", table("leaving"), ids=lambda row: row["who leaves"])
def test_who_leaves(row):
    found = without(CONTACTS, NAMES.get(row["who leaves"], -1))
    told = (f"{found.coverage:.3f}", found.reached, str(found.gap))
    assert told == (row["coverage"], row["reached"], row["gap"])


def test_the_path_and_the_next_best():
    steps = []
    for number, row in enumerate(table("path")):
        ends = (NAMES[row["from"]], NAMES[row["to"]])
        made = steps_of(number, row["kind"], ends, int(row["strength"]))
        assert [f"{step.length:.2f}" for step in made[:1]] == (
            [row["length"]] if row["length"] else []
        )
        steps += made
    warm = sorted(CONTACTS, key=lambda c: (-c.strength, c.id))
    starts = [one.id for one in warm if one.strength >= 0.6]
    goals = [one.id for one in deciders(CONTACTS)]
    best = warmest(starts, goals, steps)
    second = runner_up(best, starts, goals, steps)
    by_number = {number: name for name, number in NAMES.items()}
    for label, way in (("Best", best), ("Next best", second)):
        names = "→".join(by_number[pk] for pk in way.people)
        assert f"{label}: {names}, {way.length:.2f}" in TEXT


@pytest.mark.parametrize("row", table("classes"), ids=str)
def test_the_cells_of_the_matrix(row):
    found = class_of(whole(row["business"]), whole(row["personal"]), 3)
    assert found == row["class"]
