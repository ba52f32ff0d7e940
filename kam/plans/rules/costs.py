"""What a step takes: what was typed into it, and what was booked for it.

One rule for the sums. **Spent** is both: what is typed was spent besides the bookings.
**Planned** is the larger of both: what is typed is meant for the whole step, what is
booked lies within it. What is booked in another currency stands beside the sums.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.resources.rules.costs import Booked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


NOTHING = Booked()


@dataclass(frozen=True)
class Cost:
    """One step in the currency of its plan; `others` are its other currencies."""

    typed_planned: int | None = None
    typed_spent: int | None = None
    booked: Booked = NOTHING
    others: Mapping[str, Booked] = field(default_factory=dict)

    @property
    def planned(self) -> int | None:
        """What it is to cost, None where nobody says."""
        if not self.booked.count:
            return self.typed_planned
        return max(self.typed_planned or 0, self.booked.planned)

    @property
    def spent(self) -> int | None:
        """What it cost so far, None where nobody says."""
        if not self.booked.count:
            return self.typed_spent
        return (self.typed_spent or 0) + self.booked.used

    @property
    def has_both(self) -> bool:
        """Whether a sum has two sources, which then have to be told."""
        typed = self.typed_planned is not None or self.typed_spent is not None
        return typed and self.booked.count > 0


def cost_in(
    currency: str,
    planned: int | None,
    spent: int | None,
    booked: Mapping[str, Booked],
) -> Cost:
    """Put together what a step of a plan in this currency takes."""
    others = {code: one for code, one in sorted(booked.items()) if code != currency}
    return Cost(planned, spent, booked.get(currency, NOTHING), others)


@dataclass(frozen=True)
class CostLine:
    """What a plan takes in one currency, by source, and what an increment has cost.

    `planned` and `spent` keep the rule of the sums; `each` is None while nothing is
    gained.
    """

    currency: str
    bookings: int
    typed_planned: int
    typed_spent: int
    booked: int
    used: int
    planned: int
    spent: int
    gained: int

    @property
    def each(self) -> float | None:
        """What an increment gained has cost."""
        return self.spent / self.gained if self.gained else None


def line_of(
    currency: str,
    costs: Sequence[Cost],
    sums: tuple[int, int],
    gained: int,
) -> CostLine:
    """Return what a plan takes in its own currency; `sums` is planned and spent."""
    booked = sum((one.booked for one in costs), NOTHING)
    return CostLine(
        currency=currency,
        bookings=booked.count,
        typed_planned=sum(one.typed_planned or 0 for one in costs),
        typed_spent=sum(one.typed_spent or 0 for one in costs),
        booked=booked.planned,
        used=booked.used,
        planned=sums[0],
        spent=sums[1],
        gained=gained,
    )


def line_beside(currency: str, booked: Booked, gained: int) -> CostLine:
    """Return what a plan takes in another currency: bookings only."""
    return CostLine(
        currency=currency,
        bookings=booked.count,
        typed_planned=0,
        typed_spent=0,
        booked=booked.planned,
        used=booked.used,
        planned=booked.planned,
        spent=booked.used,
        gained=gained,
    )


def together(parts: Iterable[Mapping[str, Booked]]) -> dict[str, Booked]:
    """Add up currencies, in their order."""
    sums: dict[str, Booked] = {}
    for part in parts:
        for code, one in part.items():
            sums[code] = sums.get(code, NOTHING) + one
    return dict(sorted(sums.items()))
