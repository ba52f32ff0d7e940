"""The finished pages of this room."""

from kam.plans.pages.phases import PhasesPage, phases_page
from kam.plans.pages.sheet import SixStepPage, six_step_page

__all__ = ["PhasesPage", "SixStepPage", "phases_page", "six_step_page"]
