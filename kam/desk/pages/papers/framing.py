"""What every document says of itself: source, day, and whether its records are real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from kam.core.clock import now
from kam.documents.pages import dated, frame_words, label_of_demo
from kam.web.templatetags.ui_words import money

if TYPE_CHECKING:
    from kam.core.money import Money
    from kam.people.models import User


def frame(user: User) -> dict[str, Any]:
    """Return what a document of this user says of itself, in their language."""
    return {
        "language": get_language() or "zh-hans",
        "as_of": now(),
        "words": frame_words(),
        "dated": dated(user),
        "notice": label_of_demo(),
    }


def amount(told: Money | None) -> str:
    """Write an amount in full, as paper has no title to hover over."""
    return str(money(told)) if told is not None else ""
