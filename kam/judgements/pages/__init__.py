"""Pages of judgements, and words that other rooms say them with."""

from kam.judgements.pages.history import HistoryPage, history_page
from kam.judgements.pages.judging import JudgePage, judge_page
from kam.judgements.pages.products import Choice, chosen_product, product_choices
from kam.judgements.pages.words import (
    HeldLine,
    confidence_words,
    held_line,
    value_words,
)

__all__ = [
    "Choice",
    "HeldLine",
    "HistoryPage",
    "JudgePage",
    "chosen_product",
    "confidence_words",
    "held_line",
    "history_page",
    "judge_page",
    "product_choices",
    "value_words",
]
