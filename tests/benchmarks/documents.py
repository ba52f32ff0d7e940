"""What a plan takes as a document, in each format; it needs no database."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kam.documents.press import FORMATS, printed
from kam.documents.rules.paper import Layout
from kam.documents.tests.samples import LOOK, paper
from tests.benchmarks.report import table
from tests.benchmarks.ruler import calibrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kam.documents.rules.paper import Document

TIMES = 5
TWELVE = 12
GOALS = {"pdf": 1.0, "pptx": 2.0}


@dataclass(frozen=True)
class Printing:
    """One document in one format: the first time, then at best; its size."""

    name: str
    ending: str
    first: float
    best: float
    size: int


def measure_documents() -> Iterator[Printing]:
    """Print the sheet of a plan, and a book of twelve sections, in every format."""
    report = paper(Layout.REPORT)
    sections = report.sections * TWELVE
    book = replace(report, sections=sections[:TWELVE])
    for name, document in (("one sheet", paper()), ("twelve sections", book)):
        for ending in FORMATS:
            yield _timed(name, document, ending)


def _timed(name: str, document: Document, ending: str) -> Printing:
    seconds, size = [], 0
    for number in range(TIMES):
        # Another text each time: what was set once is remembered by the typesetter.
        told = replace(document, title=f"{document.title} {name} {number}")
        began = time.perf_counter()
        size = len(printed(told, LOOK, ending))
        seconds.append(time.perf_counter() - began)
    return Printing(name, ending, seconds[0], min(seconds[1:]), size)


def report_documents() -> Iterator[str]:
    """Say what documents take, and how many rulers that is."""
    ruler = calibrate()
    yield f"Documents: ruler {ruler * 1000:.1f} ms"
    yield ""
    rows = [
        (
            f"{one.name}, {one.ending.upper()}",
            f"≤ {GOALS[one.ending]:g} s" if one.ending in GOALS else "",
            f"{one.first:.2f}",
            f"{one.best:.2f}",
            f"{one.best / ruler:.1f}",
            f"{one.size / 1000:.0f} kB",
        )
        for one in measure_documents()
    ]
    yield from table(
        ("document", "goal", "first, s", "best, s", "÷ ruler", "size"), rows
    )
