"""The bookings of plan steps: the one seam that plans read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.resources.models import Booking

if TYPE_CHECKING:
    from collections.abc import Collection


def bookings_by_step(step_ids: Collection[int]) -> dict[int, list[Booking]]:
    """Return what waits, is booked or was used for steps; one statement.

    Who asks has seen the steps.
    """
    found: dict[int, list[Booking]] = {pk: [] for pk in step_ids}
    rows = Booking.objects.living().filter(step_id__in=found)
    for row in rows.select_related("resource").order_by("first_day", "pk"):
        found[row.step_id].append(row)
    return found
