"""The template that comes with the product: version 1."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kam.blueprints.rules.outlines.reading import read_outline

if TYPE_CHECKING:
    from kam.blueprints.rules.outlines.shape import OutlineText

FILE = Path(__file__).resolve().parents[2] / "outlines" / "shipped.toml"
SHIPPED_NUMBER = 1


def shipped_text() -> str:
    """Return the file as it came with the product."""
    return FILE.read_text(encoding="utf-8")


@cache
def shipped() -> OutlineText:
    """Return the template as it came with the product."""
    return read_outline(shipped_text())
