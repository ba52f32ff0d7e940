"""Looking at the pages of a PDF: what is off the page, what lies upon what."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    import pypdfium2

EDGE = 4.0
CELL = 20.0
# Two letters of a line may touch; letters of two lines may not share this much.
SHARED = 0.3
Box = tuple[float, float, float, float]


def letters(page: pypdfium2.PdfPage) -> list[tuple[str, Box]]:
    """Return each letter that is drawn, with its box in points."""
    text = page.get_textpage()
    said = [
        (chr(pdfium.FPDFText_GetUnicode(text.raw, n)), n)
        for n in range(text.count_chars())
    ]
    drawn = [(one, text.get_charbox(n)) for one, n in said if not one.isspace()]
    return [(one, box) for one, box in drawn if box[2] > box[0] and box[3] > box[1]]


def outside(page: pypdfium2.PdfPage) -> list[str]:
    """Return the letters that stand on the edge of the page or beyond."""
    width, height = page.get_size()
    return [
        one
        for one, (left, low, right, high) in letters(page)
        if left < EDGE or low < EDGE or right > width - EDGE or high > height - EDGE
    ]


def collisions(page: pypdfium2.PdfPage) -> list[str]:
    """Return pairs of letters that lie upon each other."""
    near: dict[tuple[int, int], list[tuple[str, Box]]] = defaultdict(list)
    found = []
    for one, box in letters(page):
        column, row = int(box[0] // CELL), int(box[1] // CELL)
        for place in ((column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)):
            found += [f"{other}{one}" for other, its in near[place] if _upon(box, its)]
        near[column, row].append((one, box))
    return found


def fonts_of(page: pypdfium2.PdfPage) -> set[str]:
    """Return the names of the fonts a page uses."""
    names = set()
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        font = pdfium.FPDFTextObj_GetFont(one.raw)
        told = ctypes.create_string_buffer(200)
        pdfium.FPDFFont_GetBaseFontName(font, told, 200)
        names.add(told.value.decode())
    return names


def _upon(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return False
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return wide * high > SHARED * min(areas)
