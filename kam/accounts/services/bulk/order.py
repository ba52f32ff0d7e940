"""In which order the rows of a file are stored.

A row waits for an earlier row about the same account, and for the row that creates
its parent, wherever that stands. Rows that wait for nobody make the first wave.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.text import digits_key, name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.bulk import BulkRow, Fault


@dataclass(frozen=True)
class Line:
    """A row with the keys it is found by, and what it looks like.

    `known` rows are about accounts that are stored already, under the name key and
    code `stored`, which the row may change.
    """

    row: BulkRow
    name: str
    code: str
    parent: str
    known: bool
    stored: tuple[str, str] = ("", "")
    doubtful: tuple[Fault, ...] = ()

    @property
    def number(self) -> int:
        """Its place in the file."""
        return self.row.number

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What another row shares with it when both are about one account."""
        name, code = self.stored
        keys = (
            ("name", name_key(self.name)),
            ("code", digits_key(self.code)),
            ("name", name),
            ("code", code),
        )
        return tuple(key for key in dict.fromkeys(keys) if key[1])


@dataclass(frozen=True)
class Waves:
    """The rows in the order of storing, and those that wait for each other."""

    waves: list[list[Line]]
    circular: list[Line]


def in_waves(lines: Sequence[Line]) -> Waves:
    """Order rows so that each follows those it waits for; cost: linear."""
    waits = _waiting(lines)
    followers: list[list[int]] = [[] for _ in lines]
    for place, others in enumerate(waits):
        for other in others:
            followers[other].append(place)
    left = [len(others) for others in waits]
    ready = [place for place, count in enumerate(left) if not count]
    waves: list[list[Line]] = []
    while ready:
        waves.append([lines[place] for place in ready])
        following: list[int] = []
        for place in ready:
            for follower in followers[place]:
                left[follower] -= 1
                if not left[follower]:
                    following.append(follower)
        ready = sorted(following)
    stuck = [lines[place] for place, count in enumerate(left) if count]
    return Waves(waves, stuck)


def _waiting(lines: Sequence[Line]) -> list[set[int]]:
    first: dict[tuple[str, str], int] = {}
    latest: dict[tuple[str, str], int] = {}
    waits: list[set[int]] = []
    for place, line in enumerate(lines):
        waits.append({latest[key] for key in line.keys if key in latest})
        for key in line.keys:
            first.setdefault(key, place)
            latest[key] = place
    for place, line in enumerate(lines):
        if line.parent:
            maker = first.get(("name", name_key(line.parent)))
            maker = first.get(("code", digits_key(line.parent)), maker)
            if maker not in (None, place) and not lines[maker or 0].known:
                waits[place].add(maker or 0)
    return waits
