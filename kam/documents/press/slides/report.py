"""A report as slides: a title slide, then sections, each on as many as it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.enum.shapes import MSO_SHAPE

from kam.documents.press.slides import flow
from kam.documents.press.slides.flow import Frame
from kam.documents.press.slides.measure import PITCH, text_height, width_of
from kam.documents.press.slides.press import MARGIN, Press
from kam.documents.press.slides.texts import (
    Paragraph,
    Run,
    Style,
    box,
    fill,
    line,
)
from kam.documents.press.slides.theme import HEIGHT, WIDTH
from kam.documents.press.slides.ways import paint, shape_at
from kam.documents.rules.look import INK, MUTED
from kam.documents.rules.paper import Section

if TYPE_CHECKING:
    from kam.documents.press.slides.canvas import Canvas
    from kam.documents.press.slides.flow import Panel

TITLE_SIZE, TITLE_WIDTH = 24.0, WIDTH - 2 * MARGIN - 150
SIZES = (18.0, 16.0, 15.0, 14.0, 13.0, 12.0)
BOLDER = 1.1
PICTURE_SIZE = 14.0
MOST_BELOW = 200.0
QUARTER_SIZE = 15.0
QUARTER_ROOM, QUARTER_GAP = 420.0, 10.0
QUARTERS = tuple(
    Frame(left, top, 438, QUARTER_ROOM / 2)
    for top in (82.0, 82.0 + QUARTER_ROOM / 2)
    for left in (MARGIN, MARGIN + 450)
)


class Report(Press):
    """A deck of sections."""

    def draw(self) -> None:
        """Draw every slide."""
        self.title_slide()
        for group in self._groups():
            if len(group) > 1:
                self._quarters(group)
            else:
                self.section(group[0])

    def _groups(self) -> list[list[Section]]:
        """Return the sections, small ones that follow each other together."""
        groups: list[list[Section]] = []
        room, was_small = QUARTERS[0], False
        for section in self.document.sections:
            small = flow.is_small(section, room, QUARTER_SIZE)
            if small and was_small and len(groups[-1]) < len(QUARTERS):
                groups[-1].append(section)
            else:
                groups.append([section])
            was_small = small
        return groups

    def _quarters(self, group: list[Section]) -> None:
        """Draw small sections on one slide."""
        slide = self._section_slide(Section(_named(group), ()), goes_on=False)
        canvas = self.canvas(slide, QUARTER_SIZE)
        rows = 1 if len(group) <= 2 else 2  # noqa: PLR2004 - two stand side by side
        for section, frame in zip(group, QUARTERS, strict=False):
            whole = Frame(frame.left, frame.top, frame.width, QUARTER_ROOM / rows)
            for panel in flow.panels([section], whole, QUARTER_SIZE)[0]:
                self.panel(canvas, whole, panel, whole.height - QUARTER_GAP)

    def title_slide(self) -> None:
        """Draw the title slide."""
        told, text = self.document, self.document.language
        size = 36.0 if width_of(told.title, 36) <= 1.9 * 800 else 28.0
        high = min(150.0, text_height(told.title, 800, size) + 6)
        slide = self.slide(told.title, Frame(72, 320 - 110 - high, 820, high), size)
        band = shape_at(self.canvas(slide, 12), MSO_SHAPE.RECTANGLE, (0, 0, 18, HEIGHT))
        paint(band, self.look.primary, self.look.primary, 0.5)
        self.logo(slide, (72, 40, 260, 56))
        kind = box(slide, (72, 320 - 140 - high, 800, 24))
        fill(kind.text_frame, [line(told.kind, Style(16, MUTED))], text)
        if told.subtitle:
            under = box(slide, (72, 218, 800, 24))
            fill(under.text_frame, [line(told.subtitle, Style(16, MUTED))], text)
        rows = [
            Paragraph(
                (
                    Run(f"{one.label}\t", Style(14, MUTED)),
                    Run(one.value, Style(14, INK, bold=True)),
                ),
                hang=110,
                after=4,
            )
            for one in told.facts[:8]
        ]
        if rows:
            fill(box(slide, (72, 262, 800, 180)).text_frame, rows, text)
        self._closing(slide)

    def _closing(self, slide: Any) -> None:
        told = self.document
        said = [told.notice, told.dated, told.source, self.look.footer]
        lines = [line(one, Style(11, MUTED)) for one in said if one]
        if self.look.company:
            lines.insert(0, line(self.look.company, Style(12, INK, bold=True)))
        high = len(lines) * 12 * PITCH + 4
        shape = box(slide, (72, HEIGHT - 28 - high, 800, high))
        fill(shape.text_frame, lines, told.language)

    def section(self, section: Section) -> None:
        """Draw a section: a picture beside its words, or one below the other."""
        parts = flow.halves(section)
        whole = Frame(MARGIN, 84, WIDTH - 2 * MARGIN, 416)
        if parts is None:
            self._flowing(section, whole)
            return
        below = _room_below(section, parts, whole)
        high, wide = whole.height - below, whole.width
        if parts.beside:
            words = flow.without_title(section, parts.beside)
            slide, wide = self._flowing(words, _beside(whole, below)), 528.0
        else:
            slide = self._section_slide(section, goes_on=False)
        canvas = self.canvas(slide, PICTURE_SIZE)
        canvas.picture(parts.picture, (MARGIN, 84 + flow.PAD, wide, high - 20))
        after = flow.without_title(section, parts.after)
        if below:
            under = Frame(MARGIN, 84 + high, whole.width, below)
            self._blocks(canvas, flow.panels([after], under, PICTURE_SIZE)[0], under)
        elif parts.after:
            self._flowing(after, whole, goes_on=True)

    def _flowing(self, section: Section, frame: Frame, *, goes_on: bool = False) -> Any:
        """Draw blocks on as many slides as they need; returns the first one."""
        size = flow.best_size([section], frame, SIZES)
        first = None
        for nth, panels in enumerate(flow.panels([section], frame, size)):
            slide = self._section_slide(section, goes_on=goes_on or nth > 0)
            self._blocks(self.canvas(slide, size), panels, frame)
            first = first or slide
        return first

    def _blocks(self, canvas: Canvas, panels: list[Panel], frame: Frame) -> None:
        """Draw the blocks of panels that have no box of their own."""
        width = frame.width - 2 * flow.PAD
        for panel in panels:
            for one in panel.blocks:
                top = frame.top + flow.PAD + one.top
                canvas.draw(one.block, (frame.left, top, width))

    def _section_slide(self, section: Section, *, goes_on: bool) -> Any:
        title = _titled(section)
        if goes_on:
            title += self.document.words.continued
        slide = self.slide(title, Frame(MARGIN, 22, TITLE_WIDTH, 40), TITLE_SIZE)
        canvas = self.canvas(slide, 12)
        canvas.rule((MARGIN, 68, WIDTH - MARGIN, 68), self.look.primary, 1.5)
        self.logo(slide, (WIDTH - MARGIN - 130, 26, 130, 34))
        self.foot(slide)
        return slide


def _beside(whole: Frame, below: float) -> Frame:
    """Return where words stand beside a picture."""
    left = MARGIN + 552
    return Frame(left, whole.top, WIDTH - MARGIN - left, whole.height - below)


def _room_below(section: Section, parts: flow.Halves, whole: Frame) -> float:
    """Return how much room what needs the whole width takes below the picture.

    None, where too little would be left for the picture or the words beside it.
    """
    if not parts.after:
        return 0.0
    after = flow.without_title(section, parts.after)
    own = flow.panels([after], whole, PICTURE_SIZE)
    if len(own) > 1 or own[0][0].height > MOST_BELOW:
        return 0.0
    below = own[0][0].height
    beside = flow.without_title(section, parts.beside)
    fits = len(flow.panels([beside], _beside(whole, below), SIZES[-1])) == 1
    return below if fits else 0.0


def _titled(section: Section) -> str:
    return f"{section.number} {section.title}".strip()


def _named(group: list[Section]) -> str:
    """Return the title of a shared slide: all, or where too long the two ends."""
    titles = [_titled(one) for one in group]
    named = " · ".join(titles)
    fits = width_of(named, TITLE_SIZE) * BOLDER <= TITLE_WIDTH
    return named if fits else f"{titles[0]} … {titles[-1]}"
