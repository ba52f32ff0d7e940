"""Verbs on comparison sets, figures and frontiers."""

from kam.performance.services.bulk import bulk_figures
from kam.performance.services.figures import FigureDraft, create_figure, edit_figure
from kam.performance.services.looks import look_at
from kam.performance.services.ratings import rate_self, share_rating
from kam.performance.services.runs import MadeRun, run_frontier
from kam.performance.services.sets import SetDraft, create_set, edit_set

__all__ = [
    "FigureDraft",
    "MadeRun",
    "SetDraft",
    "bulk_figures",
    "create_figure",
    "create_set",
    "edit_figure",
    "edit_set",
    "look_at",
    "rate_self",
    "run_frontier",
    "share_rating",
]
