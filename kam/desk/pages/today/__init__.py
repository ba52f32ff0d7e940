"""What today asks of a person, and what a role without visits finds here."""

from kam.desk.pages.today.day import TodayPage, today_page
from kam.desk.pages.today.entrance import EntrancePage, entrance_page

__all__ = ["EntrancePage", "TodayPage", "entrance_page", "today_page"]
