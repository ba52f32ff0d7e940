"""The shape of method packs at the API."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Schema
from pydantic import Field, WithJsonSchema

from kam.packs.rules.document import QUADRANTS
from kam.packs.rules.reading import (
    MOST_PROMPTS,
    MOST_READINGS,
    MOST_ROUNDS,
    MOST_SCORES,
    MOST_STEPS,
)
from kam.packs.rules.values import LARGEST_GOOD
from kam.web.interface import Closed

if TYPE_CHECKING:
    from kam.packs.queries import Edition


def _shape(fields: dict[str, Any], *optional: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def _list(shape: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": shape, "maxItems": most}


def _words(most: int) -> dict[str, Any]:
    text = {"type": "string", "maxLength": most}
    return _shape({"zh": text, "en": text})


KEY = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]{0,29}$", "maxLength": 30}
STEP = {
    "key": KEY,
    "name": _words(80),
    "text": _words(600),
    "then": _list(KEY, MOST_STEPS),
    "rounds": {"type": "integer", "minimum": 1, "maximum": MOST_ROUNDS},
}
PROMPT = {
    "step": KEY,
    "quadrant": {"type": "string", "enum": ["", *QUADRANTS]},
    "text": _words(600),
}
SCORE = {
    "key": KEY,
    "name": _words(80),
    "text": _words(600),
    "good": {"type": "number", "minimum": 0, "maximum": LARGEST_GOOD},
}
DOCUMENT = {
    "key": KEY,
    "name": _words(80),
    "expansion": _words(200),
    "alternatives": _list(_words(200), MOST_READINGS),
    "verified": {"type": "boolean"},
    "note": _words(2000),
    "steps": _list(_shape(STEP, "rounds"), MOST_STEPS),
    "prompts": _list(_shape(PROMPT), MOST_PROMPTS),
    "scoring": _list(_shape(SCORE), MOST_SCORES),
}
# What is published; the room's own reading refuses, in words and with every place.
DocumentIn = Annotated[dict[str, Any], WithJsonSchema(_shape(DOCUMENT))]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


class VersionNew(Closed):
    """A new version; `newest` is the newest version that its author knew."""

    document: DocumentIn
    change_note: Annotated[str, Field(max_length=200)] = ""
    in_force: bool = False
    newest: Number | None = None


class Chosen(Closed):
    """The version to use; `known` is the one in force that the caller saw."""

    version: Number
    known: Number | None = None


class VersionLine(Schema):
    """A version without its document."""

    key: str
    version: int
    in_force: bool
    verified: bool
    author: str
    change_note: str
    written_at: datetime | None


class VersionOut(VersionLine):
    """A version with its document."""

    document: dict[str, Any]


def version_line(edition: Edition) -> dict[str, Any]:
    """Return a version without its document."""
    return {
        "key": edition.key,
        "version": edition.version,
        "in_force": edition.in_force,
        "verified": edition.document.verified,
        "author": edition.author,
        "change_note": edition.change_note,
        "written_at": edition.at,
    }


def version_out(edition: Edition) -> dict[str, Any]:
    """Return a version with its document."""
    return {**version_line(edition), "document": edition.document.as_json()}
