"""The worked tables of docs/explain/frontier.md are what the library computes."""

from pathlib import Path

import pytest

from salesfrontier import METHODS, GoalRules, fit_rows, set_goals

PAGE = Path(__file__).parents[2] / "docs" / "explain" / "frontier.md"


def worked_table(method):
    """Read the table that follows its mark, one dict a row."""
    page = PAGE.read_text(encoding="utf-8")
    lines = page.split(f"<!-- table: {method} -->\n")[1].split("\n\n")[0].splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line
    ]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]


def written(unit, goal):
    """Write a unit as the page writes it."""
    return {
        "id": unit.id,
        "potential": f"{unit.x:g}",
        "sales": f"{unit.y:g}",
        "f(x)": f"{unit.frontier:g}",
        "PF index": f"{unit.score:.3f}",
        "phi": f"{unit.phi:.3f}",
        "gap": f"{unit.gap:g}",
        "class": str(goal.pf_class),
        "peers": " + ".join(f"{peer.id} × {peer.weight:g}" for peer in unit.peers),
        "goal": f"{goal.target:.1f}",
    }


@pytest.mark.parametrize("method", METHODS)
def test_the_worked_table_is_right(method):
    rows = worked_table(method)
    fit = fit_rows(
        ids=[row["id"] for row in rows],
        inputs=[row["potential"] for row in rows],
        outputs=[row["sales"] for row in rows],
        method=method,
    )
    found = [
        written(unit, goal)
        for unit, goal in zip(fit.units, set_goals(fit), strict=True)
    ]
    assert found == rows
    assert len(rows) == 8


def test_the_page_names_every_estimator_and_every_class_bound():
    page = PAGE.read_text(encoding="utf-8")
    rules = GoalRules()
    assert all(f"`{method}`" in page for method in METHODS)
    for bound in (rules.frontier_at, rules.near_at, rules.middle_at, rules.growth):
        assert f"{bound:.2f}" in page
