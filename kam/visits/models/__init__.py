"""Visits with their record, and what follows from them."""

from kam.visits.models.attachment import Attachment
from kam.visits.models.calendar import Calendar
from kam.visits.models.commitment import Action, Promise
from kam.visits.models.quote import Quote
from kam.visits.models.visit import (
    Amendment,
    Rhythm,
    Visit,
    VisitColleague,
    VisitPerson,
)

__all__ = [
    "Action",
    "Amendment",
    "Attachment",
    "Calendar",
    "Promise",
    "Quote",
    "Rhythm",
    "Visit",
    "VisitColleague",
    "VisitPerson",
]
