"""The doors of the desk room."""

from kam.desk.views.account import account, following, previous, timeline
from kam.desk.views.history import history
from kam.desk.views.plan import plan, plan_document
from kam.desk.views.search import search
from kam.desk.views.today import home, today
from kam.desk.views.visit import visit

__all__ = [
    "account",
    "following",
    "history",
    "home",
    "plan",
    "plan_document",
    "previous",
    "search",
    "timeline",
    "today",
    "visit",
]
