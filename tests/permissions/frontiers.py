"""A comparison set, its figures and a frontier for each holding of the world."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kam.core.bulk import BulkRow
from kam.people.services import assign_territory
from kam.performance.services import SetDraft, bulk_figures, create_set, run_frontier

if TYPE_CHECKING:
    from kam.people.models import User

PERIOD = "2025"
UNITS = 9


def build_frontier(holding: str, owner: User) -> dict[tuple[str, str], Any]:
    """Make a set of the owner's team in which the owner holds the first territory."""
    made = create_set(
        actor=None, team=owner.team, draft=SetDraft(name=f"set {holding}")
    )
    rows = [
        BulkRow(n, {"code": f"{holding}-{n}", "potential": n * 10.0, "sales": 40.0 - n})
        for n in range(1, UNITS + 1)
    ]
    bulk_figures(actor=None, comparison_set=made, period=PERIOD, rows=rows)
    figure = made.figures.get(territory__code=f"{holding}-1")
    assign_territory(
        actor=None, territory=figure.territory, user=owner, starts_on=date(2020, 1, 1)
    )
    run = run_frontier(
        actor=None, comparison_set=made, period=PERIOD, method="dea-vrs"
    ).run
    return {
        ("comparison_set", holding): made,
        ("figure", holding): figure,
        ("frontier", holding): run,
    }
