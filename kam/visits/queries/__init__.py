"""Questions about visits, records, actions, promises and rhythm."""

from kam.visits.queries.day import (
    below_frequency,
    next_days,
    notes_to_write,
    overdue_rows,
    today_rows,
)
from kam.visits.queries.rows import (
    Coming,
    DayCount,
    DueRow,
    NoteRow,
    RhythmRow,
    Seen,
    VisitRow,
)
from kam.visits.queries.work import workers

__all__ = [
    "Coming",
    "DayCount",
    "DueRow",
    "NoteRow",
    "RhythmRow",
    "Seen",
    "VisitRow",
    "below_frequency",
    "next_days",
    "notes_to_write",
    "overdue_rows",
    "today_rows",
    "workers",
]
