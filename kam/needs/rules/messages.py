"""When a message may go into a visit: only tied to a concern, and at most a few.

Method §3.25: a feature is worth saying only as a benefit to what this person cares
about. The deck gives the rule; the number of messages a visit is ours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP = mark("信息")
MOST_READY = declare(
    Entry(
        "needs.most_ready",
        GROUP,
        mark("每人最多带几条信息"),
        mark("一次拜访说太多，客户一条也记不住。标为“可带”的信息不超过这个数。"),
        3,
        1,
        10,
        mark("条"),
    )
)
# What a message must say before it may go into a visit, in the order of the builder.
NEEDED = ("feature", "effect", "concern", "benefit", "term")
QUADRANTS = ("a", "b", "c", "d")
_LINES = re.compile(r"[\n\uff1b;]+")


def concern_lines(text: str) -> list[str]:
    """Return the concerns that are written down, one each."""
    found = (" ".join(part.split()) for part in _LINES.split(text))
    return list(dict.fromkeys(part for part in found if part))


def lacking(values: Mapping[str, object]) -> list[str]:
    """Return what a message does not say yet; it is ready only with nothing lacking."""
    return [name for name in NEEDED if not str(values.get(name) or "").strip()]


def is_recorded(concern: str, concerns: str) -> bool:
    """Say whether a concern stands among those written down of the person."""
    return " ".join(concern.split()) in concern_lines(concerns)


def has_room(ready: int, most: int) -> bool:
    """Say whether one more message may be ready for a person."""
    return ready < most
