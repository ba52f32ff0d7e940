"""Texts on a slide: fonts named for both scripts, lines at a fixed pitch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from kam.documents.press.charts import colour, write_chinese
from kam.documents.press.fonts import OFFICE_LATIN
from kam.documents.press.slides.measure import PITCH
from kam.documents.rules.look import INK

if TYPE_CHECKING:
    from kam.documents.rules.colours import Rgb

LANGUAGES = {"zh-hans": "zh-CN", "en": "en-GB"}


@dataclass(frozen=True)
class Style:
    """How a run of text looks."""

    size: float
    colour: Rgb = INK
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: Style


@dataclass(frozen=True)
class Paragraph:
    """Runs on a line; `hang` is how far all lines but the first stand in.

    `bullet` is a sign before the first line; `after` is room below, in points.
    """

    runs: tuple[Run, ...]
    hang: float = 0.0
    bullet: str = ""
    after: float = 0.0
    align: Any = None


def fill(frame: Any, paragraphs: list[Paragraph], language: str) -> None:
    """Write paragraphs into a text frame whose size stays as it is."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    for number, paragraph in enumerate(paragraphs):
        target = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _write(target, paragraph, language)


def bare(frame: Any, side: float = 0.0, top: float = 0.0) -> None:
    """Set the margins of a text frame; text begins at its top."""
    frame.margin_left = frame.margin_right = Pt(side)
    frame.margin_top = frame.margin_bottom = Pt(top)
    frame.vertical_anchor = MSO_ANCHOR.TOP


def box(slide: Any, place: tuple[float, float, float, float]) -> Any:
    """Add an empty text box without margins; the place is in points."""
    left, top, width, height = place
    shape = slide.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(height))
    bare(shape.text_frame)
    return shape


def line(text: str, style: Style, align: PP_ALIGN | None = None) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph((Run(text, style),), align=align)


def _write(target: Any, paragraph: Paragraph, language: str) -> None:
    size = max((run.style.size for run in paragraph.runs), default=10)
    target.line_spacing = Pt(size * PITCH)
    target.space_before = Pt(0)
    target.space_after = Pt(paragraph.after)
    if paragraph.align is not None:
        target.alignment = paragraph.align
    _indent(target, paragraph)
    for run in paragraph.runs:
        for number, piece in enumerate(run.text.split("\n")):
            if number:
                target.add_line_break()
            if piece:
                _run(target, piece, run.style, language)
    # An empty line is as high as its own size says, not as high as the theme's.
    end = target._p.get_or_add_endParaRPr()  # noqa: SLF001 - the library has no such word
    end.set("sz", str(int(size * 100)))


def _run(target: Any, text: str, style: Style, language: str) -> None:
    run = target.add_run()
    run.text = text
    run.font.size = Pt(style.size)
    run.font.bold = style.bold
    run.font.italic = style.italic
    run.font.color.rgb = colour(style.colour)
    run.font.name = OFFICE_LATIN
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - the library has no such word
    properties.set("lang", LANGUAGES.get(language, "zh-CN"))
    properties.set("altLang", "en-GB" if language != "en" else "zh-CN")
    write_chinese(properties)


def _indent(target: Any, paragraph: Paragraph) -> None:
    properties = target._p.get_or_add_pPr()  # noqa: SLF001
    if paragraph.hang:
        reach = str(int(Pt(paragraph.hang)))
        properties.set("marL", reach)
        properties.set("indent", f"-{reach}")
    if paragraph.bullet:
        sign = properties.makeelement(qn("a:buChar"), {"char": paragraph.bullet})
        properties.append(sign)
    else:
        properties.append(properties.makeelement(qn("a:buNone"), {}))
    if paragraph.hang and not paragraph.bullet:
        tabs = properties.makeelement(qn("a:tabLst"), {})
        reach = str(int(Pt(paragraph.hang)))
        tabs.append(tabs.makeelement(qn("a:tab"), {"pos": reach, "algn": "l"}))
        properties.append(tabs)
