"""The one page of a plan: six steps, for the screen, for paper and for documents."""

from kam.plans.pages.sheet.shapes import (
    AskLine,
    CheckLine,
    LadderPart,
    LearnLine,
    LearnPart,
    Meeting,
    NextVisit,
    Place,
    PreferencePart,
    ProblemLine,
    ProblemPart,
    SixStepPage,
    Stair,
    StepCard,
    WayPart,
)

__all__ = [
    "AskLine",
    "CheckLine",
    "LadderPart",
    "LearnLine",
    "LearnPart",
    "Meeting",
    "NextVisit",
    "Place",
    "PreferencePart",
    "ProblemLine",
    "ProblemPart",
    "SixStepPage",
    "Stair",
    "StepCard",
    "WayPart",
]
