"""Which names look like one another, so that a person looks before storing twice."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

SHORTEST = 3
FEW = 3


def alike(one: str, other: str) -> bool:
    """Say whether one key begins the other and is at least half of it."""
    short, long = sorted((one, other), key=len)
    enough = len(short) >= SHORTEST and 2 * len(short) >= len(long)
    return enough and long.startswith(short)


@dataclass
class Likeness:
    """The keys of known names; finds those that look like a new one.

    Cost: a binary search and the few keys that begin alike.
    """

    names: dict[str, str] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    letters: dict[int, str] = field(default_factory=dict)

    def learn(self, key: str, name: str) -> None:
        """Remember a name."""
        if key and key not in self.names:
            self.names[key] = name
            self.letters.setdefault(_letters(key), key)
            insort(self.keys, key)

    def like(self, key: str) -> list[str]:
        """Return a few names that are not the same but look like it."""
        if len(key) < SHORTEST:
            return []
        found = [*self._shorter(key), *self._longer(key)]
        same_letters = self.letters.get(_letters(key))
        if same_letters not in (None, key) and sorted(same_letters) == sorted(key):
            found.append(same_letters)
        return [self.names[k] for k in dict.fromkeys(found)][:FEW]

    def _shorter(self, key: str) -> list[str]:
        ends = range(len(key) - 1, max(SHORTEST, -(-len(key) // 2)) - 1, -1)
        return [key[:end] for end in ends if key[:end] in self.names]

    def _longer(self, key: str) -> list[str]:
        found: list[str] = []
        place = bisect_left(self.keys, key)
        while place < len(self.keys) and len(found) < FEW:
            other = self.keys[place]
            if not other.startswith(key):
                break
            if other != key and alike(key, other):
                found.append(other)
            place += 1
        return found


def _letters(key: str) -> int:
    """Return a number that keys of the same letters share; a few others may too."""
    return hash("".join(sorted(key)))
