"""The terminal's language, and marked texts in it without settings or Django."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TONGUES = {"zh": "zh-hans", "en": "en"}
ROOMS = Path(__file__).resolve().parents[1]


def language() -> str:
    """Return the reader's language: Chinese unless the terminal says otherwise."""
    given = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if given.lower().startswith("en") else "zh-hans"


def tongue_of(chosen: str | None) -> str:
    """Return the language of a choice such as `zh` or `en`, usually the terminal's."""
    return TONGUES.get(chosen or "", "") or language()


def plainly(
    text: str, params: Mapping[str, object] | None = None, *, tongue: str = ""
) -> str:
    """Say a marked text in a language, usually the terminal's."""
    said = _all_rooms(tongue or language()).gettext(text) if text else ""
    return said % params if params else said


def both(text: str) -> str:
    """Say a marked text of this room in both languages at once, as help does."""
    return f"{text} · {_room('config', 'en').gettext(text)}"


@cache
def _room(name: str, tongue: str) -> gettext.NullTranslations:
    folder = ROOMS / name / "locale"
    return gettext.translation("django", folder, languages=[tongue], fallback=True)


@cache
def _all_rooms(tongue: str) -> gettext.NullTranslations:
    """Join the catalogues of all rooms; the source language has none."""
    whole = gettext.NullTranslations()
    for folder in sorted(ROOMS.glob(f"*/locale/{tongue}")):
        whole.add_fallback(_room(folder.parents[1].name, tongue))
    return whole
