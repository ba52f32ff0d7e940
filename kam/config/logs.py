"""Lines of the log, in which no secret and no record can be read.

A link to set a password, the address of a calendar, or a token may stand in an
address that is refused, in a traceback or in the words of a library; whoever reads
logs must not be able to use it.
"""

from __future__ import annotations

import logging
import re

from kam.people.rules import TOKEN_PREFIX

VEIL = "…"
SECRET = re.compile(
    rf"(/password/set/|(?<!/settings)/calendar/|{TOKEN_PREFIX})[\w.~%-]+"
)


# PostgreSQL repeats the values of a row that it refuses, up to the next traceback.
DETAIL = re.compile(
    r"^((?:DETAIL|CONTEXT):).*?(?=^\n?(?:The above exception|During handling)|\Z)",
    re.MULTILINE | re.DOTALL,
)


class VeiledFormatter(logging.Formatter):
    """Write a record as always, then cover every secret and every refused row."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, traceback included."""
        told = SECRET.sub(rf"\1{VEIL}", super().format(record))
        return DETAIL.sub(rf"\1 {VEIL}\n", told).rstrip("\n")
