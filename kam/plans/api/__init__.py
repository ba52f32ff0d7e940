"""Plans and their steps through the API."""

from kam.plans.api.plans import router as plans
from kam.plans.api.steps import router as steps

__all__ = ["plans", "steps"]
