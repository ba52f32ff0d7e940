"""Saying a refusal on the command line, in the language of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation

from kam.config.tongues import language, plainly
from kam.web.speech import faults, sentences

if TYPE_CHECKING:
    from kam.core.errors import KamError


def spoken(error: KamError) -> dict[str, Any]:
    """Return what happened, why, what to do, and the faults line by line."""
    from django.apps import apps  # noqa: PLC0415 - may be called before set-up

    if not apps.ready:
        return _bare(error)
    with translation.override(language()):
        named = faults(error)
        lines = [f"{name or '-'}: {t}" for name, texts in named.items() for t in texts]
        return {"code": error.code, **sentences(error), "faults": lines}


def _bare(error: KamError) -> dict[str, Any]:
    """Speak without settings."""
    told = [plainly(t, error.params) for t in (error.what, error.why, error.todo)]
    return {
        "code": error.code,
        "what": told[0],
        "why": told[1],
        "todo": told[2],
        "faults": [],
    }
