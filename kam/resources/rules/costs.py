"""What bookings cost together, each currency by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from collections.abc import Iterable

HOLDING = (BookingState.BOOKED, BookingState.USED)


class Costed(Protocol):
    """A booking as far as its cost goes."""

    @property
    def state(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def planned_minor(self) -> int: ...
    @property
    def actual_minor(self) -> int | None: ...


@dataclass(frozen=True)
class Booked:
    """Bookings in one currency, in minor units.

    `planned` is what all of them were to cost, `used` what the used ones cost.
    """

    count: int = 0
    planned: int = 0
    used: int = 0

    def __add__(self, other: Booked) -> Booked:
        """Return both together."""
        return Booked(
            self.count + other.count,
            self.planned + other.planned,
            self.used + other.used,
        )


def booked_of(rows: Iterable[Costed]) -> dict[str, Booked]:
    """Add up what is booked or was used, by currency; what waits costs nothing."""
    found: dict[str, Booked] = {}
    for row in rows:
        if row.state not in HOLDING:
            continue
        used = (row.actual_minor or 0) if row.state == BookingState.USED else 0
        one = Booked(1, row.planned_minor, used)
        found[row.currency] = found.get(row.currency, Booked()) + one
    return found
