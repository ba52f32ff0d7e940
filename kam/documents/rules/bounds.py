"""What every printer may rely on: texts it can carry, and no more than it can bear."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kam.documents.rules.paper import (
    Bullets,
    Chart,
    Facts,
    Grid,
    Note,
    Series,
    Table,
    Text,
    Way,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.documents.rules.paper import Block, Document, Section

T = TypeVar("T")

LONGEST_TEXT = 2_000
LONGEST_LINE = 600
MOST_SECTIONS = 40
MOST_BLOCKS = 60
MOST_ROWS = 300
MOST_COLUMNS = 12
MOST_POINTS = 60
MOST_SERIES = 5
MOST_ITEMS = 60
MOST_TEXT = 250_000
"""Letters of a whole document, about 150 pages; what comes after is left out."""
CUT = "…"
# Nothing that XML forbids, that turns a line round, or that stands for half a letter.
_BROKEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_TURNS = re.compile(r"\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")


def printable(text: str, longest: int = LONGEST_LINE) -> str:
    """Return a text that every format can carry, no longer than that."""
    # Cut before cleaning, so that a megabyte costs no more than a page.
    cut = text[: longest * 2]
    clean = _BROKEN.sub("", _TURNS.sub("\n", cut).replace("\t", " "))
    is_whole = len(clean) <= longest and len(cut) == len(text)
    return clean if is_whole else clean[: longest - 1].rstrip() + CUT


def bounded(document: Document) -> Document:
    """Return a document whose texts are printable and whose lists are bounded."""
    sections = _within(document.sections[:MOST_SECTIONS], MOST_TEXT)
    kept = replace(document, sections=(), facts=document.facts[:MOST_ITEMS])
    return replace(_clean(kept), sections=sections)


def _within(sections: tuple[Section, ...], most: int) -> tuple[Section, ...]:
    """Return sections until their letters are too many; a cut one says so."""
    kept = []
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks[:MOST_BLOCKS]:
            clean = _clean(_short(block))
            most -= _letters(clean)
            blocks.append(clean if most >= 0 else Note(CUT))
            if most < 0:
                break
        kept.append(replace(_clean(replace(section, blocks=())), blocks=tuple(blocks)))
        if most < 0:
            break
    return tuple(kept)


def _letters(one: Any) -> int:
    """Return how many letters a value holds; a number counts for a few."""
    if isinstance(one, str):
        return len(one)
    if isinstance(one, tuple):
        return sum(_letters(part) for part in one)
    if is_dataclass(one) and not isinstance(one, type):
        return sum(_letters(getattr(one, f.name)) for f in fields(one))
    return 4


def _short(block: Block) -> Block:
    """Cut the lists of a block."""
    cut: Callable[[Any], Block] | None = _CUTS.get(type(block))
    return cut(block) if cut else block


def _short_grid(grid: Grid) -> Grid:
    return replace(
        grid,
        columns=grid.columns[:MOST_COLUMNS],
        rows=grid.rows[:MOST_COLUMNS],
        fields=tuple(row[:MOST_COLUMNS] for row in grid.fields[:MOST_COLUMNS]),
    )


def _short_table(table: Table) -> Table:
    width = min(len(table.columns), MOST_COLUMNS)
    rows = [row[:width] for row in table.rows[:MOST_ROWS]]
    over = len(table.rows) - len(rows)
    if over > 0 and width:
        rows.append((f"{CUT} +{over}", *[None] * (width - 1)))
    return replace(table, columns=table.columns[:width], rows=tuple(rows))


def _short_chart(chart: Chart) -> Chart:
    count = min(len(chart.categories), MOST_POINTS)
    series = tuple(
        Series(one.name, (one.values + (None,) * count)[:count])
        for one in chart.series[:MOST_SERIES]
    )
    marks = tuple(mark for mark in chart.marks if 0 <= mark.index < count)
    return replace(
        chart, categories=chart.categories[:count], series=series, marks=marks
    )


def _few(items: tuple[str, ...]) -> tuple[str, ...]:
    over = len(items) - MOST_ITEMS
    return items if over <= 0 else (*items[:MOST_ITEMS], f"{CUT} +{over}")


def _clean(one: T) -> T:
    """Make every text of a value printable, however deep it stands."""
    longest = LONGEST_TEXT if isinstance(one, Text) else LONGEST_LINE
    return cast("T", _deep(one, longest))


def _deep(one: Any, longest: int) -> Any:
    if type(one) is str:
        return printable(one, longest)
    if isinstance(one, tuple):
        return tuple(_deep(part, longest) for part in one)
    if is_dataclass(one) and not isinstance(one, type):
        told = {f.name: _deep(getattr(one, f.name), longest) for f in fields(one)}
        return replace(one, **told)
    return one


_CUTS: dict[type, Callable[[Any], Block]] = {
    Table: _short_table,
    Chart: _short_chart,
    Grid: _short_grid,
    Bullets: lambda one: replace(one, items=_few(one.items)),
    Facts: lambda one: replace(one, rows=one.rows[:MOST_ITEMS]),
    Way: lambda one: replace(one, steps=one.steps[:MOST_ITEMS]),
}
