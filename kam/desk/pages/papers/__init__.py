"""Documents that join rooms, as plain values for the press."""

from kam.desk.pages.papers.plan import plan_paper

__all__ = ["plan_paper"]
