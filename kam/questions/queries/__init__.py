"""Questions about questions."""

from kam.questions.queries.ledger import (
    SETTINGS,
    Entry,
    Ledger,
    asking_of,
    knowledge_of,
    ledger_of,
    question_of,
)

__all__ = [
    "SETTINGS",
    "Entry",
    "Ledger",
    "asking_of",
    "knowledge_of",
    "ledger_of",
    "question_of",
]
