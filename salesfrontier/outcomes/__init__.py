"""Time to an outcome: won, lost, or still open."""

from salesfrontier.outcomes.aging import (
    AgeStanding,
    Aging,
    AgingRules,
    judge_ages,
)
from salesfrontier.outcomes.cases import Outcome
from salesfrontier.outcomes.incidence import fit_incidence
from salesfrontier.outcomes.outlook import Outlook, chance_left, look_ahead
from salesfrontier.outcomes.results import Cause, Incidence, IncidenceAt
from salesfrontier.outcomes.screening import (
    CASE_TEXTS,
    UNKNOWN,
    CaseFault,
    DroppedCase,
    ScreenedCases,
    screen_cases,
)

__all__ = [
    "CASE_TEXTS",
    "UNKNOWN",
    "AgeStanding",
    "Aging",
    "AgingRules",
    "CaseFault",
    "Cause",
    "DroppedCase",
    "Incidence",
    "IncidenceAt",
    "Outcome",
    "Outlook",
    "ScreenedCases",
    "chance_left",
    "fit_incidence",
    "judge_ages",
    "look_ahead",
    "screen_cases",
]
