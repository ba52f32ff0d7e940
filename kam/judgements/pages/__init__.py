"""Pages of judgements, and words that other rooms say them with."""

from kam.judgements.pages.history import HistoryPage, history_page
from kam.judgements.pages.judging import JudgePage, judge_page
from kam.judgements.pages.words import HeldLine, held_line, value_words

__all__ = [
    "HeldLine",
    "HistoryPage",
    "JudgePage",
    "held_line",
    "history_page",
    "judge_page",
    "value_words",
]
