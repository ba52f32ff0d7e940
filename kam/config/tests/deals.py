"""Ten deals worked by hand, and the options that read them.

Watched until 21 January: won on day 5, 8, 8, 15, lost on 5 and 12, open since 8, 15, 20
and 20 days.
"""

from __future__ import annotations

HEADER = "begun,ended,fate,seller"
WORDS = ["--won", "Won", "--lost", "Lost"]
COLUMNS = ["--start", "begun", "--end", "ended", "--outcome", "fate"]
STORY = """\
2026-01-01,2026-01-06,Won,a
2026-01-01,2026-01-06,Lost,b
2026-01-01,2026-01-09,Won,a
2026-01-02,2026-01-10,won ,b
2026-01-13,,Engaging,a
2026/1/1,2026年1月13日,LOST,b
20260101,2026-01-16,Won,a
2026-01-06,,,b
2026-01-01,,Engaging,a
2026-01-01,,Engaging,b"""


def warned(report):
    """Return the warnings of a report by their code."""
    return {warning["code"]: warning["message"] for warning in report["warnings"]}
