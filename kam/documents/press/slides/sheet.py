"""A sheet as a slide of three columns, then a slide for each staircase to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.documents.press.slides import flow
from kam.documents.press.slides.flow import Frame, Panel
from kam.documents.press.slides.measure import width_of
from kam.documents.press.slides.press import FOOT, MARGIN, Press
from kam.documents.press.slides.texts import (
    Paragraph,
    Run,
    Style,
    box,
    fill,
    line,
)
from kam.documents.press.slides.theme import WIDTH
from kam.documents.rules.look import INK, MUTED
from kam.documents.rules.paper import Chart, ChartKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.documents.press.slides.canvas import Canvas
    from kam.documents.rules.paper import Fact, Section

SHARES = ((1.04, 0.92, 1.24), (0.98, 0.86, 1.36), (0.92, 0.78, 1.5))
"""How wide the columns are; many steps may take from the others."""
GUTTER = 9.0
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
CHART_SIZE = 14.0
LEGIBLE = 9.0
FACT_SIZE, FACT_LINE, MOST_FACT_LINES = 9.5, 12.5, 3


class Sheet(Press):
    """A deck of one sheet."""

    def draw(self) -> None:
        """Draw every slide."""
        self.sheet()

    def sheet(self) -> None:
        """Draw the sheet, then a slide of its own for each staircase."""
        rows, frames = arranged(self.document.sections, self._choices())
        size = _size(rows, frames)
        columns = [
            flow.panels(own, frame, size)
            for own, frame in zip(rows, frames, strict=True)
        ]
        for nth in range(max(len(one) for one in columns)):
            slide = self._sheet_slide(goes_on=nth > 0)
            for frame, pages in zip(frames, columns, strict=True):
                if nth < len(pages):
                    self._column(self.canvas(slide, size), frame, pages[nth])
        for section in self.document.sections:
            for one in section.blocks:
                if isinstance(one, Chart) and one.kind == ChartKind.STAIRCASE:
                    self._chart_slide(section, one)

    def _choices(self) -> list[list[Frame]]:
        return [self._columns(shares) for shares in SHARES]

    def _columns(self, shares: tuple[float, ...]) -> list[Frame]:
        room = WIDTH - 2 * MARGIN + 24 - 2 * GUTTER
        left, frames = MARGIN - 12, []
        for share in shares:
            width = room * share / sum(shares)
            frames.append(Frame(left, self.top, width, FOOT - 8 - self.top))
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
        self._facts(slide, left)
        canvas = self.canvas(slide, 10)
        under = self.top - 7
        canvas.rule((left, under, WIDTH - left, under), self.look.primary, 1.5)
        self.logo(slide, (WIDTH - left - 130, 16, 130, 38))
        self.foot(slide)
        return slide

    @property
    def top(self) -> float:
        """Where the columns begin: below as many lines of facts as there are."""
        return 67.0 + FACT_LINE * len(self._fact_lines())

    def _fact_lines(self) -> list[list[Fact]]:
        """Return the facts of the head, line by line; none is parted."""
        lines: list[list[Fact]] = []
        room, used = WIDTH - 2 * (MARGIN - 12), 0.0
        for one in self.document.facts:
            wide = width_of(f"{one.label} {one.value}     ", FACT_SIZE)
            if not lines or used + wide > room:
                lines.append([])
                used = 0.0
            lines[-1].append(one)
            used += wide
        return lines[:MOST_FACT_LINES]

    def _facts(self, slide: Any, left: float) -> None:
        paragraphs = []
        for row in self._fact_lines():
            runs: list[Run] = []
            for one in row:
                runs.append(Run(f"{one.label} ", Style(FACT_SIZE, MUTED)))
                strong = Style(FACT_SIZE, INK, bold=True)
                runs.append(Run(f"{one.value}     ", strong))
            paragraphs.append(Paragraph(tuple(runs)))
        if paragraphs:
            high = FACT_LINE * len(paragraphs)
            facts = box(slide, (left, 57, WIDTH - 2 * left, high))
            fill(facts.text_frame, paragraphs, self.document.language)
            facts.text_frame.word_wrap = False

    def _column(self, canvas: Canvas, frame: Frame, column: Sequence[Panel]) -> None:
        for nth, panel in enumerate(column):
            is_last = nth == len(column) - 1
            height = frame.height - panel.top if is_last else panel.height
            self.panel(canvas, frame, panel, height)

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


def arranged(
    sections: Sequence[Section], choices: Sequence[list[Frame]]
) -> tuple[list[list[Section]], list[Frame]]:
    """Return the sections by column, and the columns, so that they fit one slide.

    Where the first column is too full, its last section opens the second one: the
    order stays. Where that is not enough, the columns part the width differently.
    """
    rows = [
        [one for one in sections if one.column == nth] for nth in range(len(choices[0]))
    ]
    orders = [rows]
    if len(rows[0]) > 1:
        orders.append([rows[0][:-1], [rows[0][-1], *rows[1]], *rows[2:]])
    tried = [(order, frames) for frames in choices for order in orders]
    legible = next((one for one in tried if _fit(*one) >= (-1, LEGIBLE)), None)
    return legible or max(tried, key=lambda one: _fit(*one))


def _size(rows: list[list[Section]], frames: Sequence[Frame]) -> float:
    return min(
        flow.best_size(own, frame, SIZES)
        for own, frame in zip(rows, frames, strict=True)
    )


def _fit(rows: list[list[Section]], frames: Sequence[Frame]) -> tuple[int, float]:
    """Return how well all fit: the fewest slides first, then the largest type."""
    size = _size(rows, frames)
    pages = (
        len(flow.panels(own, frame, size))
        for own, frame in zip(rows, frames, strict=True)
    )
    return -max(pages), size
