"""A figure of the strip at the head of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stat:
    """One figure with its note, as `{% stats %}` draws it; `name` tells it apart."""

    label: str
    value: str
    note: str = ""
    tone: str = ""
    url: str = ""
    name: str = ""
