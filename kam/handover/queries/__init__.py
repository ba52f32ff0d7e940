"""Questions about hand-overs."""

from kam.handover.queries.handovers import (
    Opened,
    handovers_of,
    handovers_seen,
    handovers_to_confirm,
    handovers_waiting,
    opened,
)

__all__ = [
    "Opened",
    "handovers_of",
    "handovers_seen",
    "handovers_to_confirm",
    "handovers_waiting",
    "opened",
]
