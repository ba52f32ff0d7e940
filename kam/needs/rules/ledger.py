"""The value ledger: a claim counts once the customer has experienced it (§3.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PERCEIVED, TOLD, EXPERIENCED, CONFIRMED = (
    "perceived",
    "told",
    "experienced",
    "confirmed",
)
STATES = (PERCEIVED, TOLD, EXPERIENCED, CONFIRMED)
DELIVERED = frozenset({EXPERIENCED, CONFIRMED})


@dataclass(frozen=True)
class Rung:
    """One state of the funnel: how many came at least so far, and of how many."""

    state: str
    reached: int
    here: int
    of_last: float | None


@dataclass(frozen=True)
class Funnel:
    """All states, and how much value is delivered."""

    rungs: Sequence[Rung]
    claims: int
    delivered: int

    @property
    def share(self) -> float | None:
        """Delivered ÷ claims, or None without a claim."""
        return self.delivered / self.claims if self.claims else None


def state_of(moves: Iterable[str]) -> str:
    """Return where a claim stands: its newest move, or what we perceive ourselves."""
    last = PERCEIVED
    for state in moves:
        last = state
    return last


def funnel(states: Iterable[str]) -> Funnel:
    """Count claims by how far they came; no state is reached by more than the last."""
    rows = [STATES.index(state) for state in states]
    rungs: list[Rung] = []
    for place, state in enumerate(STATES):
        reached = sum(row >= place for row in rows)
        last = rungs[-1].reached if rungs else 0
        part = reached / last if last else None
        rungs.append(Rung(state, reached, rows.count(place), part))
    delivered = sum(STATES[row] in DELIVERED for row in rows)
    return Funnel(rungs, len(rows), delivered)
