"""The API of this room."""

from kam.pipeline.api.calibration import router as calibration
from kam.pipeline.api.opportunities import router as opportunities
from kam.pipeline.api.placements import router as placements
from kam.pipeline.api.purchases import router as purchases

__all__ = ["calibration", "opportunities", "placements", "purchases"]
