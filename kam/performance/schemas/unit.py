"""What stands beside one territory of a run at the API."""

from __future__ import annotations

from ninja import Schema


class UnitTarget(Schema):
    """What was agreed with a territory: for the next period, and for the run's own."""

    period: str
    figure: float | None
    reason: str
    past_figure: float | None
    past_reached: bool | None
