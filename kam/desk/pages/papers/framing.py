"""What every document says of itself: source, day, and whether its records are real."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language, gettext

from kam.core.clock import now
from kam.documents.pages import dated, frame_words
from kam.documents.rules.bounds import printable
from kam.web.templatetags.ui_words import money

if TYPE_CHECKING:
    from kam.core.money import Money
    from kam.people.models import User

DEMO = "demo"
LONGEST_NAME = 80
_NO_NAME = re.compile(r'[\s\\/:*?"<>|]+')


def frame(user: User) -> dict[str, Any]:
    """Return what a document of this user says of itself, in their language."""
    return {
        "language": get_language() or "zh-hans",
        "as_of": now(),
        "words": frame_words(),
        "dated": dated(user),
        "notice": gettext("合成数据") if settings.ENVIRONMENT == DEMO else "",
    }


def amount(told: Money | None) -> str:
    """Write an amount in full, as paper has no title to hover over."""
    return str(money(told)) if told is not None else ""


def file_name(*parts: str) -> str:
    """Return a name for a file, made of what says most about it."""
    clean = [_NO_NAME.sub(" ", printable(part)).strip() for part in parts]
    return " - ".join(part[:LONGEST_NAME] for part in clean if part)
