"""What every document says of itself: source, day, and whether its records are real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from kam.core.clock import now, today
from kam.documents.pages import dated, frame_words, label_of_demo
from kam.documents.rules.naming import file_name
from kam.web.templatetags.ui_words import money

if TYPE_CHECKING:
    from kam.core.money import Money
    from kam.documents.rules.paper import Document
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


def title_of(user: User, document: Document) -> str:
    """Return what the file of a document is called, without its ending."""
    day = f"{today(user.time_zone):%Y-%m-%d}"
    whose = document.facts[0].value if document.facts else ""
    return file_name(document.kind, whose, document.title, day)


def amount(told: Money | None) -> str:
    """Write an amount in full, as paper has no title to hover over."""
    return str(money(told)) if told is not None else ""
