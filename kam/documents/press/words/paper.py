"""A text as DOCX: title page or title, sections under real headings, header, footer."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx as library
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kam.documents.press.sealing import sealed
from kam.documents.press.words.blocks import Writer
from kam.documents.press.words.styles import KIND, SMALL, plain_bullets, set_styles
from kam.documents.press.words.tables import write
from kam.documents.rules.look import MUTED
from kam.documents.rules.paper import Layout

if TYPE_CHECKING:
    from kam.documents.rules.look import Look
    from kam.documents.rules.paper import Document, Section

A4 = (Mm(210), Mm(297))
SIDE = Mm(20)
LOGO = 34.0


def docx(document: Document, look: Look) -> bytes:
    """Return a document as DOCX."""
    paper = library.Document()
    set_styles(paper, look, document.language)
    plain_bullets(paper)
    width = _page(paper, document)
    writer = Writer(paper, look, width, document.as_of)
    _running(paper, document, look)
    _title(writer, document)
    for section in document.sections:
        _section(writer, section)
    _describe(paper, document, look)
    written = io.BytesIO()
    paper.save(written)
    return sealed(written.getvalue())


def _page(paper: Any, document: Document) -> float:
    """Set A4; returns the width of its lines in points."""
    page = paper.sections[0]
    page.orientation = WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = A4
    page.left_margin = page.right_margin = SIDE
    page.top_margin, page.bottom_margin = Mm(24), Mm(20)
    page.header_distance = page.footer_distance = Mm(10)
    page.different_first_page_header_footer = document.layout == Layout.REPORT
    return float((A4[0] - 2 * SIDE) / Pt(1))


def _title(writer: Writer, document: Document) -> None:
    paper, is_report = writer.paper, document.layout == Layout.REPORT
    if is_report:
        _logo(paper.add_paragraph(), writer.look, 48.0)
        paper.add_paragraph().paragraph_format.space_before = Pt(110)
    write(paper.add_paragraph(style=KIND), document.kind)
    title = paper.add_paragraph(style="Title")
    write(title, document.title)
    if not is_report:
        for run in title.runs:
            run.font.size = Pt(20)
    if document.subtitle:
        write(paper.add_paragraph(style=KIND), document.subtitle)
    writer.facts(document.facts)
    if is_report:
        paper.add_paragraph().paragraph_format.space_before = Pt(60)
        for text in _closing(document, writer.look):
            write(paper.add_paragraph(style=SMALL), text)
        paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _section(writer: Writer, section: Section) -> None:
    heading = writer.paper.add_paragraph(style="Heading 1")
    write(heading, f"{section.number} {section.title}".strip())
    if section.aside:
        aside = writer.paper.add_paragraph(style=SMALL)
        aside.paragraph_format.keep_with_next = True
        write(aside, section.aside)
    for block in section.blocks:
        writer.write(block)


def _running(paper: Any, document: Document, look: Look) -> None:
    """Write what stands above and below each page but a title page."""
    page = paper.sections[0]
    above = page.header.paragraphs[0]
    _logo(above, look, LOGO / 2)
    _muted(above, f"  {document.kind} · {document.title}")
    below = page.footer.paragraphs[0]
    _muted(below, "    ".join(_closing(document, look)) + "    ")
    _number(below, "PAGE")
    _muted(below, " / ")
    _number(below, "NUMPAGES")


def _closing(document: Document, look: Look) -> list[str]:
    said = (document.notice, document.dated, document.source, look.company, look.footer)
    return [text for text in said if text]


def _muted(paragraph: Any, text: str) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor(*MUTED)
    return run


def _logo(paragraph: Any, look: Look, high: float) -> None:
    if look.logo:
        paragraph.add_run().add_picture(io.BytesIO(look.logo), height=Pt(high))


def _number(paragraph: Any, field: str) -> None:
    run = _muted(paragraph, "")
    simple = run._r.makeelement(qn("w:fldSimple"), {qn("w:instr"): field})  # noqa: SLF001
    inner = _muted(paragraph, "1")
    simple.append(inner._r)  # noqa: SLF001
    run._r.addnext(simple)  # noqa: SLF001


def _describe(paper: Any, document: Document, look: Look) -> None:
    about = paper.core_properties
    about.title, about.author = document.title[:255], look.company[:255]
    about.subject, about.comments = document.kind[:255], document.notice[:255]
    about.last_modified_by = look.company[:255]
    about.created = about.modified = document.as_of.replace(tzinfo=None)
    about.language = document.language
