"""What every deck has: slides with titles, the logo, a foot with numbers."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from kam.documents.press.slides import flow
from kam.documents.press.slides.canvas import Canvas
from kam.documents.press.slides.texts import (
    Paragraph,
    Run,
    Style,
    bare,
    box,
    fill,
    line,
)
from kam.documents.press.slides.theme import WIDTH
from kam.documents.press.slides.ways import paint, shape_at
from kam.documents.rules.colours import WHITE
from kam.documents.rules.look import INK, MUTED, RULE

if TYPE_CHECKING:
    from kam.documents.press.slides.flow import Frame, Panel
    from kam.documents.rules.look import Look
    from kam.documents.rules.paper import Document

TITLE_ONLY = 5
MARGIN = 36.0
FOOT = 516.0


@dataclass
class Press(ABC):
    """A deck while it is made."""

    document: Document
    look: Look
    deck: Any
    feet: list[Any] = field(default_factory=list)

    @abstractmethod
    def draw(self) -> None:
        """Draw every slide; each kind of deck says how."""

    def canvas(self, slide: Any, size: float) -> Canvas:
        """Return what draws onto a slide."""
        told = self.document
        return Canvas(slide, size, self.look, told.language, told.as_of)

    def slide(self, title: str, place: Frame, size: float) -> Any:
        """Add a slide with a real title, so that outlines and readers know it."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top = Pt(place.left), Pt(place.top)
        shape.width, shape.height = Pt(place.width), Pt(place.height)
        bare(shape.text_frame)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        said = [line(title, Style(size, INK, bold=True), PP_ALIGN.LEFT)]
        fill(shape.text_frame, said, self.document.language)
        return slide

    def logo(self, slide: Any, place: tuple[float, float, float, float]) -> None:
        """Put the company's logo into a place, as large as it fits."""
        wide, high = self.look.logo_size
        if not self.look.logo or not wide or not high:
            return
        left, top, width, height = place
        scale = min(width / wide, height / high)
        slide.shapes.add_picture(
            io.BytesIO(self.look.logo), Pt(left), Pt(top), Pt(wide * scale)
        ).name = self.look.company or "logo"

    def panel(self, canvas: Canvas, frame: Frame, told: Panel, height: float) -> None:
        size, top = canvas.size, frame.top + told.top
        edge = shape_at(
            canvas, MSO_SHAPE.ROUNDED_RECTANGLE, (frame.left, top, frame.width, height)
        )
        paint(edge, WHITE, RULE, 1)
        inside, head = frame.width - 2 * flow.PAD, flow.HEAD * size
        section = told.section
        said = [
            Run(f"{section.number} ", Style(size + 1, self.look.primary, bold=True))
        ]
        name = section.title + (self.document.words.continued if told.goes_on else "")
        said.append(Run(name, Style(size + 1, INK, bold=True)))
        if section.aside:
            said.append(Run(f"   {section.aside}", Style(size * 0.86, MUTED)))
        title = box(canvas.slide, (frame.left + flow.PAD, top + 4, inside, head))
        fill(title.text_frame, [Paragraph(tuple(said))], self.document.language)
        for one in told.blocks:
            at = (frame.left + flow.PAD, top + head + flow.PAD + one.top, inside)
            canvas.draw(one.block, at)

    def foot(self, slide: Any) -> None:
        """Draw what stands at the foot of every slide; numbers come at the end."""
        told = self.document
        texts = (told.notice, told.dated, told.source, self.look.footer)
        said = "     ".join(text for text in texts if text)
        shape = box(slide, (MARGIN - 12, FOOT, WIDTH - 2 * MARGIN - 60, 14))
        fill(shape.text_frame, [line(said, Style(8.5, MUTED))], told.language)
        shape.text_frame.word_wrap = False
        self.feet.append(slide)

    def number(self) -> None:
        """Number the slides, now that it is known how many there are."""
        slides = list(self.deck.slides)
        for slide in self.feet:
            number = slides.index(slide) + 1
            shape = box(slide, (WIDTH - MARGIN - 48, FOOT, 60, 14))
            said = f"{number} / {len(slides)}"
            told = [line(said, Style(8.5, MUTED), PP_ALIGN.RIGHT)]
            fill(shape.text_frame, told, self.document.language)
