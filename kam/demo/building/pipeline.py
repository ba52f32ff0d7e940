"""What accounts may buy and have bought, as the office brings it from its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.clock import pretend
from kam.demo.building.stage import MORNING, rows_of, taken
from kam.demo.script.customers import customers
from kam.demo.script.pipeline import deals_of, purchases_of
from kam.pipeline.services import bulk_opportunities, bulk_purchases

if TYPE_CHECKING:
    from kam.demo.building.stage import Stage


def build_pipeline(stage: Stage) -> None:
    """Bring the opportunities of fifteen months and the purchases of a year."""
    director, day = stage.people["director"], stage.today
    deals = [row for c in customers() for row in deals_of(c, day)]
    bought = [row for c in customers() for row in purchases_of(c, day)]
    with pretend(stage.moment(day, MORNING)):
        taken(bulk_opportunities(actor=director, rows=rows_of(deals)))
        taken(bulk_purchases(actor=director, rows=rows_of(bought)))
