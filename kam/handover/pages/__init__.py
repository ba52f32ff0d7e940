"""The passport, the list of hand-overs, and what Today says of them."""

from kam.handover.pages.listing import ListPage, Reminder, list_page, reminders
from kam.handover.pages.passport import PassportPage, passport_page

__all__ = [
    "ListPage",
    "PassportPage",
    "Reminder",
    "list_page",
    "passport_page",
    "reminders",
]
