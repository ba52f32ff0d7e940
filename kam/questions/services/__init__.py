"""Verbs on questions."""

from kam.questions.services.asking import note_asked, retract_asking
from kam.questions.services.bulk import bulk_questions
from kam.questions.services.puzzles import check_puzzles
from kam.questions.services.writing import (
    EDITABLE,
    Draft,
    Reply,
    answer_question,
    create_question,
    dismiss_question,
    edit_question,
    require_people,
    restore_question,
    store_gap,
    unanswer_question,
)

__all__ = [
    "EDITABLE",
    "Draft",
    "Reply",
    "answer_question",
    "bulk_questions",
    "check_puzzles",
    "create_question",
    "dismiss_question",
    "edit_question",
    "note_asked",
    "require_people",
    "restore_question",
    "retract_asking",
    "store_gap",
    "unanswer_question",
]
