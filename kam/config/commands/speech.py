"""Saying a refusal on the command line, in the language of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation

from kam.config.tongues import language, plainly
from kam.web.speech import faults, sentences

if TYPE_CHECKING:
    from kam.core.errors import KamError


def spoken(error: KamError, tongue: str = "") -> dict[str, Any]:
    """Return what happened, why, what to do, and the faults line by line."""
    from django.apps import apps  # noqa: PLC0415 - may be called before set-up

    if not apps.ready:
        return _bare(error, tongue)
    with translation.override(tongue or language()):
        named = faults(error)
        lines = [f"{name or '-'}: {t}" for name, texts in named.items() for t in texts]
        return {"code": error.code, **sentences(error), "faults": lines}


def _bare(error: KamError, tongue: str) -> dict[str, Any]:
    """Speak without settings."""
    texts = (error.what, error.why, error.todo)
    told = [plainly(text, error.params, tongue=tongue) for text in texts]
    return {
        "code": error.code,
        "what": told[0],
        "why": told[1],
        "todo": told[2],
        "faults": [],
    }
