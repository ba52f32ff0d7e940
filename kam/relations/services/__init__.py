"""Verbs of the map."""

from kam.relations.services.arranging import move_back, move_layer, seat_cards
from kam.relations.services.bulk import bulk_lines, bulk_roles, bulk_ties
from kam.relations.services.drawing import (
    LineDraft,
    draw_line,
    end_line,
    redraw_line,
    reopen_line,
)
from kam.relations.services.knowing import TieDraft, note_tie
from kam.relations.services.retracting import restore, retract
from kam.relations.services.roles import RoleDraft, find_role, lose_role, want_role

__all__ = [
    "LineDraft",
    "RoleDraft",
    "TieDraft",
    "bulk_lines",
    "bulk_roles",
    "bulk_ties",
    "draw_line",
    "end_line",
    "find_role",
    "lose_role",
    "move_back",
    "move_layer",
    "note_tie",
    "redraw_line",
    "reopen_line",
    "restore",
    "retract",
    "seat_cards",
    "want_role",
]
