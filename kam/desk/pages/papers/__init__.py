"""Documents that join rooms, as plain values for the press."""

from kam.desk.pages.papers.book import book_paper
from kam.desk.pages.papers.framing import title_of
from kam.desk.pages.papers.plan import plan_paper

__all__ = ["book_paper", "plan_paper", "title_of"]
