"""What the bookings of plan steps cost: the one seam that plans read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.resources.models import Booking
from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True)
class StepCost:
    """The bookings of one step in one currency, in minor units.

    `planned` is what all of them were to cost, `spent` what the used ones cost.
    """

    count: int = 0
    planned: int = 0
    spent: int = 0


def costs_of_steps(step_ids: Collection[int], currency: str) -> dict[int, StepCost]:
    """Return the bookings of steps that hold, by step; one statement.

    Those in another currency cannot be added up and stay away. Who asks has seen
    the steps.
    """
    rows = Booking.objects.holding().filter(step_id__in=step_ids, currency=currency)
    found: dict[int, StepCost] = {}
    for row in rows.select_related("resource"):
        known = found.get(row.step_id, StepCost())
        used = row.actual_minor if row.state == BookingState.USED else 0
        found[row.step_id] = StepCost(
            known.count + 1, known.planned + row.planned_minor, known.spent + used
        )
    return found
