"""Worksheets: names that a workbook takes, widths that their tables want."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kam.documents.rules.paper import Chart, Grid, Table

if TYPE_CHECKING:
    from kam.documents.rules.paper import Block, Section

TOTAL, NARROWEST = 100.0, 8.0
"""Width of a page and of its narrowest column, in characters."""
PLAIN = (18.0, 82.0)
LONGEST_NAME = 31
RESERVED = "history"
_NO_NAME = re.compile(r"[\[\]:*?/\\]")


def name_of(wanted: str, known: set[str]) -> str:
    """Return a name that no other worksheet has, and remember it in `known`."""
    base = _NO_NAME.sub(" ", wanted).strip(" '")[: LONGEST_NAME - 4] or "-"
    name, count = base, 1
    while name.casefold() in known or name.casefold() == RESERVED:
        count += 1
        name = f"{base} {count}"
    known.add(name.casefold())
    return name


def widths_of(section: Section) -> tuple[float, ...]:
    """Return the widths of columns that the widest table of a section wants."""
    wanted = [_shares(block) for block in section.blocks]
    shares = max(wanted, key=len, default=())
    if len(shares) < len(PLAIN):
        return PLAIN
    total = sum(shares) or 1.0
    return tuple(max(NARROWEST, TOTAL * share / total) for share in shares)


def _shares(block: Block) -> tuple[float, ...]:
    match block:
        case Table():
            return tuple(column.width for column in block.columns)
        case Chart() if len(block.series) > 1:
            return (1.0,) * (len(block.series) + 1)
        case Grid():
            return (0.6, *(1.0 for _ in block.columns))
    return ()
