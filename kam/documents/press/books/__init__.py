"""XLSX: a worksheet a section, with native charts beside their numbers."""

from kam.documents.press.books.binder import xlsx

__all__ = ["xlsx"]
