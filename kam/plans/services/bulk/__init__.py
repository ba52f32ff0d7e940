"""Plans and their steps from files."""

from kam.plans.services.bulk.plans import bulk_plans
from kam.plans.services.bulk.steps import bulk_steps

__all__ = ["bulk_plans", "bulk_steps"]
