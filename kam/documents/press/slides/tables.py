"""Tables and grids on a slide: native ones, with rows as high as they were reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from kam.documents.press.charts import colour
from kam.documents.press.slides.measure import (
    CELL_SIDE,
    CELL_TOP,
    PITCH,
    column_widths,
    row_height,
    shown,
)
from kam.documents.press.slides.texts import Style, fill, line
from kam.documents.rules.colours import WHITE, mixed, spelled
from kam.documents.rules.look import INK, MUTED, RULE, WASH

if TYPE_CHECKING:
    from kam.documents.press.slides.canvas import Canvas
    from kam.documents.rules.colours import Rgb
    from kam.documents.rules.paper import Grid, Table

# The table style "No Style, No Grid": borders and fills are set by cell.
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
FULLEST = 0.45


def draw_table(canvas: Canvas, table: Table, at: tuple[float, float, float]) -> None:
    """Draw a table at left, top and width; its title is drawn before."""
    widths = column_widths(table, at[2])
    heads = [column.title for column in table.columns]
    rows = [heads, *([shown(cell) for cell in row] for row in table.rows)]
    native = _native(canvas.slide, (len(rows), len(heads)), at, table.title)
    for place, one in enumerate(widths):
        native.columns[place].width = Pt(one)
    for number, cells in enumerate(rows):
        native.rows[number].height = Pt(row_height(cells, widths, canvas.size))
        for place, text in enumerate(cells):
            is_head = number == 0
            ink = canvas.look.primary if is_head else INK
            style = Style(canvas.size, ink, bold=is_head)
            align = PP_ALIGN.RIGHT if table.columns[place].is_number else None
            cell = native.cell(number, place)
            _ground(cell, canvas.look.tint if is_head else WHITE)
            _rule(cell)
            fill(cell.text_frame, [line(text, style, align)], canvas.language)


def draw_grid(
    canvas: Canvas, grid: Grid, at: tuple[float, float, float], room: float
) -> float:
    """Draw a grid of shaded fields, filling `room` where that is more than it needs.

    Returns how high it is.
    """
    width = at[2]
    most = max((f.text.count("\n") + 1 for row in grid.fields for f in row), default=1)
    head = canvas.size * PITCH + 2 * CELL_TOP
    height = max(
        most * canvas.size * PITCH + 3 * CELL_TOP,
        (room - head) / max(1, len(grid.rows)),
    )
    shape = (len(grid.rows) + 1, len(grid.columns) + 1)
    native = _native(canvas.slide, shape, at, grid.title)
    side = width * 0.14
    native.columns[0].width = Pt(side)
    for place in range(1, shape[1]):
        native.columns[place].width = Pt((width - side) / (shape[1] - 1))
    for number in range(shape[0]):
        native.rows[number].height = Pt(height if number else head)
    for place, name in enumerate(("", *grid.columns)):
        _field(canvas, native.cell(0, place), name, None)
    for number, (name, row) in enumerate(
        zip(grid.rows, grid.fields, strict=False), start=1
    ):
        _field(canvas, native.cell(number, 0), name, None)
        for place, one in enumerate(row[: len(grid.columns)], start=1):
            ground = mixed(canvas.look.primary, one.weight * FULLEST, WASH)
            _field(canvas, native.cell(number, place), one.text, ground)
    return head + height * len(grid.rows)


def _field(canvas: Canvas, cell: Any, text: str, ground: Rgb | None) -> None:
    style = Style(canvas.size, INK if ground else MUTED)
    _ground(cell, ground or WHITE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    fill(cell.text_frame, [line(text, style, PP_ALIGN.CENTER)], canvas.language)
    if ground:
        for side in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
            _border(cell, side, WHITE, 2)


def _native(
    slide: Any, shape: tuple[int, int], at: tuple[float, float, float], title: str
) -> Any:
    left, top, width = at
    frame = slide.shapes.add_table(*shape, Pt(left), Pt(top), Pt(width), Pt(10))
    if title:
        frame.name = title[:80]
    native = frame.table
    style = native._tbl.tblPr.find(qn("a:tableStyleId"))  # noqa: SLF001
    style.text = PLAIN
    native.horz_banding = False
    return native


def _ground(cell: Any, told: Rgb) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(told)
    cell.margin_left = cell.margin_right = Pt(CELL_SIDE)
    cell.margin_top = cell.margin_bottom = Pt(CELL_TOP)


def _rule(cell: Any) -> None:
    _border(cell, "a:lnB", RULE, 0.75)


def _border(cell: Any, side: str, told: Rgb, points: float) -> None:
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    drawn = properties.makeelement(qn(side), {"w": str(int(Pt(points)))})
    solid = drawn.makeelement(qn("a:solidFill"), {})
    solid.append(solid.makeelement(qn("a:srgbClr"), {"val": spelled(told).upper()}))
    drawn.append(solid)
    # Borders come before the fill of a cell.
    properties.insert(
        len([one for one in properties if one.tag.startswith(qn("a:ln"))]), drawn
    )
