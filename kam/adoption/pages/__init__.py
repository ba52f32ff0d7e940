"""Pages of the adoption ladder, and what the account room says of it."""

from kam.adoption.pages.account import LadderPage, ladder_page
from kam.adoption.pages.beside import furthest
from kam.adoption.pages.brief import StageBrief, stage_brief
from kam.adoption.pages.judging import GatesPage, gates_page, ladder_facts
from kam.adoption.pages.summary import summary

__all__ = [
    "GatesPage",
    "LadderPage",
    "StageBrief",
    "furthest",
    "gates_page",
    "ladder_facts",
    "ladder_page",
    "stage_brief",
    "summary",
]
