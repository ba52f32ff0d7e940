"""How complete an account plan is: red, amber or green, and what is missing.

A section is green when nothing is missing, red when a must is missing or nothing is
there, amber otherwise; the whole is as its worst section, save that a plan with fewer
than a quarter of red sections is amber.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kam.blueprints.rules.plain import Check

GREEN, AMBER, RED = "green", "amber", "red"
RED_SHARE = 0.25


@dataclass(frozen=True)
class Completeness:
    """The level, how many of how many things are there, and what is missing."""

    level: str
    met: int
    total: int
    missing: tuple[str, ...] = ()

    @property
    def percent(self) -> int:
        """Share of what is there, rounded down so that 100 means all."""
        return 100 * self.met // self.total if self.total else 100


def of_section(checks: Sequence[Check]) -> Completeness:
    """Return how complete a section is."""
    met = sum(check.is_met for check in checks)
    missing = tuple(check.key for check in checks if not check.is_met)
    lacks_must = any(check.is_must and not check.is_met for check in checks)
    if not missing:
        level = GREEN
    elif lacks_must or not met:
        level = RED
    else:
        level = AMBER
    return Completeness(level, met, len(checks), missing)


def of_plan(sections: Iterable[Completeness]) -> Completeness:
    """Return how complete the whole is."""
    found = list(sections)
    met, total = sum(one.met for one in found), sum(one.total for one in found)
    red = sum(one.level == RED for one in found)
    if all(one.level == GREEN for one in found):
        level = GREEN
    elif red and red >= RED_SHARE * len(found):
        level = RED
    else:
        level = AMBER
    return Completeness(level, met, total)
