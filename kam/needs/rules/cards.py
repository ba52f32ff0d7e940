"""The 3C and 4C cards: how much is filled, and whose view outweighs (method §3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OURS = ("strengths", "facts", "rivals")
THEIRS = ("solved", "cost", "convenience", "communication")


@dataclass(frozen=True)
class Filled:
    """How many items of each card say something."""

    ours: int
    theirs: int

    @property
    def share(self) -> float:
        """Filled items ÷ all seven."""
        return (self.ours + self.theirs) / (len(OURS) + len(THEIRS))

    @property
    def balance(self) -> float | None:
        """The customer's items ÷ all that are filled, or None while none is."""
        whole = self.ours + self.theirs
        return self.theirs / whole if whole else None

    @property
    def may_enter_work(self) -> bool:
        """Whether the customer's card is full: needed before the working platform."""
        return self.theirs == len(THEIRS)


def filled(values: Mapping[str, object]) -> Filled:
    """Count the items that say something."""

    def count(names: tuple[str, ...]) -> int:
        return sum(bool(str(values.get(name) or "").strip()) for name in names)

    return Filled(count(OURS), count(THEIRS))


def parity(customer: tuple[int, int], own: tuple[int, int]) -> float | None:
    """Return how well we know the customer's business, beside our own products.

    Each is (filled, asked); the shares are divided, at most 1. None while nothing is
    known of our own products.
    """
    (known, asked), (ours, wanted) = customer, own
    if not ours or not wanted or not asked:
        return None
    return min(1.0, (known / asked) / (ours / wanted))
