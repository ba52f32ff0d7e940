"""`kam frontier FILE`: a frontier of a file, without a database or settings."""

from kam.performance.offline.page import page_of
from kam.performance.offline.reading import FileQuestion, Reading, read_columns
from kam.performance.offline.telling import (
    Say,
    Teller,
    lines_of,
    report_of,
    rows_of,
)

__all__ = [
    "FileQuestion",
    "Reading",
    "Say",
    "Teller",
    "lines_of",
    "page_of",
    "read_columns",
    "report_of",
    "rows_of",
]
