"""PPTX: slides of native text, tables and charts, to be edited by whoever gets them."""

from kam.documents.press.slides.deck import pptx

__all__ = ["pptx"]
