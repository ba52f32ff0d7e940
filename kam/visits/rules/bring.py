"""What one brings to a visit: one thing a line."""

from __future__ import annotations

MOST_THINGS = 20


def things(text: str) -> list[str]:
    """Return the things of a list, each once, in their order."""
    lines = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))[:MOST_THINGS]
