"""The finished pages of this room."""

from kam.plans.pages.phases import PhasesPage, phases_page

__all__ = ["PhasesPage", "phases_page"]
