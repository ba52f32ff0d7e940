"""Everything of this room from files, with the rules of one by one."""

from kam.pipeline.services.bulk.opportunities import bulk_opportunities
from kam.pipeline.services.bulk.placements import bulk_placements
from kam.pipeline.services.bulk.purchases import bulk_purchases
from kam.pipeline.services.bulk.screening import bulk_screening

__all__ = [
    "bulk_opportunities",
    "bulk_placements",
    "bulk_purchases",
    "bulk_screening",
]
