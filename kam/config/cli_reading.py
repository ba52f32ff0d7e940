"""Reading what stands behind an option: a port, a day, some days."""

from __future__ import annotations

import argparse
from datetime import date

LARGEST_PORT = 65535
LONGEST_DAYS = 5


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


def days(text: str) -> list[int]:
    """Read days such as 30,60,90 in rising order, each once."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not words or not all(map(_is_day, words)):
        message = f"{text!r} are not days; write whole numbers such as 30,60,90"
        raise argparse.ArgumentTypeError(message)
    return sorted(set(map(int, words)))


def _is_day(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= LONGEST_DAYS
