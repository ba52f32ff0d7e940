"""What the API of this room takes and gives."""

from kam.pipeline.schemas.opportunities import (
    LoseIn,
    OpportunityIn,
    OpportunityOut,
    OpportunityPatch,
    OpportunityQuery,
    StageIn,
    StageMoveOut,
    WinIn,
    WordOut,
    opportunity_out,
)
from kam.pipeline.schemas.purchases import (
    OrdersOut,
    PurchaseIn,
    PurchaseOut,
    PurchasePatch,
    PurchaseQuery,
    RhythmQuery,
    orders_out,
)

__all__ = [
    "LoseIn",
    "OpportunityIn",
    "OpportunityOut",
    "OpportunityPatch",
    "OpportunityQuery",
    "OrdersOut",
    "PurchaseIn",
    "PurchaseOut",
    "PurchasePatch",
    "PurchaseQuery",
    "RhythmQuery",
    "StageIn",
    "StageMoveOut",
    "WinIn",
    "WordOut",
    "opportunity_out",
    "orders_out",
]
