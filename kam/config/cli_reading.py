"""Reading what stands behind an option: a port, a day, a moment, some days."""

from __future__ import annotations

import argparse
import math
from datetime import date, datetime

LARGEST_PORT = 65535
LONGEST_DAYS = 5
LONGEST_STRETCH = 1e5

KINDS = (
    "users",
    "territories",
    "accounts",
    "stakeholders",
    "products",
    "visits",
    "figures",
    "judgements",
    "lines",
    "ties",
    "roles",
    "observations",
    "questions",
    "probes",
    "problems",
    "places",
    "cards",
    "claims",
    "messages",
    "opportunities",
    "purchases",
    "screening",
    "placements",
    "plans",
    "steps",
    "objectives",
    "resources",
    "bookings",
    "targets",
)
"""What `kam import` and `kam export` know by name; the house compares it."""


def port(text: str) -> int:
    """Read a port."""
    number = int(text)
    if not 1 <= number <= LARGEST_PORT:
        message = f"{number} is not a port"
        raise argparse.ArgumentTypeError(message)
    return number


def day(text: str) -> date:
    """Read a day such as 2026-03-18."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a day; write 2026-03-18"
        raise argparse.ArgumentTypeError(message) from error


def moment(text: str) -> datetime:
    """Read a moment with its offset such as 2026-03-18T08:00+08:00."""
    message = f"{text!r} is not a moment with offset; write 2026-03-18T08:00+08:00"
    try:
        told = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(message) from error
    if told.tzinfo is None:
        raise argparse.ArgumentTypeError(message)
    return told


def days(text: str) -> list[int]:
    """Read days such as 30,60,90 in rising order, each once."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not words or not all(map(_is_day, words)):
        message = f"{text!r} are not days; write whole numbers such as 30,60,90"
        raise argparse.ArgumentTypeError(message)
    return sorted(set(map(int, words)))


def stretch(text: str) -> float:
    """Read a number of days above 0."""
    number = _number(text)
    if not 0 < number < LONGEST_STRETCH:
        message = f"{text!r} is no number of days above 0"
        raise argparse.ArgumentTypeError(message)
    return number


def share(text: str) -> float:
    """Read a share between 0 and 1."""
    number = _number(text)
    if not 0 < number < 1:
        message = f"{text!r} is no share between 0 and 1; write 0.05"
        raise argparse.ArgumentTypeError(message)
    return number


def _number(text: str) -> float:
    """Read a number; what is none fails every comparison."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def _is_day(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= LONGEST_DAYS
