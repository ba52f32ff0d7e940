"""Questions about the map."""

from kam.relations.queries.cards import Card, cards_of, our_side
from kam.relations.queries.one import line_of, move_of, role_of, tie_of
from kam.relations.queries.web import (
    Bond,
    Shift,
    Wanted,
    Wire,
    bonds_on,
    lines_of,
    shifts_after,
    wanted_on,
)

__all__ = [
    "Bond",
    "Card",
    "Shift",
    "Wanted",
    "Wire",
    "bonds_on",
    "cards_of",
    "line_of",
    "lines_of",
    "move_of",
    "our_side",
    "role_of",
    "shifts_after",
    "tie_of",
    "wanted_on",
]
