"""What this room stores."""

from kam.blueprints.models.blueprint import Blueprint, Objective
from kam.blueprints.models.handout import Handout, Reply
from kam.blueprints.models.meeting import Finding, Remark, Review
from kam.blueprints.models.outline import Outline
from kam.blueprints.models.version import BlueprintVersion

__all__ = [
    "Blueprint",
    "BlueprintVersion",
    "Finding",
    "Handout",
    "Objective",
    "Outline",
    "Remark",
    "Reply",
    "Review",
]
