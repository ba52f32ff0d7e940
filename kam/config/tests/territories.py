"""The 25 territories as lines of a file, and the columns that name them."""

from __future__ import annotations

from tests.reference.cravens import TERRITORIES

HEADER = ("区域", "潜力", "销售")
COLUMNS = ("--id", "区域", "--input", "潜力", "--output", "销售")


def lines(rows=None, header=HEADER):
    """Write rows, usually the territories, as a CSV file."""
    told = [(t.id, t.potential, t.sales) for t in TERRITORIES] if rows is None else rows
    return "\r\n".join(",".join(map(str, row)) for row in [header, *told])


def named(report, code):
    """Find one warning."""
    return next(note for note in report["warnings"] if note["code"] == code)
