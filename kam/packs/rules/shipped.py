"""The packs that come with the product: version 1 of each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kam.packs.rules.reading import read_file

if TYPE_CHECKING:
    from kam.packs.rules.document import Document

FOLDER = Path(__file__).resolve().parent.parent / "shipped"
KEYS = ("flow", "pfp", "pup", "record", "ask", "step")
SHIPPED_VERSION = 1


@cache
def shipped(key: str) -> Document:
    """Return the pack as it came with the product."""
    return read_file((FOLDER / f"{key}.json").read_bytes())
