"""The page of a week."""

from kam.visits.pages.week.page import week_page

__all__ = ["week_page"]
