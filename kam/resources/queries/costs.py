"""What the bookings of plan steps cost: the one seam that plans read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kam.resources.models import Booking
from kam.resources.querysets import HOLDING
from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


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
class StepCost:
    """The bookings of one step in one currency, in minor units.

    `planned` is what all of them were to cost, `spent` what the used ones cost.
    """

    count: int = 0
    planned: int = 0
    spent: int = 0


def bookings_by_step(step_ids: Collection[int]) -> dict[int, list[Booking]]:
    """Return what waits, is booked or was used for steps; one statement.

    Who asks has seen the steps.
    """
    found: dict[int, list[Booking]] = {pk: [] for pk in step_ids}
    rows = Booking.objects.living().filter(step_id__in=found)
    for row in rows.select_related("resource").order_by("first_day", "pk"):
        found[row.step_id].append(row)
    return found


def cost_of_bookings(rows: Iterable[Costed], currency: str) -> StepCost | None:
    """Add up what holds, None where nothing does.

    What is in another currency cannot be added and stays away.
    """
    held = [row for row in rows if row.state in HOLDING and row.currency == currency]
    if not held:
        return None
    used = [row for row in held if row.state == BookingState.USED]
    return StepCost(
        count=len(held),
        planned=sum(row.planned_minor for row in held),
        spent=sum(row.actual_minor or 0 for row in used),
    )


def costs_of_steps(step_ids: Collection[int], currency: str) -> dict[int, StepCost]:
    """Return the cost of steps that have bookings; one statement."""
    found = bookings_by_step(step_ids)
    costs = {pk: cost_of_bookings(rows, currency) for pk, rows in found.items()}
    return {pk: cost for pk, cost in costs.items() if cost is not None}
