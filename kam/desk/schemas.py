"""What the API of documents takes."""

from __future__ import annotations

from typing import Literal

from kam.web.interface import Closed


class DocumentIn(Closed):
    """The format of a document."""

    format: Literal["pdf", "pptx", "docx", "xlsx"] = "pdf"
