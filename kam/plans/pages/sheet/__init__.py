"""The one page of a plan: six steps, for the screen, for paper and for documents."""

from kam.plans.pages.sheet.building import six_step_page, six_steps
from kam.plans.pages.sheet.shapes import (
    AskLine,
    CheckLine,
    LadderPart,
    LearnLine,
    LearnPart,
    NextVisit,
    PreferencePart,
    ProblemLine,
    ProblemPart,
    SixStepPage,
    Stair,
)
from kam.plans.pages.sheet.stepping import Meeting, Place, StepCard, Tread, WayPart

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
    "Tread",
    "WayPart",
    "six_step_page",
    "six_steps",
]
