"""Pages of change, and what the account room says of it."""

from kam.change.pages.account import Asked, ChangePage, change_page
from kam.change.pages.brief import ChangeBrief, change_brief
from kam.change.pages.judging import TermsPage, terms_page
from kam.change.pages.summary import summary

__all__ = [
    "Asked",
    "ChangeBrief",
    "ChangePage",
    "TermsPage",
    "change_brief",
    "change_page",
    "summary",
    "terms_page",
]
