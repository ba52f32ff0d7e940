"""Pages of questions, and the panel other pages show."""

from kam.questions.pages.account import QuestionsPage, account_questions_page
from kam.questions.pages.forms import AskedPage, QuestionFormPage, asked_page, form_page
from kam.questions.pages.panel import Panel, panel_from, panel_of, summary
from kam.questions.pages.puzzles import PuzzlesPage, puzzles_page

__all__ = [
    "AskedPage",
    "Panel",
    "PuzzlesPage",
    "QuestionFormPage",
    "QuestionsPage",
    "account_questions_page",
    "asked_page",
    "form_page",
    "panel_from",
    "panel_of",
    "puzzles_page",
    "summary",
]
