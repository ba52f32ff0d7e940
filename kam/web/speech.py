"""Saying an error in the reader's language."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from kam.core.errors import Invalid, KamError, Stale
from kam.core.text import visible
from kam.web.templatetags.ui_dates import day_words, moment_words

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES = ("what", "why", "todo")
KEPT_DAY = "day"


def say(text: str, params: dict[str, object] | None = None) -> str:
    """Translate one marked text and fill its places; days and moments as on pages."""
    if not text:
        return ""
    spoken = gettext(text)
    if not params:
        return spoken
    return spoken % {name: _worded(value) for name, value in params.items()}


def _worded(value: object) -> object:
    if isinstance(value, datetime):
        return moment_words(value)
    return day_words(value) if isinstance(value, date) else value


def sentences(error: KamError) -> dict[str, str]:
    """Return what happened, why, and what to do."""
    return {
        "what": say(error.what, error.params),
        "why": say(error.why, error.params),
        "todo": say(error.todo, error.params),
    }


def faults(error: KamError) -> dict[str, list[str]]:
    """Return the faults of each field, spoken."""
    if isinstance(error, Invalid):
        return {
            visible(name): [visible(say(str(text), error.params)) for text in texts]
            for name, texts in error.fields.items()
        }
    if isinstance(error, Stale):
        return {visible(name): [gettext("两边都改过")] for name in error.conflicts}
    return {}


def spoken(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return a kept refusal in the language of whoever reads it now."""
    told = kept.get("params") or {}
    params = {name: _revived(value) for name, value in told.items()}
    return {
        **{name: say(kept.get(name) or "", params) for name in SENTENCES},
        "errors": {
            name: [say(text, params) for text in texts]
            for name, texts in (kept.get("errors") or {}).items()
        },
    }


def kept_day(day: date) -> dict[str, str]:
    """Return a day as a kept refusal has it, so that `spoken` knows it for one."""
    return {KEPT_DAY: day.isoformat()}


def _revived(value: object) -> object:
    if isinstance(value, dict) and KEPT_DAY in value:
        return date.fromisoformat(value[KEPT_DAY])
    return value
