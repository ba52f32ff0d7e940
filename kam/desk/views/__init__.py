"""The doors of the desk room."""

from kam.desk.views.account import account, following, previous, timeline
from kam.desk.views.history import history
from kam.desk.views.search import search
from kam.desk.views.today import carry, home, today

__all__ = [
    "account",
    "carry",
    "following",
    "history",
    "home",
    "previous",
    "search",
    "timeline",
    "today",
]
