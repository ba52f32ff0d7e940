"""Questions about notices, choices and letters."""

from kam.notices.queries.choices import (
    choice_of,
    is_refused,
    person_who_stops,
    who_wants_mail,
)
from kam.notices.queries.letters import (
    LetterCounts,
    counts_lately,
    last_days,
    letter_seen,
    letters_of,
    own_letters,
)
from kam.notices.queries.waiting import Everything, Waiting, everything

__all__ = [
    "Everything",
    "LetterCounts",
    "Waiting",
    "choice_of",
    "counts_lately",
    "everything",
    "is_refused",
    "last_days",
    "letter_seen",
    "letters_of",
    "own_letters",
    "person_who_stops",
    "who_wants_mail",
]
