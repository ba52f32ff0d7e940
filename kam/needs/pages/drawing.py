"""The tree of somebody's thinking as a picture, from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.needs.pages.words import fit_letter, fit_words
from kam.needs.rules.tree import Node, Spot, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.needs.queries import Thought

LEFT = (0, 312, 640)
WIDE = (236, 252, 320)
PITCH, TALL = 54, 42
WIDTH = 960
# How wide a letter is drawn, and what is left of a box for them.
NARROW, BROAD, MARGIN, MARK = 7.2, 13.5, 24, 26


@dataclass(frozen=True)
class Box:
    """One node as it is drawn."""

    x: int
    y: float
    width: int
    text: str
    note: str
    title: str
    fit: str
    letter: str
    is_assumed: bool
    url: str


@dataclass(frozen=True)
class Picture:
    """Boxes and the lines between them."""

    width: int
    height: int
    tall: int
    boxes: Sequence[Box]
    lines: Sequence[str]


def in_order(thoughts: Sequence[Thought]) -> tuple[list[Spot], int]:
    """Return the nodes in reading order, and the rows they take."""
    layout = lay_out(Node(t.id, t.parent_id, t.kind) for t in thoughts)
    return list(layout.spots), layout.rows


def picture(thoughts: Sequence[Thought], *, may_edit: bool) -> Picture | None:
    """Draw the tree; none where there is nothing."""
    spots, rows = in_order(thoughts)
    if not spots:
        return None
    known = {t.id: t for t in thoughts}
    places = {spot.id: spot for spot in spots}
    return Picture(
        width=WIDTH,
        height=rows * PITCH,
        tall=TALL,
        boxes=[_box(spot, known[spot.id], may_edit=may_edit) for spot in spots],
        lines=[
            _line(places[spot.parent_id], spot)
            for spot in spots
            if spot.parent_id is not None
        ],
    )


def _top(spot: Spot) -> float:
    return spot.row * PITCH + (PITCH - TALL) / 2


def _box(spot: Spot, told: Thought, *, may_edit: bool) -> Box:
    wide = WIDE[spot.column]
    room = wide - MARGIN - (MARK if told.fit else 0)
    spoken = [told.name, told.product, fit_words(told.fit)]
    return Box(
        x=LEFT[spot.column],
        y=_top(spot),
        width=wide,
        text=shortened(told.name, room),
        note=shortened(told.product, room * 1.1),
        title=" · ".join(part for part in spoken if part),
        fit=told.fit,
        letter=fit_letter(told.fit),
        is_assumed=told.is_assumed,
        url=reverse("needs:problem", args=[told.id]) if may_edit else "",
    )


def _line(parent: Spot, child: Spot) -> str:
    x1, x2 = LEFT[parent.column] + WIDE[parent.column], LEFT[child.column]
    y1, y2 = _top(parent) + TALL / 2, _top(child) + TALL / 2
    bend = (x1 + x2) / 2
    return f"M{x1} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2} {y2:g}"


def shortened(text: str, room: float) -> str:
    """Cut a text to what fits into a width, with an ellipsis where it was cut."""
    used = 0.0
    for at, letter in enumerate(text):
        used += NARROW if letter.isascii() else BROAD
        if used > room:
            return f"{text[: max(at - 1, 1)]}…"
    return text
