"""What this room stores."""

from kam.pipeline.models.opportunity import Opportunity, StageMove
from kam.pipeline.models.purchase import Purchase
from kam.pipeline.models.words import Reason, Stage

__all__ = ["Opportunity", "Purchase", "Reason", "Stage", "StageMove"]
