"""Opportunities and purchases through the API."""

from kam.pipeline.api.opportunities import router as opportunities
from kam.pipeline.api.purchases import router as purchases

__all__ = ["opportunities", "purchases"]
