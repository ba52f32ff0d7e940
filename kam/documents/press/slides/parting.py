"""Parting a block that does not fit: what stands here, and what goes on elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from kam.documents.press.slides.measure import (
    PITCH,
    column_widths,
    ends_height,
    height_of,
    lines_of,
    row_height,
    row_heights,
    shown,
    step_rows,
    width_of,
)
from kam.documents.rules.paper import Bullets, Facts, Table, Text, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kam.documents.rules.paper import Block

Parts: TypeAlias = "tuple[Block | None, Block | None]"
LEAST_LINES = 2


def parted(block: Block, width: float, size: float, room: float) -> Parts:
    """Return what of a block fits into `room`, and the rest; nothing where none fits.

    A chart, a grid or a heading is never parted.
    """
    if height_of(block, width, size) <= room:
        return block, None
    part: Callable[[Any, float, float, float], Parts] | None = _PARTS.get(type(block))
    return part(block, width, size, room) if part else (None, block)


def _bullets(block: Bullets, width: float, size: float, room: float) -> Parts:
    rows = [Bullets((item,), block.boxes) for item in block.items]
    here = _fitting([height_of(row, width, size) for row in rows], room)
    first = replace(block, items=block.items[:here]) if here else None
    return first, replace(block, items=block.items[here:])


def _facts(block: Facts, width: float, size: float, room: float) -> Parts:
    rows = [Facts((row,)) for row in block.rows]
    here = _fitting([height_of(row, width, size) for row in rows], room)
    first = replace(block, rows=block.rows[:here]) if here else None
    return first, replace(block, rows=block.rows[here:])


def _fitting(heights: Sequence[float], room: float) -> int:
    """Return how many of the heights fit one below the other."""
    used = 0.0
    for count, height in enumerate(heights):
        used += height
        if used > room:
            return count
    return len(heights)


def _text(block: Text, width: float, size: float, room: float) -> Parts:
    lines = int(room / (size * PITCH))
    if lines < LEAST_LINES:
        return None, block
    at = _cut(block.text, lines, width - 10, size)
    if at <= 0:
        return None, block
    here, there = block.text[:at].rstrip(), block.text[at:].lstrip()
    return replace(block, text=here), replace(block, text=there) if there else None


def _cut(text: str, lines: int, width: float, size: float) -> int:
    """Return where to cut so that what is before takes no more than those lines."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines_of(text[:middle], width, size) <= lines:
            low = middle
        else:
            high = middle - 1
    space = text.rfind(" ", 0, low)
    is_latin = low < len(text) and width_of(text[low : low + 1], 1) < 1
    return space if is_latin and space > low * 0.6 else low


def _table(block: Table, width: float, size: float, room: float) -> Parts:
    widths = column_widths(block, width)
    head = replace(block, rows=())
    left = room - height_of(head, width, size)
    heights = [
        row_height([shown(cell) for cell in row], widths, size) for row in block.rows
    ]
    here = _fitting(heights, left)
    if here == 0:
        return None, block
    return (
        replace(block, rows=block.rows[:here]),
        replace(block, rows=block.rows[here:]),
    )


def _way(block: Way, width: float, size: float, room: float) -> Parts:
    left = room - ends_height(block, width, size)
    rows = _fitting(row_heights(block.steps, width, size), left)
    here = sum(len(row) for row in step_rows(block.steps, width)[:rows])
    if here == 0:
        return None, block
    return (
        replace(block, steps=block.steps[:here]),
        replace(block, steps=block.steps[here:], first=block.first + here),
    )


_PARTS: dict[type, Callable[[Any, float, float, float], Parts]] = {
    Text: _text,
    Bullets: _bullets,
    Facts: _facts,
    Table: _table,
    Way: _way,
}
