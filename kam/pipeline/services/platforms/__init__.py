"""Verbs on the places of accounts and on their screening."""

from kam.pipeline.services.platforms.leaving import (
    lose_account,
    reject_account,
    take_back_placement,
)
from kam.pipeline.services.platforms.placing import PlacementDraft, place_account
from kam.pipeline.services.platforms.screening import answer_screening

__all__ = [
    "PlacementDraft",
    "answer_screening",
    "lose_account",
    "place_account",
    "reject_account",
    "take_back_placement",
]
