"""Account plans through the API."""

from kam.blueprints.api.blueprints import router as blueprints
from kam.blueprints.api.handouts import router as handouts
from kam.blueprints.api.objectives import router as objectives
from kam.blueprints.api.outlines import router as outlines
from kam.blueprints.api.parts import router as parts
from kam.blueprints.api.remarks import router as remarks
from kam.blueprints.api.reviews import router as reviews

__all__ = [
    "blueprints",
    "handouts",
    "objectives",
    "outlines",
    "parts",
    "remarks",
    "reviews",
]
