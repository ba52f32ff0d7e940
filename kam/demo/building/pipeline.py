"""What accounts may buy and have bought, as the office brings it from its files."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from kam.core.clock import pretend
from kam.demo.building.stage import MORNING, rows_of, taken
from kam.demo.script.customers import customers
from kam.demo.script.pipeline import deals_of, purchases_of, way_of
from kam.demo.script.platforms import failed_of, screening_of, steps_of
from kam.pipeline.services import (
    bulk_opportunities,
    bulk_placements,
    bulk_purchases,
    bulk_screening,
)

if TYPE_CHECKING:
    from kam.demo.building.stage import Stage


def build_pipeline(stage: Stage) -> None:
    """Bring fifteen months of opportunities, a year of purchases, and the platforms."""
    director, day = stage.people["director"], stage.today
    deals = [row for c in customers() for row in deals_of(c, day)]
    bought = [row for c in customers() for row in purchases_of(c, day)]
    with pretend(stage.moment(day, MORNING)):
        for rows in zip_longest(*(way_of(deal) for deal in deals)):
            brought = [row for row in rows if row is not None]
            taken(bulk_opportunities(actor=director, rows=rows_of(brought)))
        taken(bulk_purchases(actor=director, rows=rows_of(bought)))
        answers = [row for c in customers() for row in screening_of(c)]
        taken(bulk_screening(actor=director, rows=rows_of(answers)))
        steps = [row for c in customers() for row in steps_of(c, day)]
        out = [row for row in steps if row["platform"] == "rejected"]
        steps = [row for row in steps if row["platform"] != "rejected"]
        failed = [row for c in customers() for row in failed_of(c, day)]
        taken(bulk_placements(actor=director, rows=rows_of(steps)))
        taken(bulk_screening(actor=director, rows=rows_of(failed)))
        taken(bulk_placements(actor=director, rows=rows_of(out)))
