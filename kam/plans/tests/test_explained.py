"""The worked tables of docs/explain/plans.md are what the rules say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kam.plans.rules.increments import Increment
from kam.plans.rules.progress import Move, progress_of

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explain" / "plans.md"
TODAY = date(2026, 3, 18)


def table(first):
    """Return the rows of the table whose head begins with a word."""
    page = PAGE.read_text(encoding="utf-8")
    lines = page.split(f"\n| {first} |")[1].split("\n\n")[0].splitlines()[2:]
    return [[c.strip() for c in line.strip("|").split("|")] for line in lines]


def moved(key, moves, due, state, spent):
    """Return a step as the rules read it."""
    kind, before, _arrow, after = moves.split()
    word, _space, day = state.partition(" ")
    return Move(
        key=int(key),
        increment=Increment(kind, int(before), int(after)),
        due=date.fromisoformat(due),
        state=word,
        done_on=date.fromisoformat(day) if day else None,
        spent=int(spent),
    )


def test_the_worked_plan_comes_to_what_the_rules_say():
    told = progress_of(4, [moved(*row) for row in table("step")], TODAY)
    assert dict(table("what")) == {
        "progress": f"{told.done} / {told.steps}",
        "slip": f"{told.slip}",
        "stage reached": f"{told.stage}",
        "increments gained": f"{told.gained}",
        "cost per increment": f"{told.cost:g}",
    }
