"""An analysis of any table: which columns, which method, and what comes out.

One period, any number of inputs and outputs, without names or teams.
"""

from kam.performance.engine.analysis.analysing import analyse
from kam.performance.engine.analysis.grouping import analyse_groups
from kam.performance.engine.analysis.results import (
    Analysis,
    Columns,
    Comparison,
    Dropped,
    Grouped,
    Grouping,
    Model,
    Score,
)
from kam.performance.engine.analysis.sureness import draws_of

__all__ = [
    "Analysis",
    "Columns",
    "Comparison",
    "Dropped",
    "Grouped",
    "Grouping",
    "Model",
    "Score",
    "analyse",
    "analyse_groups",
    "draws_of",
]
