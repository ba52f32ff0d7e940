"""What a customer may be shown: a closed list; nothing else has a way in.

`Shown` is the only shape that goes out. It has no field for what we think of people,
of their influence, of competitors, or for the team's own words.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

SHAREABLE = ("facts", "goals", "steps", "joint", "reviews")
# Measures that say nothing of what we think of people.
TELLABLE = ("purchases", "steps_done")
# Files a customer may take along: none that is made to be written on.
TAKEN_AS = ("pdf", "pptx")
USUAL_DAYS, MOST_DAYS = 30, 180
MOST_REPLIES = 200


class Ending(StrEnum):
    """Why a link shows nothing any more."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    ARCHIVED = "archived"
    UNSHARED = "unshared"


@dataclass(frozen=True)
class SharedGoal:
    """A joint goal in words for the customer; numbers only where they are theirs."""

    id: int
    words: str
    due: str
    measure: str = ""
    unit: str = ""
    currency: str = ""
    value: int | None = None
    target: int | None = None


@dataclass(frozen=True)
class SharedPart:
    """A section in the words for the customer."""

    section: str
    words: str


@dataclass(frozen=True)
class Shown:
    """Everything a customer is shown."""

    account: str
    city: str
    year: int
    ours: str
    day: str
    next_review: str
    parts: tuple[SharedPart, ...] = ()
    goals: tuple[SharedGoal, ...] = ()


@dataclass(frozen=True)
class Joint:
    """A joint goal as the plan holds it."""

    id: int
    told: str
    due: str
    measure: str
    unit: str
    value: int | None
    target: int


def chosen(sections: Iterable[str]) -> tuple[str, ...]:
    """Return the sections that may be shared among those asked for, in their order."""
    asked = set(sections)
    return tuple(key for key in SHAREABLE if key in asked)


def strays(sections: Iterable[str]) -> tuple[str, ...]:
    """Return what was asked for and may not be shared."""
    return tuple(key for key in sections if key not in SHAREABLE)


def shared_goal(goal: Joint, currency: str) -> SharedGoal:
    """Return a joint goal as the customer sees it."""
    if goal.measure not in TELLABLE:
        return SharedGoal(goal.id, goal.told, goal.due)
    return SharedGoal(
        goal.id,
        goal.told,
        goal.due,
        goal.measure,
        goal.unit,
        currency if goal.unit == "money" else "",
        goal.value,
        goal.target,
    )


def parts_of(
    sections: Collection[str], told: Mapping[str, str]
) -> tuple[SharedPart, ...]:
    """Return the words for the customer of the chosen sections."""
    return tuple(
        SharedPart(key, told[key])
        for key in SHAREABLE
        if key in sections and told.get(key)
    )


def as_json(shown: Shown) -> dict[str, Any]:
    """Return plain values."""
    return asdict(shown)


def read(told: Mapping[str, Any]) -> Shown:
    """Read what was kept."""
    parts = tuple(SharedPart(**one) for one in told["parts"])
    goals = tuple(SharedGoal(**one) for one in told["goals"])
    return Shown(**{**told, "parts": parts, "goals": goals})
