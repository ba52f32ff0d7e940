"""A sheet as a slide of three columns, then a slide for each staircase to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.enum.shapes import MSO_SHAPE

from kam.documents.press.slides import flow
from kam.documents.press.slides.flow import Frame, Panel
from kam.documents.press.slides.measure import width_of
from kam.documents.press.slides.press import MARGIN, Press
from kam.documents.press.slides.texts import (
    Paragraph,
    Run,
    Style,
    box,
    fill,
    line,
)
from kam.documents.press.slides.theme import WIDTH
from kam.documents.press.slides.ways import paint, shape_at
from kam.documents.rules.colours import WHITE
from kam.documents.rules.look import INK, MUTED, RULE
from kam.documents.rules.paper import Chart, ChartKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.documents.press.slides.canvas import Canvas
    from kam.documents.rules.paper import Section

SHARES = (1.04, 0.92, 1.24)
GUTTER = 9.0
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
CHART_SIZE = 14.0


class Sheet(Press):
    """A deck of one sheet."""

    def draw(self) -> None:
        """Draw every slide."""
        self.sheet()

    def sheet(self) -> None:
        """Draw the sheet, then a slide of its own for each staircase."""
        frames = self._columns()
        parts = [
            (frame, [one for one in self.document.sections if one.column == nth])
            for nth, frame in enumerate(frames)
        ]
        size = min(flow.best_size(rows, frame, SIZES) for frame, rows in parts)
        columns = [flow.panels(rows, frame, size) for frame, rows in parts]
        for nth in range(max(len(one) for one in columns)):
            slide = self._sheet_slide(goes_on=nth > 0)
            for frame, pages in zip(frames, columns, strict=True):
                if nth < len(pages):
                    self._column(self.canvas(slide, size), frame, pages[nth])
        for section in self.document.sections:
            for one in section.blocks:
                if isinstance(one, Chart) and one.kind == ChartKind.STAIRCASE:
                    self._chart_slide(section, one)

    def _columns(self) -> list[Frame]:
        room = WIDTH - 2 * MARGIN + 24 - 2 * GUTTER
        left, frames = MARGIN - 12, []
        for share in SHARES:
            width = room * share / sum(SHARES)
            frames.append(Frame(left, 84, width, 424))
            left += width + GUTTER
        return frames

    def _sheet_slide(self, *, goes_on: bool) -> Any:
        told, left = self.document, MARGIN - 12
        title = told.title + (told.words.continued if goes_on else "")
        size = 22.0 if width_of(title, 22) <= WIDTH - 220 else 17.0
        slide = self.slide(title, Frame(left, 24, WIDTH - 2 * left - 150, 30), size)
        head = box(slide, (left, 10, 600, 14))
        kind = "  ·  ".join(one for one in (told.kind, told.subtitle) if one)
        fill(head.text_frame, [line(kind, Style(10, MUTED))], told.language)
        runs: list[Run] = []
        for one in told.facts:
            runs.append(Run(f"{one.label} ", Style(10, MUTED)))
            runs.append(Run(f"{one.value}     ", Style(10, INK, bold=True)))
        if runs:
            facts = box(slide, (left, 58, WIDTH - 2 * left, 16))
            fill(facts.text_frame, [Paragraph(tuple(runs))], told.language)
        canvas = self.canvas(slide, 10)
        canvas.rule((left, 77, WIDTH - left, 77), self.look.primary, 1.5)
        self.logo(slide, (WIDTH - left - 130, 16, 130, 38))
        self.foot(slide)
        return slide

    def _column(self, canvas: Canvas, frame: Frame, column: Sequence[Panel]) -> None:
        for nth, panel in enumerate(column):
            is_last = nth == len(column) - 1
            height = frame.height - panel.top if is_last else panel.height
            self._panel(canvas, frame, panel, height)

    def _panel(self, canvas: Canvas, frame: Frame, panel: Panel, height: float) -> None:
        size, top = canvas.size, frame.top + panel.top
        edge = shape_at(
            canvas, MSO_SHAPE.ROUNDED_RECTANGLE, (frame.left, top, frame.width, height)
        )
        paint(edge, WHITE, RULE, 1)
        inside, head = frame.width - 2 * flow.PAD, flow.HEAD * size
        section = panel.section
        said = [
            Run(f"{section.number} ", Style(size + 1, self.look.primary, bold=True))
        ]
        name = section.title + (self.document.words.continued if panel.goes_on else "")
        said.append(Run(name, Style(size + 1, INK, bold=True)))
        if section.aside:
            said.append(Run(f"   {section.aside}", Style(size * 0.86, MUTED)))
        title = box(canvas.slide, (frame.left + flow.PAD, top + 4, inside, head))
        fill(title.text_frame, [Paragraph(tuple(said))], self.document.language)
        for one in panel.blocks:
            at = (frame.left + flow.PAD, top + head + flow.PAD + one.top, inside)
            canvas.draw(one.block, at)

    def _chart_slide(self, section: Section, chart: Chart) -> None:
        name = chart.title or section.title
        title = f"{self.document.title}  ·  {name}"
        size = 22.0 if width_of(title, 22) <= WIDTH - 250 else 17.0
        slide = self.slide(title, Frame(MARGIN, 22, WIDTH - 2 * MARGIN - 150, 40), size)
        canvas = self.canvas(slide, CHART_SIZE)
        canvas.rule((MARGIN, 68, WIDTH - MARGIN, 68), self.look.primary, 1.5)
        self.logo(slide, (WIDTH - MARGIN - 130, 26, 130, 34))
        canvas.chart(chart, (MARGIN, 90, WIDTH - 2 * MARGIN, 380))
        if chart.note:
            note = box(slide, (MARGIN, 478, WIDTH - 2 * MARGIN, 20))
            said = [line(chart.note, Style(11, MUTED))]
            fill(note.text_frame, said, self.document.language)
        self.foot(slide)
