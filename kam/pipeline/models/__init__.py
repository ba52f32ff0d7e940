"""What this room stores."""

from kam.pipeline.models.opportunity import Opportunity, StageMove
from kam.pipeline.models.platforms import Placement, ScreeningAnswer
from kam.pipeline.models.purchase import Purchase
from kam.pipeline.models.words import Criterion, Reason, Stage

__all__ = [
    "Criterion",
    "Opportunity",
    "Placement",
    "Purchase",
    "Reason",
    "ScreeningAnswer",
    "Stage",
    "StageMove",
]
