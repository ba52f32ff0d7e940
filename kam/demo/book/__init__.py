"""The book of the invented company: its names and its texts, as plain tables.

Every name in it is made up. Texts hold places to fill in: `{p}` the person spoken to,
`{who}` the person of the step, `{day}` a day to come, `{n}`, `{m}` and `{pct}` numbers,
`{short}` our product, `{comp}` a competitor, `{topic}` what it is about.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

STORIES = (
    "accounts",
    "automation",
    "biochemistry",
    "bloodgas",
    "coagulation",
    "dealer",
    "endotoxin",
    "immunoassay",
    "information",
    "microbiology",
    "molecular",
    "network",
    "public",
    "quality",
    "service",
    "tender",
)


@cache
def chapter(name: str) -> dict[str, Any]:
    """Return one table of the book."""
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
