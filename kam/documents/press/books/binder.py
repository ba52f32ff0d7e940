"""XLSX: a worksheet a section, numbers as numbers, native charts, never a formula."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from kam.documents.press.books.charts import add_chart
from kam.documents.press.books.pages import PLAIN, TOTAL, name_of, widths_of
from kam.documents.press.books.styles import Styles
from kam.documents.press.charts import WORKBOOK
from kam.documents.press.slides.measure import lines_of, step_title
from kam.documents.rules.paper import (
    Bullets,
    Chart,
    Facts,
    Figure,
    Grid,
    Heading,
    Lines,
    Note,
    Table,
    Text,
    Way,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.documents.rules.look import Look
    from kam.documents.rules.paper import Block, Cell, Document, Fact, Section

POINTS = 5.3
"""How wide a character of a column is, in points."""
LINE = 15.5
HIGHEST = 400.0
LONGEST_FOOTER = 200
LOGO = 40.0


def xlsx(document: Document, look: Look) -> bytes:
    """Return a document as a workbook."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {**WORKBOOK, "remove_timezone": True})
    _describe(book, document, look)
    binder = Binder(book, document, look, Styles(book, look))
    binder.overview()
    for section in document.sections:
        binder.section(section)
    book.close()
    return written.getvalue()


def _describe(book: Any, document: Document, look: Look) -> None:
    book.set_properties(
        {
            "title": document.title[:255],
            "subject": document.kind[:255],
            "author": look.company[:255],
            "company": look.company[:255],
            "comments": document.notice[:255],
            "created": document.as_of.replace(tzinfo=None),
        }
    )


