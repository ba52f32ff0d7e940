"""Tables of a text: one style, heads that repeat, widths in shares of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from kam.documents.press.slides.measure import shown
from kam.documents.press.words.styles import TABLE_NAME
from kam.documents.rules.colours import mixed, spelled
from kam.documents.rules.look import WASH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.documents.rules.colours import Rgb
    from kam.documents.rules.look import Look
    from kam.documents.rules.paper import Grid, Table

FULLEST = 0.45


def add_table(paper: Any, table: Table, look: Look, width: float) -> Any:
    """Add a table as wide as that, in points."""
    heads = [column.title for column in table.columns]
    rows = [heads, *([shown(cell) for cell in row] for row in table.rows)]
    shares = [column.width for column in table.columns]
    native = ruled(paper, len(rows), shares, width)
    for number, cells in enumerate(rows):
        for place, text in enumerate(cells):
            paragraph = native.cell(number, place).paragraphs[0]
            write(paragraph, text)
            if number == 0:
                for run in paragraph.runs:
                    run.bold, run.font.color.rgb = True, RGBColor(*look.primary)
            if table.columns[place].is_number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    repeat_head(native)
    return native


def add_grid(paper: Any, grid: Grid, look: Look, width: float) -> Any:
    """Add a grid of shaded fields."""
    shares = [0.5, *([1.0] * len(grid.columns))]
    native = ruled(paper, len(grid.rows) + 1, shares, width)
    for place, name in enumerate(("", *grid.columns)):
        _field(native.cell(0, place), name, None)
    for number, (name, row) in enumerate(
        zip(grid.rows, grid.fields, strict=False), start=1
    ):
        _field(native.cell(number, 0), name, None)
        for place, one in enumerate(row[: len(grid.columns)], start=1):
            ground = mixed(look.primary, one.weight * FULLEST, WASH)
            _field(native.cell(number, place), one.text, ground)
    repeat_head(native)
    return native


def ruled(paper: Any, rows: int, shares: Sequence[float], width: float) -> Any:
    """Add an empty table in the house's style."""
    native = paper.add_table(rows=rows, cols=len(shares))
    native.style = TABLE_NAME
    native.alignment = WD_TABLE_ALIGNMENT.CENTER
    native.autofit = False
    total = sum(shares) or 1
    for place, share in enumerate(shares):
        wide = Pt(width * share / total)
        native.columns[place].width = wide
        for cell in native.columns[place].cells:
            cell.width = wide
    return native


def repeat_head(native: Any) -> None:
    """Repeat the first row on each page, and never part a row."""
    for number, row in enumerate(native.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no such word
        properties.append(properties.makeelement(qn("w:cantSplit"), {}))
        if number == 0:
            properties.append(properties.makeelement(qn("w:tblHeader"), {}))


def write(paragraph: Any, text: str) -> None:
    """Write a text whose line breaks stay within one paragraph."""
    for number, piece in enumerate(text.split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(piece)


def shade(cell: Any, ground: Rgb) -> None:
    """Give a cell a ground."""
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    told = {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): spelled(ground)}
    properties.append(properties.makeelement(qn("w:shd"), told))


def _field(cell: Any, text: str, ground: Rgb | None) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(paragraph, text)
    if ground:
        shade(cell, ground)
