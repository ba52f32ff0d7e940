"""The press: one document, four formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.documents.press.books import xlsx
from kam.documents.press.pdf import pdf
from kam.documents.press.slides import pptx
from kam.documents.press.words import docx
from kam.documents.rules.bounds import bounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.documents.rules.look import Look
    from kam.documents.rules.paper import Document

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """A kind of file: its ending, how browsers call it, who makes it."""

    ending: str
    media_type: str
    make: Callable[[Document, Look], bytes]


FORMATS = {
    one.ending: one
    for one in (
        Format("pdf", "application/pdf", pdf),
        Format("pptx", f"{_OFFICE}.presentationml.presentation", pptx),
        Format("docx", f"{_OFFICE}.wordprocessingml.document", docx),
        Format("xlsx", f"{_OFFICE}.spreadsheetml.sheet", xlsx),
    )
}


def printed(document: Document, look: Look, ending: str) -> bytes:
    """Return a document as a file; what no format can carry is left out first."""
    return FORMATS[ending].make(bounded(document), look)
