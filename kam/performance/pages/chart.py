"""The scatter of sales on potential, for somebody who may see every unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.performance.pages.words import PLAIN, score_text, with_unit
from kam.performance.terms import FrontierClass
from kam.web.plot import (
    Box,
    Dot,
    Gap,
    Mark,
    Scatter,
    Titles,
    coarsen,
    line_boxes,
    place_labels,
    sheet_for,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.pages.words import Writing
    from kam.performance.queries import Spot
    from kam.performance.rules import Labels
    from kam.web.plot import LabelSpot, Sheet

MOST_POINTS = 400
LONGEST_TEXT = 9
GLYPH, LINE = 7.6, 16.0
BIG_GLYPH, BIG_LINE = 9.2, 19.0
GAP_WIDTH = 96.0
WIDE_FROM = "\u2e80"
CELLS, SMALLEST_DOT, DOT_GROWTH = 40, 2.0, 1.2
TABLE = "units"


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What a chart is drawn from."""

    name: str
    labels: Labels
    spots: Sequence[Spot]
    line: Sequence[Sequence[float]]
    selected: int | None = None
    peers: frozenset[int] = frozenset()
    left_out: Sequence[Spot] = ()
    writing: Writing = PLAIN
    reach: tuple[float, float] = (0.0, 0.0)

    @cached_property
    def apart(self) -> frozenset[int]:
        """The units that take no part."""
        return frozenset(spot.key for spot in self.left_out)


def titles_of(name: str, labels: Labels) -> Titles:
    """Name the axes and the picture."""
    potential = with_unit(labels.potential, labels.potential_unit)
    sales = with_unit(labels.sales, labels.sales_unit)
    told = gettext("%(sales)s与%(potential)s，含绩效前沿")
    return Titles(
        x=potential,
        y=sales,
        label=told % {"sales": sales, "potential": potential},
        name=name,
    )


def full_chart(drawing: Drawing) -> Scatter:
    """Draw every unit with its code; of a crowd, the few that count and a cloud."""
    sheet = sheet_of(drawing)
    shown, crowd = _parted(drawing)
    selected = next((s for s in drawing.spots if s.key == drawing.selected), None)
    gap = gap_of(sheet, selected, drawing.writing) if selected else None
    marks = [_mark(drawing, sheet, spot) for spot in shown]
    return Scatter(
        titles=titles_of(drawing.name, drawing.labels),
        left=sheet.left,
        x_ticks=sheet.x_ticks,
        y_ticks=sheet.y_ticks,
        points=labelled(marks, sheet, drawing.line, gap),
        line=sheet.trace(drawing.line),
        gap=gap,
        cloud=_cloud(sheet, crowd),
        table=TABLE,
    )


def sheet_of(drawing: Drawing) -> Sheet:
    """Rule the paper for everybody, and as far as the drawing has to reach."""
    everybody = [*drawing.spots, *drawing.left_out]
    across, up = drawing.reach
    return sheet_for(
        max([across, *(spot.potential for spot in everybody)]),
        max([up, *(spot.sales for spot in everybody)]),
    )


def _parted(drawing: Drawing) -> tuple[list[Spot], list[Spot]]:
    """Part the units into points and, when there are too many, a cloud."""
    ranked = sorted(drawing.spots, key=lambda spot: _rank(drawing, spot))
    shown = [*ranked[:MOST_POINTS], *drawing.left_out[:MOST_POINTS]]
    return shown, ranked[MOST_POINTS:]


def _rank(drawing: Drawing, spot: Spot) -> tuple[int, float, str]:
    """Order units by how much they matter here: labels are placed in this order."""
    first = 0 if spot.key == drawing.selected else 1 if spot.key in drawing.peers else 2
    return first, -(spot.score or 0.0), spot.code


def _kind(drawing: Drawing, spot: Spot) -> str:
    if spot.key in drawing.apart:
        return "excluded"
    if spot.key == drawing.selected:
        return "own"
    if spot.key in drawing.peers:
        return "peer"
    if spot.frontier_class == FrontierClass.FRONTIER:
        return "pioneer" if spot.is_named else "undecided"
    return ""


