"""The letterhead as the API says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ninja import Schema
from pydantic import Field

from kam.web.interface import Closed

if TYPE_CHECKING:
    from kam.documents.models import Letterhead

COLOUR = r"^#[0-9a-fA-F]{6}$"
LONGEST_PICTURE = 1_400_000
"""Letters of a megabyte in base64."""


class LetterheadOut(Schema):
    """How documents look; `logo_digest` is empty where there is no logo."""

    company: str
    footer: str
    primary: str
    accent: str
    logo_digest: str
    logo_width: int
    logo_height: int
    revision: int


class LetterheadPatch(Closed):
    """What to change; `picture` is a PNG or JPEG in base64, empty for no logo."""

    company: str | None = Field(default=None, max_length=80)
    footer: str | None = Field(default=None, max_length=120)
    primary: str | None = Field(default=None, pattern=COLOUR, max_length=7)
    accent: str | None = Field(default=None, pattern=COLOUR, max_length=7)
    picture: str | None = Field(default=None, max_length=LONGEST_PICTURE)


def letterhead_out(row: Letterhead) -> dict[str, Any]:
    """Return the letterhead in its API shape."""
    return {name: getattr(row, name) for name in LetterheadOut.model_fields}
