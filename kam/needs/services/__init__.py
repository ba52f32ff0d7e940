"""Verbs on what customers need."""

from kam.needs.services.problems import (
    ProblemDraft,
    archive_problem,
    create_problems,
    edit_problem,
    fill_from_template,
    restore_problem,
)

__all__ = [
    "ProblemDraft",
    "archive_problem",
    "create_problems",
    "edit_problem",
    "fill_from_template",
    "restore_problem",
]
