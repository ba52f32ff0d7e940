"""What this room's pages show."""

from kam.pipeline.pages.account import AccountDealsPage, account_deals_page
from kam.pipeline.pages.detail import DetailPage, detail_page
from kam.pipeline.pages.forms import ChoosePage, FormPage, choose_page, form_page
from kam.pipeline.pages.glance import Beside, DealsCard, deals_card
from kam.pipeline.pages.lists import (
    OpportunityListPage,
    PurchaseListPage,
    opportunity_list_page,
    opportunity_sheet,
    purchase_list_page,
    purchase_sheet,
)
from kam.pipeline.pages.words import WordsPage, words_page

__all__ = [
    "AccountDealsPage",
    "Beside",
    "ChoosePage",
    "DealsCard",
    "DetailPage",
    "FormPage",
    "OpportunityListPage",
    "PurchaseListPage",
    "WordsPage",
    "account_deals_page",
    "choose_page",
    "deals_card",
    "detail_page",
    "form_page",
    "opportunity_list_page",
    "opportunity_sheet",
    "purchase_list_page",
    "purchase_sheet",
    "words_page",
]
