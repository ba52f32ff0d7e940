"""The API of this room."""

from kam.performance.api.analysis import router as analysis
from kam.performance.api.behaviour import router as behaviour
from kam.performance.api.columns import router as columns
from kam.performance.api.figures import router as figures
from kam.performance.api.frontier import router as frontier
from kam.performance.api.periods import router as periods
from kam.performance.api.targets import router as targets

__all__ = [
    "analysis",
    "behaviour",
    "columns",
    "figures",
    "frontier",
    "periods",
    "targets",
]
