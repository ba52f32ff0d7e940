"""DOCX: real headings, real table styles, native charts, one style sheet."""

from kam.documents.press.words.paper import docx

__all__ = ["docx"]
