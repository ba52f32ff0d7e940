"""Cards in columns and cells: how many, how much, and what comes next.

The board groups the working platform by warmth; the grids group every platform by size
and by likelihood, warmth or fence. Both count the same cards.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from kam.pipeline.rules.platforms.grid import priority
from kam.pipeline.rules.platforms.weights import SHIPPED, Weights
from kam.pipeline.terms import FenceBand, Platform, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from kam.pipeline.rules.platforms.fence import Fence

K = TypeVar("K")
COLUMNS = (
    "market",
    "working-50",
    "working-70",
    "working-90",
    "purchase",
    "rejected",
    "lost",
)


VISIT, ACTION = "visit", "action"
"""What may come next at an account; of one day, the visit."""


class Card(NamedTuple):
    """An account on the board.

    `since` and `revisit_on` are days as texts: thousands are lined up, few are shown.
    """

    placement_id: int
    account_id: int
    name: str
    owner: str
    platform: str
    size: str
    likelihood: int | None
    warmth: int | None
    since: str
    revisit_on: str | None
    potential_minor: int | None
    currency: str
    next_on: date | None = None
    step: str = Step.NONE
    fence: Fence | None = None
    next_kind: str = ""

    @property
    def level(self) -> int | None:
        """How likely or how warm; a place has one of them at most."""
        return self.warmth if self.likelihood is None else self.likelihood


@dataclass
class Tally:
    """How many cards, their potential by currency, and their next steps by colour."""

    count: int = 0
    minor: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    breaking: int = 0

    @classmethod
    def of(cls, cards: Sequence[Card]) -> Self:
        """Count some cards."""
        minor: Counter[str] = Counter()
        for card in cards:
            if card.potential_minor is not None:
                minor[card.currency] += card.potential_minor
        return cls(
            count=len(cards),
            minor=minor,
            steps=Counter(map(attrgetter("step"), cards)),
            breaking=sum(c.fence is not None and c.fence.is_breaking for c in cards),
        )


def step_of(next_on: date | None, today: date) -> str:
    """Return the colour of what comes next."""
    if next_on is None:
        return Step.NONE
    if next_on == today:
        return Step.TODAY
    return Step.OVERDUE if next_on < today else Step.PLANNED


def column_of(card: Card) -> str:
    """Return the column of the board; the working platform has one for each warmth."""
    if card.platform == Platform.WORKING:
        return f"{card.platform}-{card.warmth}"
    return card.platform


def cell_of(card: Card) -> tuple[str, str, str]:
    """Return platform, size and the column of its grid.

    A customer whose rhythm is not known has a column that stands outside the grid.
    """
    if card.platform == Platform.PURCHASE:
        band = card.fence.band if card.fence is not None else FenceBand.UNKNOWN
        return (card.platform, card.size, str(band))
    level = "" if card.level is None else str(card.level)
    return (card.platform, card.size, level)


def tallies(cards: Iterable[Card], key: Callable[[Card], K]) -> dict[K, Tally]:
    """Count cards by column, by cell, or by anything else."""
    found: dict[K, list[Card]] = {}
    for card in cards:
        found.setdefault(key(card), []).append(card)
    return {name: Tally.of(rows) for name, rows in found.items()}


def columns_of(
    cards: Iterable[Card], weights: Weights = SHIPPED
) -> dict[str, list[Card]]:
    """Return every column with its cards, the most pressing first."""
    found: dict[str, list[Card]] = {name: [] for name in COLUMNS}
    for card in cards:
        found[column_of(card)].append(card)
    press = _presses(weights)
    for rows in found.values():
        rows.sort(key=press)
    return found


def _presses(weights: Weights) -> Callable[[Card], tuple[float, str, int, int]]:
    """Order by priority or by the weakest fence, then by potential."""
    known: dict[tuple[str, int | None], float] = {}

    def first(card: Card) -> float:
        if card.fence is not None:
            score = card.fence.score
            return 101.0 if score is None else score
        place = (card.size, card.level)
        if place not in known:
            known[place] = -(priority(*place, weights) or 0.0)
        return known[place]

    return lambda card: (
        first(card),
        card.revisit_on or "",
        -(card.potential_minor or 0),
        card.account_id,
    )
