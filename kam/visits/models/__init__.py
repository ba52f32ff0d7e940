"""Visits with their record, and what follows from them."""

from kam.visits.models.attachment import Attachment
from kam.visits.models.calendar import Calendar
from kam.visits.models.commitment import Action, Promise
from kam.visits.models.visit import Amendment, Rhythm, Visit, VisitPerson

__all__ = [
    "Action",
    "Amendment",
    "Attachment",
    "Calendar",
    "Promise",
    "Rhythm",
    "Visit",
    "VisitPerson",
]
