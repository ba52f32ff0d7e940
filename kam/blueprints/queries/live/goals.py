"""What the plan itself holds, beside the records of the account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, kw_only=True)
class Goals:
    """What the plan itself holds, as sections and checks read it."""

    near: int = 0
    far: int = 0
    joint: int = 0
    confirmed: int = 0
    next_review: date | None = None
    last_review: date | None = None


def iso(day: date | None) -> str | None:
    """Return a day as it is stored, or nothing."""
    return day.isoformat() if day else None
