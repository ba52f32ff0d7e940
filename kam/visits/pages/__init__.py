"""The finished pages of this room, and what it gives to pages of others."""

from kam.visits.pages.panels import VisitPanels, account_visit_panels

__all__ = ["VisitPanels", "account_visit_panels"]
