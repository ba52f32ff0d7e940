"""What the API of this room takes and gives."""

from kam.visits.schemas.commitments import (
    LARGEST_ID,
    ActionIn,
    ActionOut,
    ActionPatch,
    DueQuery,
    Id,
    PledgeIn,
    PromiseIn,
    PromiseOut,
    PromisePatch,
    TaskIn,
)
from kam.visits.schemas.files import (
    FileIn,
    FileOut,
    PartQuery,
)
from kam.visits.schemas.quotes import QuoteOut, SaidIn
from kam.visits.schemas.visits import (
    AmendmentIn,
    AmendmentOut,
    CancelIn,
    NoteFields,
    PersonOut,
    PlanFields,
    PlanIn,
    RecordIn,
    SubmissionOut,
    VisitOut,
    VisitQuery,
)

__all__ = [
    "LARGEST_ID",
    "ActionIn",
    "ActionOut",
    "ActionPatch",
    "AmendmentIn",
    "AmendmentOut",
    "CancelIn",
    "DueQuery",
    "FileIn",
    "FileOut",
    "Id",
    "NoteFields",
    "PartQuery",
    "PersonOut",
    "PlanFields",
    "PlanIn",
    "PledgeIn",
    "PromiseIn",
    "PromiseOut",
    "PromisePatch",
    "QuoteOut",
    "RecordIn",
    "SaidIn",
    "SubmissionOut",
    "TaskIn",
    "VisitOut",
    "VisitQuery",
]
