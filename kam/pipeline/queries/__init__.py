"""Questions of this room."""

from kam.pipeline.queries.one import move_of, opportunity_of, purchase_of, word_of
from kam.pipeline.queries.orders import (
    Deals,
    Orders,
    deals_in,
    order_settings,
    orders_in,
)
from kam.pipeline.queries.words import reasons, stages

__all__ = [
    "Deals",
    "Orders",
    "deals_in",
    "move_of",
    "opportunity_of",
    "order_settings",
    "orders_in",
    "purchase_of",
    "reasons",
    "stages",
    "word_of",
]
