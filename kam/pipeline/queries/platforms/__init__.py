"""Questions about the three platforms."""

from kam.pipeline.queries.platforms.board import (
    Board,
    board_of,
    placements_matching,
)
from kam.pipeline.queries.platforms.evidence import (
    criteria,
    evidence_of,
    screening_of,
    weights_in_force,
)
from kam.pipeline.queries.platforms.one import (
    current_placement,
    placement_of,
    placements_of,
)

__all__ = [
    "Board",
    "board_of",
    "criteria",
    "current_placement",
    "evidence_of",
    "placement_of",
    "placements_matching",
    "placements_of",
    "screening_of",
    "weights_in_force",
]
