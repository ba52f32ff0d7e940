"""The doors of the desk room."""

from kam.desk.views.account import account, following, previous, timeline
from kam.desk.views.history import history
from kam.desk.views.search import search
from kam.desk.views.today import home, today

__all__ = [
    "account",
    "following",
    "history",
    "home",
    "previous",
    "search",
    "timeline",
    "today",
]
