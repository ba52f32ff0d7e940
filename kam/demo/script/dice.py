"""Chance that falls the same way every time."""

from __future__ import annotations

from random import Random

SEED = "clear-source-1"


def dice(*topic: object) -> Random:
    """Return the dice of one topic; no other topic can disturb them."""
    words = ":".join(map(str, (SEED, *topic)))
    return Random(words)  # noqa: S311 - a story, not a secret  # nosec B311
