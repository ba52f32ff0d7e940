"""A document as a file of slides."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kam.documents.press.sealing import sealed
from kam.documents.press.slides.report import Report
from kam.documents.press.slides.sheet import Sheet
from kam.documents.press.slides.theme import empty_deck
from kam.documents.rules.paper import Layout

if TYPE_CHECKING:
    from kam.documents.rules.look import Look
    from kam.documents.rules.paper import Document


def pptx(document: Document, look: Look) -> bytes:
    """Return a document as slides."""
    kind = Sheet if document.layout == Layout.SHEET else Report
    press = kind(document, look, empty_deck(look))
    press.draw()
    press.number()
    _describe(press.deck, document, look)
    written = io.BytesIO()
    press.deck.save(written)
    return sealed(written.getvalue())


def _describe(deck: Any, document: Document, look: Look) -> None:
    about = deck.core_properties
    about.title, about.author = document.title[:255], look.company[:255]
    about.subject, about.comments = document.kind[:255], document.notice[:255]
    about.last_modified_by = look.company[:255]
    about.created = about.modified = document.as_of.replace(tzinfo=None)
    about.revision = 1
