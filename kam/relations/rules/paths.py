"""The warmest way to whoever decides (method §3.10).

A line is as long as 1 / its strength. Reporting and support lead both ways: who
reports to somebody can be introduced by either. Influence leads in its direction,
conflict nowhere.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.relations.rules.scales import CONFLICT, INFLUENCE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

Pair = tuple[int, int]
# Length, people, rank of the start, the people and the lines so far.
Reached = tuple[float, int, int, tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Step:
    """One way along a line."""

    line: int
    source: int
    target: int
    length: float


@dataclass(frozen=True)
class Way:
    """A chain of people, the lines between them, and how long it is."""

    people: tuple[int, ...]
    lines: tuple[int, ...]
    length: float

    @property
    def pairs(self) -> set[Pair]:
        """The steps from person to person."""
        return set(zip(self.people, self.people[1:], strict=False))


def steps_of(line: int, kind: str, ends: Pair, strength: int) -> list[Step]:
    """Return the ways along one line."""
    if kind == CONFLICT:
        return []
    source, target = ends
    length = 1 / max(1, strength)
    there = Step(line, source, target, length)
    back = Step(line, target, source, length)
    return [there] if kind == INFLUENCE else [there, back]


def warmest(
    starts: Sequence[int], goals: Collection[int], steps: Iterable[Step]
) -> Way | None:
    """Return the shortest way from one of the starts to one of the goals.

    Of equally long ways the one over fewer people, then from the earlier start.
    """
    out: dict[int, list[Step]] = {}
    for step in steps:
        out.setdefault(step.source, []).append(step)
    heap: list[Reached] = [(0.0, 1, rank, (pk,), ()) for rank, pk in enumerate(starts)]
    heapq.heapify(heap)
    done: set[int] = set()
    wanted = set(goals)
    while heap:
        length, hops, rank, people, lines = heapq.heappop(heap)
        here = people[-1]
        if here in wanted:
            return Way(people, lines, length)
        if here in done:
            continue
        done.add(here)
        for step in out.get(here, ()):
            if step.target not in done:
                longer = (
                    length + step.length,
                    hops + 1,
                    rank,
                    (*people, step.target),
                    (*lines, step.line),
                )
                heapq.heappush(heap, longer)
    return None


def runner_up(
    best: Way, starts: Sequence[int], goals: Collection[int], steps: Collection[Step]
) -> Way | None:
    """Return the shortest way that goes otherwise: another step, start or goal."""
    first, last = best.people[0], best.people[-1]
    tries = [
        warmest(starts, goals, [s for s in steps if (s.source, s.target) != pair])
        for pair in sorted(best.pairs)
    ]
    tries.append(warmest([pk for pk in starts if pk != first], goals, steps))
    tries.append(warmest(starts, set(goals) - {last}, steps))
    found = [way for way in tries if way is not None and way.people != best.people]
    return min(found, key=lambda way: (way.length, way.people), default=None)
