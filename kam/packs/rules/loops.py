"""A loop of questions that nothing ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kam.packs.rules.document import Step


def endless(steps: Sequence[Step]) -> list[str]:
    """Return the steps of a loop in which none limits its rounds, or nothing.

    Only steps without `rounds` can close such a loop, so the others are left out
    and whatever still comes back to itself is endless.
    """
    free = {step.key: step.then for step in steps if step.rounds is None}
    for key in free:
        found = _way_back(key, free)
        if found:
            return found
    return []


def _way_back(start: str, then: Mapping[str, Iterable[str]]) -> list[str]:
    """Return a shortest way from a step to itself."""
    ways, met = [[start]], set()
    while ways:
        way = ways.pop(0)
        for following in then[way[-1]]:
            if following == start:
                return way
            if following in then and following not in met:
                met.add(following)
                ways.append([*way, following])
    return []
