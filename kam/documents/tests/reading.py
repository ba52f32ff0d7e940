"""Reading documents back by libraries that had no part in making them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pypdfium2
from lxml import etree
from pptx import Presentation

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = re.compile(r"\s+")


def squeezed(text: str) -> str:
    """Return a text without spaces: where a line breaks is the format's affair."""
    return _SPACE.sub("", text)


def words_of(content: bytes, ending: str) -> str:
    """Return every word of a document, without spaces."""
    return squeezed(READERS[ending](content))


def pdf_words(content: bytes) -> str:
    """Return the text of a PDF, as a reader would copy it."""
    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_range() for page in document)


def _pptx_words(content: bytes) -> str:
    deck = Presentation(io.BytesIO(content))
    return "".join(_shape_words(shape) for page in deck.slides for shape in page.shapes)


def _shape_words(shape: Any) -> str:
    if shape.has_text_frame:
        return str(shape.text_frame.text)
    if getattr(shape, "has_table", False) and shape.has_table:
        return "".join(cell.text for row in shape.table.rows for cell in row.cells)
    if getattr(shape, "has_chart", False) and shape.has_chart:
        plot = shape.chart.plots[0]
        names = "".join(series.name for series in plot.series)
        return names + "".join(str(one) for one in plot.categories)
    return ""


def _docx_words(content: bytes) -> str:
    """Return the words of the body in their order, of charts, header and footer."""
    paper = docx.Document(io.BytesIO(content))
    said = "".join(paper.element.body.itertext())
    for part in paper.sections:
        said += "".join(p.text for p in part.header.paragraphs + part.footer.paragraphs)
    return said + "".join("".join(tree.itertext()) for tree in charts_of(content))


def _xlsx_words(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "".join(
        str(value)
        for page in book
        for row in page.iter_rows(values_only=True)
        for value in row
        if value is not None
    )


READERS = {
    "pdf": pdf_words,
    "pptx": _pptx_words,
    "docx": _docx_words,
    "xlsx": _xlsx_words,
}


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of an office file, those of workbooks inside it too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    for name in [name for name in found if name.endswith(".xlsx")]:
        found |= {f"{name}!{k}": v for k, v in parts_of(found[name]).items()}
    return found


def charts_of(content: bytes) -> Iterator[etree._Element]:
    """Return the native charts of an office file."""
    for name, part in sorted(parts_of(content).items()):
        if re.search(r"charts/chart\d+\.xml$", name):
            yield etree.fromstring(part)


def numbers_of(chart: etree._Element) -> list[list[float]]:
    """Return the numbers a chart carries, series by series."""
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    return [
        [float(value.text) for value in series.findall(".//c:val//c:pt/c:v", space)]
        for series in chart.findall(".//c:ser", space)
    ]
