"""Saying a refusal on the command line, in the language of the terminal."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import translation

from kam.web.speech import faults, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.errors import KamError

ROOMS = Path(__file__).resolve().parents[2]


def language() -> str:
    """Return the reader's language: Chinese unless the terminal says otherwise."""
    given = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if given.lower().startswith("en") else "zh-hans"


def spoken(error: KamError) -> dict[str, Any]:
    """Return what happened, why, what to do, and the faults line by line."""
    from django.apps import apps  # noqa: PLC0415 - may be called before set-up

    if not apps.ready:
        return _bare(error)
    with translation.override(language()):
        named = faults(error)
        lines = [f"{name or '-'}: {t}" for name, texts in named.items() for t in texts]
        return {"code": error.code, **sentences(error), "faults": lines}


def plainly(text: str, params: Mapping[str, object] | None = None) -> str:
    """Say a marked text in the terminal's language, for commands without settings."""
    said = _catalogue(language()).gettext(text) if text else ""
    return said % params if params else said


@cache
def _catalogue(tongue: str) -> gettext.NullTranslations:
    """Read the catalogues of all rooms; the source language needs none."""
    whole = gettext.NullTranslations()
    for folder in sorted(ROOMS.glob(f"*/locale/{tongue}")):
        found = gettext.translation(
            "django", folder.parent, languages=[tongue], fallback=True
        )
        whole.add_fallback(found)
    return whole


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
