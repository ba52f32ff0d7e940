"""Finished pages that join areas."""

from kam.desk.pages.account import AccountPage, account_page
from kam.desk.pages.history import HistoryPage, history_page
from kam.desk.pages.search import SearchPage, search_page
from kam.desk.pages.timeline import TimelinePage, timeline_page
from kam.desk.pages.today import (
    EntrancePage,
    TodayPage,
    entrance_page,
    today_page,
)

__all__ = [
    "AccountPage",
    "EntrancePage",
    "HistoryPage",
    "SearchPage",
    "TimelinePage",
    "TodayPage",
    "account_page",
    "entrance_page",
    "history_page",
    "search_page",
    "timeline_page",
    "today_page",
]
