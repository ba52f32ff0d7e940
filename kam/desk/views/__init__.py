"""The doors of the desk room."""

from kam.desk.views.account import account, following, previous, timeline
from kam.desk.views.history import history
from kam.desk.views.papers import blueprint_document, plan_document
from kam.desk.views.plan import plan
from kam.desk.views.resources import ask, increments, step
from kam.desk.views.search import search
from kam.desk.views.territory import territories, territories_export, territory
from kam.desk.views.today import home, today
from kam.desk.views.visit import visit

__all__ = [
    "account",
    "ask",
    "blueprint_document",
    "following",
    "history",
    "home",
    "increments",
    "plan",
    "plan_document",
    "previous",
    "search",
    "step",
    "territories",
    "territories_export",
    "territory",
    "timeline",
    "today",
    "visit",
]
