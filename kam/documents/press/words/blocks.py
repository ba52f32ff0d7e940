"""One block after the other into a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from kam.documents.press.slides.measure import step_title, width_of
from kam.documents.press.words.figures import add_chart
from kam.documents.press.words.styles import LABEL, QUOTE, SMALL
from kam.documents.press.words.tables import (
    add_grid,
    add_table,
    ruled,
    shade,
    write,
)
from kam.documents.rules.look import DONE, MUTED, WASH
from kam.documents.rules.paper import (
    Bullets,
    Chart,
    ChartKind,
    Facts,
    Grid,
    Heading,
    Lines,
    Note,
    StepState,
    Table,
    Text,
    Tone,
    Way,
)

if TYPE_CHECKING:
    from datetime import datetime

    from kam.documents.rules.look import Look
    from kam.documents.rules.paper import Block, Fact, Place

LABELS, MOST_LABELS, LABEL_SIZE, LABEL_GAP = 92.0, 0.45, 10.0, 10.0
BOX = "\u25a1"


@dataclass(frozen=True)
class Writer:
    """A text while it is written; `width` is the width of its lines in points."""

    paper: Any
    look: Look
    width: float
    as_of: datetime

    def write(self, block: Block) -> None:  # noqa: C901 - one line a block
        """Write a block."""
        match block:
            case Heading():
                write(self.paper.add_paragraph(style="Heading 2"), block.text)
            case Text():
                self._text(block)
            case Facts():
                self.facts(block.rows)
            case Bullets():
                self._bullets(block)
            case Table():
                self._titled(block.title)
                add_table(self.paper, block, self.look, self.width)
                self._after()
            case Chart():
                self._chart(block)
            case Grid():
                self._titled(block.title)
                add_grid(self.paper, block, self.look, self.width)
                self._after(block.note)
            case Way():
                self._way(block)
            case Lines():
                self._lines(block)
            case Note():
                write(self.paper.add_paragraph(style=SMALL), block.text)

    def facts(self, rows: tuple[Fact, ...], into: Any = None) -> None:
        """Write labels and values, the values in one line below each other."""
        side = self._label_width(rows)
        for row in rows:
            place = into if into is not None else self.paper
            paragraph = place.add_paragraph(style=LABEL)
            shape = paragraph.paragraph_format
            shape.left_indent, shape.first_line_indent = Pt(side), Pt(-side)
            shape.tab_stops.add_tab_stop(Pt(side))
            label = paragraph.add_run(f"{row.label}\t")
            label.font.color.rgb = RGBColor(*MUTED)
            write(paragraph, row.value)

    def _label_width(self, rows: tuple[Fact, ...]) -> float:
        widest = max((width_of(row.label, LABEL_SIZE) for row in rows), default=0.0)
        return max(LABELS, min(widest + LABEL_GAP, self.width * MOST_LABELS))

    def _text(self, block: Text) -> None:
        style = QUOTE if block.tone == Tone.QUOTE else None
        paragraph = self.paper.add_paragraph(style=style)
        write(paragraph, block.text)
        for run in paragraph.runs:
            run.bold = True if block.tone == Tone.STRONG else None
            if block.tone == Tone.MUTED:
                run.font.color.rgb = RGBColor(*MUTED)

    def _bullets(self, block: Bullets) -> None:
        for item in block.items:
            if block.boxes:
                paragraph = self.paper.add_paragraph(style=LABEL)
                shape = paragraph.paragraph_format
                shape.left_indent, shape.first_line_indent = Pt(18), Pt(-18)
                shape.tab_stops.add_tab_stop(Pt(18))
                write(paragraph, f"{BOX}\t{item}")
            else:
                write(self.paper.add_paragraph(style="List Bullet"), item)

    def _titled(self, title: str) -> None:
        if title:
            write(self.paper.add_paragraph(style="Heading 3"), title)

    def _after(self, note: str = "") -> None:
        """Write what stands under a table; without it two tables would be one."""
        paragraph = self.paper.add_paragraph(style=SMALL)
        if note:
            write(paragraph, note)
        else:
            paragraph.paragraph_format.line_spacing = Pt(6)
            paragraph.paragraph_format.space_after = Pt(0)

    def _chart(self, block: Chart) -> None:
        self._titled(block.title + (f" ({block.unit})" if block.unit else ""))
        rows = len(block.categories) * max(1, len(block.series))
        high = min(260.0, 24 + rows * 20) if block.kind == ChartKind.BAR else 180.0
        wide = min(self.width, 480.0)
        paragraph = add_chart(self.paper, block, self.look, self.as_of, (wide, high))
        if block.note:
            paragraph.paragraph_format.keep_with_next = True
            write(self.paper.add_paragraph(style=SMALL), block.note)

    def _way(self, block: Way) -> None:
        ends = ruled(self.paper, 1, [1.0, 1.0], self.width)
        for cell, place, ground in (
            (ends.cell(0, 0), block.start, WASH),
            (ends.cell(0, 1), block.end, self.look.tint),
        ):
            shade(cell, ground)
            _end(cell, place)
        self._after()
        for number, step in enumerate(block.steps, start=block.first):
            heading = self.paper.add_paragraph(style="Heading 3")
            write(heading, f"{number}  {step_title(step)}")
            if step.state == StepState.DONE:
                heading.runs[0].font.color.rgb = RGBColor(*DONE)
            self.facts(step.facts)

    def _lines(self, block: Lines) -> None:
        write(self.paper.add_paragraph(style=SMALL), block.label)
        for _ in range(block.count):
            paragraph = self.paper.add_paragraph()
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no such word
            edge = properties.makeelement(qn("w:pBdr"), {})
            told = {"val": "dotted", "sz": "6", "space": "1", "color": "54606f"}
            named = {qn(f"w:{key}"): one for key, one in told.items()}
            for side in ("w:bottom", "w:between"):
                edge.append(edge.makeelement(qn(side), named))
            properties.insert_element_before(
                edge, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
            )


def _end(cell: Any, place: Place) -> None:
    title = cell.paragraphs[0]
    run = title.add_run(f"{place.letter}  {place.title}")
    run.bold = True
    for text, is_small in ((place.text, False), (place.note, True)):
        if text:
            paragraph = cell.add_paragraph(style=SMALL if is_small else None)
            write(paragraph, text)
            for one in paragraph.runs:
                one.bold = False
