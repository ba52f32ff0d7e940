"""Verbs on what customers need."""

from kam.needs.services.bulk import (
    bulk_cards,
    bulk_claims,
    bulk_messages,
    bulk_places,
    bulk_problems,
)
from kam.needs.services.cards import fill_card
from kam.needs.services.claims import (
    ClaimDraft,
    MoveDraft,
    archive_claim,
    create_claim,
    move_claim,
    restore_claim,
    restore_move,
    retract_move,
)
from kam.needs.services.messages import (
    archive_message,
    create_message,
    edit_message,
    ready_message,
    restore_message,
    unready_message,
)
from kam.needs.services.places import edit_place, fill_place
from kam.needs.services.problems import (
    ProblemDraft,
    archive_problem,
    create_problems,
    edit_problem,
    fill_from_template,
    restore_problem,
)

__all__ = [
    "ClaimDraft",
    "MoveDraft",
    "ProblemDraft",
    "archive_claim",
    "archive_message",
    "archive_problem",
    "bulk_cards",
    "bulk_claims",
    "bulk_messages",
    "bulk_places",
    "bulk_problems",
    "create_claim",
    "create_message",
    "create_problems",
    "edit_message",
    "edit_place",
    "edit_problem",
    "fill_card",
    "fill_from_template",
    "fill_place",
    "move_claim",
    "ready_message",
    "restore_claim",
    "restore_message",
    "restore_move",
    "restore_problem",
    "retract_move",
    "unready_message",
]
