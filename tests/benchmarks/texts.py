"""Words for the measured rows, from the demo: as long and as varied as real ones."""

from __future__ import annotations

from datetime import date
from itertools import product

from kam.demo.book import chapter
from kam.demo.script.customers import customers
from kam.demo.script.diary import diary

NOTES = 4000
FIXED_DAY = date(2026, 3, 18)


def names() -> list[str]:
    """Return invented names of people."""
    book = chapter("people")
    return [a + b for a, b in product(book["surnames"], book["given"])]


def places() -> list[tuple[str, str]]:
    """Return beginnings of the names of organisations, with their cities."""
    return [(c.name, c.city) for c in customers()]


def notes() -> list[tuple[str, ...]]:
    """Return objective, ask, fact and insight of many notes."""
    held = [m for m in diary(FIXED_DAY) if m.state == "submitted"]
    step = max(1, len(held) // NOTES)
    return [
        (m.objective, m.ask or m.objective, m.fact, m.insight) for m in held[::step]
    ]
