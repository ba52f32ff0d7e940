"""Questions about the three platforms."""

from kam.pipeline.queries.platforms.board import (
    Board,
    board_of,
    fences_of,
    in_band,
    placements_matching,
)
from kam.pipeline.queries.platforms.evidence import (
    BOOK_KEYS,
    Asked,
    Book,
    book_from,
    book_in_force,
    evidence_in,
    evidence_of,
    gate_from,
    screening_of,
)
from kam.pipeline.queries.platforms.fences import fence_at
from kam.pipeline.queries.platforms.one import (
    current_placement,
    lost_accounts,
    lost_keys,
    placement_of,
    placements_of,
)
from kam.pipeline.queries.platforms.pressing import revisits_due

__all__ = [
    "BOOK_KEYS",
    "Asked",
    "Board",
    "Book",
    "board_of",
    "book_from",
    "book_in_force",
    "current_placement",
    "evidence_in",
    "evidence_of",
    "fence_at",
    "fences_of",
    "gate_from",
    "in_band",
    "lost_accounts",
    "lost_keys",
    "placement_of",
    "placements_matching",
    "placements_of",
    "revisits_due",
    "screening_of",
]
