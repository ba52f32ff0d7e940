"""Verbs on opportunities, purchases, places, and the company's lists."""

from kam.pipeline.services.bulk import (
    bulk_opportunities,
    bulk_placements,
    bulk_purchases,
    bulk_screening,
)
from kam.pipeline.services.moving import (
    advance,
    lose,
    reopen,
    take_back_move,
    win,
)
from kam.pipeline.services.opportunities import (
    EDITABLE,
    OpportunityDraft,
    edit_opportunity,
    open_opportunity,
    restore_opportunity,
    retract_opportunity,
)
from kam.pipeline.services.platforms import (
    PlacementDraft,
    answer_screening,
    lose_account,
    place_account,
    reject_account,
    take_back_placement,
)
from kam.pipeline.services.purchases import (
    PurchaseDraft,
    edit_purchase,
    note_purchase,
    restore_purchase,
    retract_purchase,
)
from kam.pipeline.services.words import add_word, edit_word

__all__ = [
    "EDITABLE",
    "OpportunityDraft",
    "PlacementDraft",
    "PurchaseDraft",
    "add_word",
    "advance",
    "answer_screening",
    "bulk_opportunities",
    "bulk_placements",
    "bulk_purchases",
    "bulk_screening",
    "edit_opportunity",
    "edit_purchase",
    "edit_word",
    "lose",
    "lose_account",
    "note_purchase",
    "open_opportunity",
    "place_account",
    "reject_account",
    "reopen",
    "restore_opportunity",
    "restore_purchase",
    "retract_opportunity",
    "retract_purchase",
    "take_back_move",
    "take_back_placement",
    "win",
]
