"""Codes for whoever may not know names, and when even codes would hide nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.codes import person_code
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.performance.queries.behaviour import Crew, Somebody, Tallies

OF_EVERYBODY = "same_day"


def reads_codes(user: User) -> bool:
    """Say whether somebody reads codes where others read names."""
    return "name" in hidden_fields(user, "behaviour")


def name_of(user: User, pk: int, name: str) -> str:
    """Return somebody's name, or a code for whoever may not know it."""
    if reads_codes(user):
        return person_code(pk)
    return name


def in_order(user: User, people: Sequence[Somebody]) -> list[Somebody]:
    """Return people in the order of what they are called; names would tell codes."""
    if not reads_codes(user):
        return [*people]
    return sorted(people, key=lambda one: name_of(user, one.id, one.name))


def is_too_small(user: User, crew: Crew, found: Tallies | None = None) -> bool:
    """Say whether codes, and even a sum, would hide nobody: too few people.

    Once the records are counted only people who wrote any hide each other.
    """
    if not reads_codes(user):
        return False
    people = [one for one in crew.people if found is None or _wrote(found, one)]
    return len(people) < crew.limits.fewest_coded


def _wrote(found: Tallies, one: Somebody) -> bool:
    count = found.of(one.id).get(OF_EVERYBODY)
    return count is not None and count.n > 0
