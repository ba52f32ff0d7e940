"""Lines of the log, in which no secret can be read.

A link to set a password, the address of a calendar, or a token may stand in an address
that is refused, in a traceback or in the words of a library; whoever reads logs must not
be able to use it.
"""

from __future__ import annotations

import logging
import re

from kam.people.rules import TOKEN_PREFIX

VEIL = "…"
SECRET = re.compile(
    rf"(/password/set/|(?<!/settings)/calendar/|{TOKEN_PREFIX})[\w.~%-]+"
)


class VeiledFormatter(logging.Formatter):
    """Write a record as always, then cover every secret in it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, traceback included."""
        return SECRET.sub(rf"\1{VEIL}", super().format(record))
