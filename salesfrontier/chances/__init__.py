"""The chance of a case by its cell: prior, own history, skill, and value."""

from salesfrontier.chances.expecting import ExpectedValue, Manner, expect_value
from salesfrontier.chances.histories import WorthOfCases, chances_of_cases, worth_of
from salesfrontier.chances.refitting import (
    CellVerdict,
    ChanceRules,
    Chances,
    refit_chances,
)
from salesfrontier.chances.skill import ForecastSkill, Gain, SkillVerdict, judge_skill

__all__ = [
    "CellVerdict",
    "ChanceRules",
    "Chances",
    "ExpectedValue",
    "ForecastSkill",
    "Gain",
    "Manner",
    "SkillVerdict",
    "WorthOfCases",
    "chances_of_cases",
    "expect_value",
    "judge_skill",
    "refit_chances",
    "worth_of",
]
