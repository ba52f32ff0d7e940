"""The vocabulary that pages on the device show, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.visits.pages.words import OUTCOME_TONES, STATE_TONES
from kam.visits.terms import (
    ActionLevel,
    ActionState,
    InsightKind,
    Outcome,
    PromiseSide,
    PromiseState,
    VisitState,
)

if TYPE_CHECKING:
    from django.db.models import TextChoices

TERMS: dict[str, type[TextChoices]] = {
    "outcome": Outcome,
    "insight_kind": InsightKind,
    "visit_state": VisitState,
    "side": PromiseSide,
    "promise_state": PromiseState,
    "action_state": ActionState,
    "action_level": ActionLevel,
}


def words() -> dict[str, list[list[str]]]:
    """Return every term with its values and labels, and the tones of two."""
    told = {
        name: [[value, str(label)] for value, label in terms.choices]
        for name, terms in TERMS.items()
    }
    told["outcome_tone"] = [[str(v), tone] for v, tone in OUTCOME_TONES.items()]
    told["visit_state_tone"] = [[str(v), tone] for v, tone in STATE_TONES.items()]
    told["between"] = [["people", gettext("、")]]
    return told