@dataclass
class Binder:
    """A workbook while it is filled; `row` is the next free row of its page."""

    book: Any
    document: Document
    look: Look
    styles: Styles
    names: set[str] = field(default_factory=set)
    page: Any = None
    row: int = 0
    widths: tuple[float, ...] = PLAIN

    @property
    def last(self) -> int:
        """The last column of the page."""
        return len(self.widths) - 1

    def overview(self) -> None:
        """Fill the first worksheet: what this is, of when, from where."""
        told = self.document
        self._page(told.words.overview)
        if self.look.logo and self.look.logo_size[1]:
            scale = LOGO / self.look.logo_size[1]
            picture = {
                "image_data": io.BytesIO(self.look.logo),
                "x_scale": scale,
                "y_scale": scale,
            }
            self.page.set_row(0, LOGO)
            self.page.insert_image(0, 0, "logo.png", picture)
            self.row = 1
        self.line(told.kind, "muted")
        self.line(told.title, "title")
        if told.subtitle:
            self.line(told.subtitle, "muted")
        self.row += 1
        self.facts(told.facts)
        self.row += 1
        own = (self.look.company, self.look.footer)
        for text in (told.notice, told.dated, told.source, *own):
            if text:
                self.line(text, "small")

    def section(self, section: Section) -> None:
        """Fill a worksheet with a section."""
        title = f"{section.number} {section.title}".strip()
        self._page(title, widths_of(section))
        self.line(title, "heading")
        if section.aside:
            self.line(section.aside, "small")
        for block in section.blocks:
            self.row += 1
            self.write(block)

    def write(self, block: Block) -> None:  # noqa: C901 - one line a block
        """Write a block."""
        match block:
            case Heading():
                self.line(block.text, "strong")
            case Text():
                self.line(block.text, "strong" if block.tone == "strong" else "text")
            case Facts():
                self.facts(block.rows)
            case Bullets():
                for item in block.items:
                    self.line(f"{'□' if block.boxes else '•'} {item}", "text")
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case Grid():
                self._grid(block)
            case Way():
                self._way(block)
            case Lines():
                self.line(block.label, "small")
            case Note():
                self.line(block.text, "small")

    def line(self, text: str, style: str) -> None:
        """Write a text across the page, as high as its lines are."""
        told = self.styles.of(style)
        self.page.merge_range(self.row, 0, self.row, self.last, "", told)
        self.page.write_string(self.row, 0, text, told)
        size = self.styles.size(style)
        high = self.styles.pitch(style) * lines_of(text, TOTAL * POINTS, size)
        self.page.set_row(self.row, min(HIGHEST, high))
        self.row += 1

    def facts(self, rows: Sequence[Fact]) -> None:
        """Write labels and values."""
        for one in rows:
            self.page.write_string(self.row, 0, one.label, self.styles.of("label"))
            told = self.styles.of("text")
            if self.last > 1:
                self.page.merge_range(self.row, 1, self.row, self.last, "", told)
            self.page.write_string(self.row, 1, one.value, told)
            lines = max(
                lines_of(one.value, sum(self.widths[1:]) * POINTS, 10),
                lines_of(one.label, self.widths[0] * POINTS, 10),
            )
            self.page.set_row(self.row, min(HIGHEST, LINE * lines))
            self.row += 1

    def cells(
        self, cells: Sequence[Cell], style: str, numbers: Sequence[bool] = ()
    ) -> None:
        """Write a row of cells, each as what it is; heads of numbers stand right."""
        lines = 1
        for place, cell in enumerate(cells):
            is_number = place < len(numbers) and numbers[place]
            self._cell((self.row, place), cell, "head-right" if is_number else style)
            if isinstance(cell, str):
                width = self.widths[min(place, self.last)]
                lines = max(lines, lines_of(cell, width * POINTS, 10))
        self.page.set_row(self.row, min(HIGHEST, LINE * lines + 3))
        self.row += 1

    def _cell(self, place: tuple[int, int], cell: Cell, style: str) -> None:
        if cell is None:
            self.page.write_blank(*place, None, self.styles.of(style))
        elif isinstance(cell, Figure):
            told = self.styles.number(cell.number_format)
            self.page.write_number(*place, cell.value, told)
        elif isinstance(cell, date):
            at = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a day has no zone
            self.page.write_datetime(*place, at, self.styles.day())
        else:
            self.page.write_string(*place, cell, self.styles.of(style))

    def _page(self, name: str, widths: tuple[float, ...] = PLAIN) -> None:
        page = self.page = self.book.add_worksheet(name_of(name, self.names))
        self.row, self.widths = 0, widths
        page.hide_gridlines(2)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(0.5, 0.5, 0.6, 0.7)
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        told = (self.document.notice, self.document.dated, self.look.footer)
        said = "    ".join(text for text in told if text)[:LONGEST_FOOTER]
        page.set_footer(f"&L&8{said.replace('&', '&&')}&R&8&P / &N")

    def _table(self, table: Table) -> None:
        if table.title:
            self.line(table.title, "strong")
        numbers = [column.is_number for column in table.columns]
        self.cells([column.title for column in table.columns], "head", numbers)
        first = self.row
        for row in table.rows:
            self.cells(row, "cell")
        if table.rows and table.columns:
            self.page.autofilter(first - 1, 0, self.row - 1, len(table.columns) - 1)

    def _chart(self, chart: Chart) -> None:
        if chart.title:
            unit = f" ({chart.unit})" if chart.unit else ""
            self.line(f"{chart.title}{unit}", "strong")
        first = self.row
        numbers = [False, *(True for _ in chart.series)]
        self.cells(["", *(one.name for one in chart.series)], "head", numbers)
        for nth, name in enumerate(chart.categories):
            values = [one.values[nth] for one in chart.series]
            told = [None if value is None else Figure(value, "") for value in values]
            self.cells([name, *told], "cell")
        self.row += 1
        self.row += add_chart(self.book, self.page, (chart, self.look), first, self.row)
        if chart.note:
            self.line(chart.note, "small")

    def _grid(self, grid: Grid) -> None:
        if grid.title:
            self.line(grid.title, "strong")
        self.cells(["", *grid.columns], "head")
        for name, row in zip(grid.rows, grid.fields, strict=False):
            self.page.write_string(self.row, 0, name, self.styles.of("label"))
            for place, one in enumerate(row, start=1):
                told = self.styles.shaded(one.weight)
                self.page.write_string(self.row, place, one.text, told)
            most = max((one.text.count("\n") + 1 for one in row), default=1)
            self.page.set_row(self.row, LINE * most + 8)
            self.row += 1
        if grid.note:
            self.line(grid.note, "small")

    def _way(self, way: Way) -> None:
        for end in (way.start, way.end):
            self.line(f"{end.letter}  {end.title}", "strong")
            for text in (end.text, end.note):
                if text:
                    self.line(text, "text")
        for number, step in enumerate(way.steps, start=way.first):
            self.row += 1
            self.line(f"{number}  {step_title(step)}", "strong")
            self.facts(step.facts)
