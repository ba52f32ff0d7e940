"""Drawing one block after the other onto a slide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pptx.enum.shapes import MSO_CONNECTOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from kam.documents.press.charts import (
    TYPES,
    colour,
    dress,
    numbers_sheet,
    values_of,
)
from kam.documents.press.slides.measure import (
    INDENT,
    QUOTE_INSET,
    SMALL,
    height_of,
    label_width,
    text_height,
)
from kam.documents.press.slides.tables import draw_grid, draw_table
from kam.documents.press.slides.texts import Paragraph, Run, Style, box, fill, line
from kam.documents.press.slides.ways import draw_way
from kam.documents.rules.look import INK, MUTED
from kam.documents.rules.paper import (
    Bullets,
    Chart,
    Facts,
    Grid,
    Heading,
    Note,
    Table,
    Text,
    Tone,
    Way,
)

if TYPE_CHECKING:
    from datetime import datetime

    from pptx.dml.line import LineFormat

    from kam.documents.rules.look import Look
    from kam.documents.rules.paper import Block


@dataclass(frozen=True)
class Canvas:
    """A slide, the size of its type, and whose it is."""

    slide: Any
    size: float
    look: Look
    language: str
    as_of: datetime

    def draw(self, block: Block, at: tuple[float, float, float]) -> None:
        """Draw a block at left, top and width, all in points."""
        match block:
            case Table():
                draw_table(self, block, self._titled(block.title, at))
            case Chart():
                self._chart(block, self._titled(chart_title(block), at), at)
            case Grid():
                left, top, width = self._titled(block.title, at)
                height = draw_grid(self, block, (left, top, width), 0)
                self._note(block.note, (left, top + height, width))
            case Way():
                draw_way(self, block, at)
            case _:
                self._texts(block, at)

    def chart(self, told: Chart, place: tuple[float, float, float, float]) -> None:
        """Draw a native chart; its numbers open in a workbook."""
        left, top, width, height = (Pt(one) for one in place)
        frame = self.slide.shapes.add_chart(
            TYPES[told.kind], left, top, width, height, values_of(told)
        )
        if told.title:
            frame.name = told.title[:80]
        native = frame.chart
        dress(native, told, self.look, self.size)
        book = native.part.chart_workbook.xlsx_part
        book._blob = numbers_sheet(told, self.as_of)  # noqa: SLF001 - no formula in ours

    def picture(
        self, block: Chart | Grid, place: tuple[float, float, float, float]
    ) -> None:
        """Draw a chart or a grid as large as a place is."""
        left, top, width, height = place
        note = text_height(block.note, width, self.size * SMALL) if block.note else 0.0
        title = chart_title(block) if isinstance(block, Chart) else block.title
        inside = self._titled(title, (left, top, width))
        room = top + height - note - inside[1] - self.size * 0.4
        if isinstance(block, Grid):
            draw_grid(self, block, inside, room)
        else:
            self.chart(block, (*inside, room))
        self._note(block.note, (left, top + height - note, width))

    def _titled(
        self, title: str, at: tuple[float, float, float]
    ) -> tuple[float, float, float]:
        """Draw the title of a block; returns where the block itself begins."""
        left, top, width = at
        if not title:
            return at
        height = text_height(title, width, self.size)
        said = [line(title, Style(self.size, INK, bold=True))]
        fill(
            box(self.slide, (left, top, width, height)).text_frame, said, self.language
        )
        return left, top + height + self.size * 0.4, width

    def _note(self, text: str, at: tuple[float, float, float]) -> None:
        if text:
            self._texts(Note(text), at)

    def _chart(
        self,
        told: Chart,
        inside: tuple[float, float, float],
        at: tuple[float, float, float],
    ) -> None:
        left, top, width = inside
        whole = height_of(told, at[2], self.size)
        note = text_height(told.note, width, self.size * SMALL) if told.note else 0.0
        height = at[1] + whole - note - top
        self.chart(told, (left, top, width, height))
        self._note(told.note, (left, top + height, width))

    def _texts(self, block: Block, at: tuple[float, float, float]) -> None:
        left, top, width = at
        height = height_of(block, width, self.size)
        quote = isinstance(block, Text) and block.tone == Tone.QUOTE
        shift = QUOTE_INSET if quote else 0
        shape = box(self.slide, (left + shift, top, width - shift, height))
        fill(shape.text_frame, self.paragraphs(block, width), self.language)
        if quote:
            self.rule((left + 2, top, left + 2, top + height), self.look.primary, 2)

    def paragraphs(self, block: Block, width: float) -> list[Paragraph]:
        """Return a block of words as paragraphs."""
        size = self.size
        match block:
            case Heading():
                style = Style(size, INK, bold=True)
                return [Paragraph((Run(block.text, style),), after=size * 0.3)]
            case Facts():
                return self._facts(block, label_width(block, width, size))
            case Bullets():
                sign = "\u25a1" if block.boxes else "\u2022"
                return [
                    Paragraph(
                        (Run(item, Style(size)),), hang=INDENT * size, bullet=sign
                    )
                    for item in block.items
                ]
            case Note():
                return [line(block.text, Style(size * SMALL, MUTED))]
            case Text():
                ink = MUTED if block.tone == Tone.MUTED else INK
                return [
                    line(block.text, Style(size, ink, bold=block.tone == Tone.STRONG))
                ]
        return []

    def _facts(self, facts: Facts, hang: float) -> list[Paragraph]:
        return [
            Paragraph(
                (
                    Run(f"{row.label}\t", Style(self.size, MUTED)),
                    Run(row.value, Style(self.size)),
                ),
                hang=hang,
            )
            for row in facts.rows
        ]

    def rule(
        self,
        ends: tuple[float, float, float, float],
        told: tuple[int, int, int],
        points: float,
    ) -> None:
        """Draw a straight line."""
        places = (Pt(one) for one in ends)
        drawn = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *places)
        style = drawn._element.find(qn("p:style"))  # noqa: SLF001 - its shadow is no use
        if style is not None:
            drawn._element.remove(style)  # noqa: SLF001
        pen: LineFormat = drawn.line
        pen.color.rgb = colour(told)
        pen.width = Pt(points)


def chart_title(chart: Chart) -> str:
    """Return the title of a chart with the unit of its numbers."""
    return f"{chart.title} ({chart.unit})" if chart.unit else chart.title
