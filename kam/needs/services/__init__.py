"""Verbs on what customers need."""

from kam.needs.services.bulk import bulk_places, bulk_problems
from kam.needs.services.places import edit_place, fill_place
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
    "bulk_places",
    "bulk_problems",
    "create_problems",
    "edit_place",
    "edit_problem",
    "fill_from_template",
    "fill_place",
    "restore_problem",
]
