"""Opportunities and purchases from files, with the rules of one by one."""

from kam.pipeline.services.bulk.opportunities import bulk_opportunities
from kam.pipeline.services.bulk.purchases import bulk_purchases

__all__ = ["bulk_opportunities", "bulk_purchases"]
