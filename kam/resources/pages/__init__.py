"""The finished pages of this room."""

from kam.resources.pages.asking import AskPage, Purpose, ask_page
from kam.resources.pages.booking import booking_page, request_form_page
from kam.resources.pages.calendar import calendar_page
from kam.resources.pages.catalogue import catalogue_page, catalogue_sheet
from kam.resources.pages.requests import request_list_page, request_sheet
from kam.resources.pages.resource import FormPage, form_page, resource_page
from kam.resources.pages.rules import rules_page

__all__ = [
    "AskPage",
    "FormPage",
    "Purpose",
    "ask_page",
    "booking_page",
    "calendar_page",
    "catalogue_page",
    "catalogue_sheet",
    "form_page",
    "request_form_page",
    "request_list_page",
    "request_sheet",
    "resource_page",
    "rules_page",
]
