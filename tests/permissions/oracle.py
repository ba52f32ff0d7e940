"""Who may do what, worked out from the table of grants and the drawing of the cast.

It knows neither scopes nor policies nor querysets: it is what they are compared with.
"""

from __future__ import annotations

from dataclasses import dataclass

from kam.people.grants import GRANTS, Grant, Reach
from tests.cast import PARTS

ABOVE = {"first": "east", "second": "east", "east": "company", "north": "company"}
OUTSIDE = ("anonymous", "gone")
EVERYBODY = (*PARTS, "anonymous")
# Nouns that are no records: whoever is signed in may.
COMMON = ("page", "session", "language")


@dataclass(frozen=True)
class Thing:
    """A record, or the place of a new one: whose it is, where, shared with whom."""

    owners: frozenset[str] = frozenset()
    team: str = ""
    shared: frozenset[str] = frozenset()


def inside(team: str, top: str) -> bool:
    """Say whether a team is the other one, or below it."""
    return team == top or (team in ABOVE and inside(ABOVE[team], top))


def grant(part: str, noun: str) -> Grant:
    """Return the row of the table for a part."""
    return GRANTS.get((PARTS[part][0], noun), Grant())


def reaches(part: str, noun: str, verb: str, thing: Thing | None) -> bool:
    """Say whether a right reaches a thing; without one, whether there is a right."""
    if part in OUTSIDE:
        return False
    reach = Reach.ALL if noun in COMMON else getattr(grant(part, noun), verb)
    if thing is None or reach in (Reach.ALL, Reach.NONE):
        return reach is not Reach.NONE
    if reach is Reach.TEAM:
        return inside(thing.team, PARTS[part][1])
    return part in thing.owners or (reach is Reach.SHARED and part in thing.shared)


def sees(part: str, noun: str, field: str, thing: Thing | None) -> bool:
    """Say whether a part may read one field of a thing."""
    hidden = part not in OUTSIDE and field in grant(part, noun).hidden
    return reaches(part, noun, "see", thing) and not hidden
