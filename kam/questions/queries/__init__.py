"""Questions about questions."""

from kam.questions.queries.beside import asked_beside, leaves_of, minds_of
from kam.questions.queries.ledger import (
    SETTINGS,
    Entry,
    Ledger,
    asking_of,
    knowledge_of,
    ledger_of,
    people_asked,
    question_of,
    stored_in,
)

__all__ = [
    "SETTINGS",
    "Entry",
    "Ledger",
    "asked_beside",
    "asking_of",
    "knowledge_of",
    "leaves_of",
    "ledger_of",
    "minds_of",
    "people_asked",
    "question_of",
    "stored_in",
]