def _mark(drawing: Drawing, sheet: Sheet, spot: Spot) -> Mark:
    x, y = sheet.place(spot.potential, spot.sales)
    return Mark(
        x=x,
        y=y,
        kind=_kind(drawing, spot),
        unit="" if spot.key in drawing.apart else str(spot.key),
        value_x=repr(spot.potential),
        value_y=repr(spot.sales),
        detail=detail_of(spot, drawing.labels, drawing.writing),
        selected=spot.key == drawing.selected,
        text=short(spot.code),
    )


def detail_of(spot: Spot, labels: Labels, writing: Writing = PLAIN) -> str:
    """Say a point in words."""
    told = gettext("%(code)s：%(x_name)s %(x)s · %(y_name)s %(y)s · PF 指数 %(index)s")
    return told % {
        "code": spot.code,
        "x_name": gettext(labels.potential),
        "x": writing.potential(spot.potential),
        "y_name": gettext(labels.sales),
        "y": writing.sales(spot.sales),
        "index": score_text(spot.score),
    }


def short(code: str) -> str:
    """Cut a long code so that it fits beside its point."""
    return code if len(code) <= LONGEST_TEXT else f"{code[: LONGEST_TEXT - 1]}…"


def gap_of(sheet: Sheet, spot: Spot, writing: Writing = PLAIN) -> Gap | None:
    """Measure a unit's distance to the line, with its text where there is room."""
    if not spot.gap or spot.frontier is None:
        return None
    x, low = sheet.place(spot.potential, spot.sales)
    _x, high = sheet.place(spot.potential, spot.frontier)
    fits = x + GAP_WIDTH < sheet.bounds.right
    return Gap(
        x=x,
        y1=high,
        y2=low,
        text=gettext("差距 %(gap)s") % {"gap": writing.sales(spot.gap)},
        text_x=x + 9 if fits else x - 9,
        text_y=round((low + high) / 2, 1),
        text_anchor="start" if fits else "end",
    )


def labelled(
    marks: Sequence[Mark],
    sheet: Sheet,
    line: Sequence[Sequence[float]],
    gap: Gap | None,
) -> tuple[Mark, ...]:
    """Place the codes where they cover nothing; one without room is left out."""
    spots = place_labels(
        [(mark.x, mark.y) for mark in marks],
        [_size(mark) for mark in marks],
        Box(0.0, 0.0, 680.0, sheet.bounds.bottom),
        [*line_boxes([sheet.place(x, y) for x, y in line]), *_gap_boxes(gap)],
        radius=8.0,
    )
    placed = [_with_text(mark, spot) for mark, spot in zip(marks, spots, strict=True)]
    # What matters most is drawn last, so that nothing covers it.
    return tuple(reversed(placed))


def _size(mark: Mark) -> tuple[float, float]:
    big = mark.kind in ("own", "peer")
    glyph, line = (BIG_GLYPH, BIG_LINE) if big else (GLYPH, LINE)
    return sum(
        2 if glyph_of >= WIDE_FROM else 1 for glyph_of in mark.text
    ) * glyph, line


def _gap_boxes(gap: Gap | None) -> list[Box]:
    if gap is None:
        return []
    start = gap.text_x if gap.text_anchor == "start" else gap.text_x - GAP_WIDTH
    text = Box(start, gap.text_y - 12, start + GAP_WIDTH, gap.text_y + 8)
    return [text, *line_boxes([(gap.x, gap.y1), (gap.x, gap.y2)], thickness=8)]


def _with_text(mark: Mark, spot: LabelSpot | None) -> Mark:
    if spot is None:
        return replace(mark, text="")
    return replace(
        mark,
        text_x=round(spot.x, 1),
        text_y=round(spot.y, 1),
        text_anchor=spot.anchor,
    )


def _cloud(sheet: Sheet, crowd: Sequence[Spot]) -> tuple[Dot, ...]:
    points = [sheet.place(spot.potential, spot.sales) for spot in crowd]
    return tuple(
        Dot(x=cell.x, y=cell.y, r=round(SMALLEST_DOT + DOT_GROWTH * cell.count**0.5, 1))
        for cell in coarsen(points, CELLS, bounds=sheet.bounds)
    )
