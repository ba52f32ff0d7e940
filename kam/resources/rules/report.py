"""Which resource bought which increment: counted, and ranked only where many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Bought:
    """One resource: the steps that used it, those that were done, and the cost.

    `kinds` counts what those moved. A step that used several resources counts for
    each of them, with the cost of that resource alone.
    """

    key: int
    name: str
    label: str
    currency: str
    steps: int
    moved: int
    minor: int
    kinds: tuple[tuple[str, int], ...] = ()

    @property
    def each(self) -> float | None:
        """What an increment cost, None until one is gained."""
        return self.minor / self.moved if self.moved else None


def ranked(rows: Iterable[Bought], least: int) -> tuple[list[Bought], list[Bought]]:
    """Return what is compared, the cheapest increment first, and what is too few.

    Fewer steps than `least` say nothing, and stay in the order of their names; so
    does everything where only one currency could not compare it.
    """
    known = list(rows)
    enough = [one for one in known if one.steps >= least and one.each is not None]
    few = [one for one in known if one not in enough]
    enough.sort(key=lambda one: (one.currency, one.each or 0, one.name))
    return enough, sorted(few, key=lambda one: one.name)
