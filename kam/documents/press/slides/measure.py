"""How much room a block takes on a slide, told before it is drawn.

A slide has no layout engine of its own: widths are reckoned by character, lines are set
at a fixed pitch, so that what is reckoned is what stands there in any program. Lengths
are in points.
"""

from __future__ import annotations

import math
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

from kam.documents.rules.paper import (
    Bullets,
    Chart,
    ChartKind,
    Facts,
    Figure,
    Grid,
    Heading,
    Note,
    Table,
    Text,
    Tone,
    Way,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.documents.rules.paper import Block, Cell, Place, Step

PITCH = 1.26
"""Distance of lines, in sizes of the type."""
SMALL = 0.86
THIN, NARROW, CAPITAL, BROAD = 0.34, 0.57, 0.7, 0.92
"""Widths of letters in sizes of the type: a little more than the office font's."""
_THIN, _BROAD = frozenset(" ijlft.,:;'!|()[]-"), frozenset("mwMW@%")
CELL_SIDE, CELL_TOP = 5.0, 3.0
INDENT = 1.3
GAP = 0.7
LOST = 0.8
"""What a broken line loses at its end, in sizes of the type."""
CARD_PAD = 6.0
BADGE = 1.9
ARROW = 22.0
QUOTE_INSET = 10.0
BETWEEN = 14.0
WIDE = 560.0
"""From here on, two cards of steps stand side by side."""


def width_of(text: str, size: float) -> float:
    """Return how wide a line of text is, reckoned on the safe side."""
    return sum(map(_breadth, text)) * size


def _breadth(one: str) -> float:
    if unicodedata.east_asian_width(one) in "WFA":
        return 1.0
    if one in _THIN:
        return THIN
    if one in _BROAD:
        return BROAD
    return CAPITAL if one.isupper() else NARROW


def lines_of(text: str, width: float, size: float) -> int:
    """Return how many lines a text takes.

    A line that is broken is not filled: no mark begins a line, no word is parted.
    """
    room = max(width, size)
    broken = max(room - LOST * size, size)
    return sum(
        1 if wide <= room else math.ceil(wide / broken)
        for wide in (width_of(line, size) for line in text.split("\n"))
    )


def text_height(text: str, width: float, size: float) -> float:
    """Return how high a text stands."""
    return lines_of(text, width, size) * size * PITCH


def shown(cell: Cell) -> str:
    """Return a cell as it is read."""
    if cell is None:
        return ""
    if isinstance(cell, Figure):
        return cell.shown
    return cell.isoformat() if isinstance(cell, date) else cell


def label_width(facts: Facts, width: float, size: float) -> float:
    """Return how wide the column of labels is; short values leave it more room."""
    label = max((width_of(row.label, size) for row in facts.rows), default=0)
    value = max((width_of(row.value, size) for row in facts.rows), default=0)
    most = max(width * 0.56, width - value - size)
    return min(label + size * 0.8, most)


def column_widths(table: Table, width: float) -> list[float]:
    """Return how wide the columns of a table are."""
    total = sum(column.width for column in table.columns) or 1
    return [width * column.width / total for column in table.columns]


def row_height(cells: list[str], widths: list[float], size: float) -> float:
    """Return how high a row of a table is."""
    highest = max(
        (
            text_height(cell, width - 2 * CELL_SIDE, size)
            for cell, width in zip(cells, widths, strict=True)
        ),
        default=size * PITCH,
    )
    return highest + 2 * CELL_TOP


def place_height(place: Place, width: float, size: float) -> float:
    """Return how high the box of A or B is."""
    room = width - 2 * CARD_PAD - BADGE * size
    height = text_height(place.title, room, size) + 2 * CARD_PAD
    wide = width - 2 * CARD_PAD
    if place.text:
        height += text_height(place.text, wide, size)
    if place.note:
        height += text_height(place.note, wide, size * SMALL)
    return height + 2


def step_height(step: Step, width: float, size: float) -> float:
    """Return how high the card of a step is."""
    room = width - BADGE * size - 2 * CARD_PAD
    height = text_height(step_title(step), room, size) + 2 * CARD_PAD
    facts = Facts(step.facts)
    if step.facts:
        height += height_of(facts, room, size)
    return height


def step_title(step: Step) -> str:
    """Return the first line of a step: what, which increment, how far."""
    parts = (step.title, step.tag, step.state_label)
    return "  ·  ".join(part for part in parts if part)


def way_width(width: float) -> float:
    """Return how wide the boxes of A and B are."""
    return (width - ARROW) / 2


def height_of(block: Block, width: float, size: float) -> float:
    """Return how high a block stands at a width, in a size of type."""
    reckon: Callable[[Any, float, float], float] | None = _HEIGHTS.get(type(block))
    return reckon(block, width, size) if reckon else 0.0


def _heading_height(block: Heading, width: float, size: float) -> float:
    return text_height(block.text, width, size) + size * 0.3


def _paragraph_height(block: Text, width: float, size: float) -> float:
    inset = QUOTE_INSET if block.tone == Tone.QUOTE else 0
    return text_height(block.text, width - inset, size)


def _bullets_height(block: Bullets, width: float, size: float) -> float:
    room = width - INDENT * size
    return sum(text_height(item, room, size) for item in block.items)


def _note_height(block: Note, width: float, size: float) -> float:
    return text_height(block.text, width, size * SMALL)


def _facts_height(facts: Facts, width: float, size: float) -> float:
    label = label_width(facts, width, size)
    return sum(
        max(
            text_height(row.label, label, size),
            text_height(row.value, width - label, size),
        )
        for row in facts.rows
    )


def _title_height(title: str, width: float, size: float) -> float:
    return text_height(title, width, size) + size * 0.4 if title else 0.0


def _table_height(table: Table, width: float, size: float) -> float:
    widths = column_widths(table, width)
    heads = [column.title for column in table.columns]
    rows = [heads, *([shown(cell) for cell in row] for row in table.rows)]
    height = sum(row_height(row, widths, size) for row in rows)
    return height + _title_height(table.title, width, size)


def _chart_height(chart: Chart, width: float, size: float) -> float:
    if chart.kind == ChartKind.BAR:
        rows = len(chart.categories) * max(1, len(chart.series))
        drawn = min(300.0, rows * size * 1.35 + size * 0.6)
    else:
        drawn = min(300.0, max(76.0, width * 0.28))
    height = drawn + _title_height(chart.title, width, size)
    return height + (text_height(chart.note, width, size * SMALL) if chart.note else 0)


def _grid_height(grid: Grid, width: float, size: float) -> float:
    most = max((f.text.count("\n") + 1 for row in grid.fields for f in row), default=1)
    row = most * size * PITCH + 3 * CELL_TOP
    height = row * len(grid.rows) + size * PITCH + 2 * CELL_TOP
    height += _title_height(grid.title, width, size)
    return height + (text_height(grid.note, width, size * SMALL) if grid.note else 0)


def ends_height(way: Way, width: float, size: float) -> float:
    """Return how high the boxes of A and B are; a way that goes on has none."""
    if way.first > 1:
        return 0.0
    half = way_width(width)
    return max(place_height(way.start, half, size), place_height(way.end, half, size))


def card_width(width: float) -> float:
    """Return how wide the card of a step is."""
    return (width - BETWEEN) / 2 if width > WIDE else width


def step_rows(steps: tuple[Step, ...], width: float) -> list[tuple[Step, ...]]:
    """Return the steps as they stand side by side."""
    beside = 2 if width > WIDE else 1
    return [steps[at : at + beside] for at in range(0, len(steps), beside)]


def row_heights(steps: tuple[Step, ...], width: float, size: float) -> list[float]:
    """Return how high each row of steps is, the gap above it included."""
    wide = card_width(width)
    return [
        max(step_height(step, wide, size) for step in row) + size * GAP
        for row in step_rows(steps, width)
    ]


def _way_height(way: Way, width: float, size: float) -> float:
    return ends_height(way, width, size) + sum(row_heights(way.steps, width, size))


_HEIGHTS: dict[type, Callable[[Any, float, float], float]] = {
    Heading: _heading_height,
    Text: _paragraph_height,
    Facts: _facts_height,
    Bullets: _bullets_height,
    Table: _table_height,
    Chart: _chart_height,
    Grid: _grid_height,
    Way: _way_height,
    Note: _note_height,
}
