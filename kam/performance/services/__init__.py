"""Verbs on comparison sets, figures, frontiers and targets."""

from kam.performance.services.bulk import bulk_figures
from kam.performance.services.bulk_targets import bulk_targets
from kam.performance.services.card_looks import open_card
from kam.performance.services.columns import (
    AskedColumns,
    ask_columns,
    cancel_columns,
    repeat_columns,
    start_again,
)
from kam.performance.services.comparing import breathe, is_small, work_out
from kam.performance.services.figures import FigureDraft, create_figure, edit_figure
from kam.performance.services.looks import look_at
from kam.performance.services.ratings import rate_self, share_rating
from kam.performance.services.runs import MadeRun, run_frontier
from kam.performance.services.sets import SetDraft, create_set, edit_set
from kam.performance.services.targets import (
    agree_target,
    change_target,
    undo_target,
)

__all__ = [
    "AskedColumns",
    "FigureDraft",
    "MadeRun",
    "SetDraft",
    "agree_target",
    "ask_columns",
    "breathe",
    "bulk_figures",
    "bulk_targets",
    "cancel_columns",
    "change_target",
    "create_figure",
    "create_set",
    "edit_figure",
    "edit_set",
    "is_small",
    "look_at",
    "open_card",
    "rate_self",
    "repeat_columns",
    "run_frontier",
    "share_rating",
    "start_again",
    "undo_target",
    "work_out",
]
