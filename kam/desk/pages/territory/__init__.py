"""Micro-marketing in one territory, and the list of territories."""

from kam.desk.pages.territory.listing import territories_page, territories_sheet
from kam.desk.pages.territory.one import territory_page

__all__ = ["territories_page", "territories_sheet", "territory_page"]
