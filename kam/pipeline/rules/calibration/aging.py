"""When something open is late: against its own stage, or else against the whole way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.pipeline.terms import Age

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True)
class AgeLine:
    """The last day that is not stale, the first that is a zombie; None is not known."""

    stale_after: float | None = None
    zombie_from: float | None = None

    def at(self, days: int) -> Age:
        """Say what an age means."""
        if self.stale_after is None:
            return Age.UNKNOWN
        if self.zombie_from is not None and days >= self.zombie_from:
            return Age.ZOMBIE
        return Age.STALE if days > self.stale_after else Age.USUAL


NOTHING = AgeLine()


@dataclass(frozen=True)
class AgeLines:
    """The lines of each stage or level, and those of the whole way."""

    places: Mapping[str, AgeLine] = field(default_factory=dict)
    whole: AgeLine = NOTHING


NOWHERE = AgeLines()


@dataclass(frozen=True)
class Aged:
    """What the age of something open says, how old it is, and by which line."""

    age: Age
    days: int | None
    line: AgeLine
    in_place: bool


def standing_at(
    lines: AgeLines,
    place: str,
    reached: date | None,
    started: date | None,
    today: date,
) -> Aged:
    """Judge by the time in the stage where enough is known of it, else by all of it."""
    own = lines.places.get(place, NOTHING)
    for line, day, in_place in ((own, reached, True), (lines.whole, started, False)):
        if line.stale_after is not None and day is not None:
            days = max((today - day).days, 0)
            return Aged(line.at(days), days, line, in_place)
    since = reached or started
    age = None if since is None else max((today - since).days, 0)
    return Aged(Age.UNKNOWN, age, NOTHING, reached is not None)
