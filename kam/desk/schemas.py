"""What the API of documents takes."""

from __future__ import annotations

from typing import Literal

from kam.web.interface import KnownQuery


class DocumentQuery(KnownQuery):
    """The format of a document."""

    format: Literal["pdf", "pptx", "docx", "xlsx"] = "pdf"
