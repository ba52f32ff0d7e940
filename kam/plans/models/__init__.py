"""The records of this room."""

from kam.plans.models.plan import Plan
from kam.plans.models.step import Step, StepVisit

__all__ = ["Plan", "Step", "StepVisit"]
