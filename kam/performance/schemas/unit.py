"""What stands beside one territory of a run at the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninja import Schema

if TYPE_CHECKING:
    from kam.performance.pages.splitting import RowSplit


class UnitTarget(Schema):
    """What was agreed with a territory: for the next period, and for the run's own."""

    period: str
    figure: float | None
    reason: str
    past_figure: float | None
    past_reached: bool | None


class SplitPart(Schema):
    """One factor of the gap, or those that could not be told apart."""

    factors: list[str]
    own: float
    best: float
    part: float


class UnitSplit(Schema):
    """The gap in its factors; no parts while the card is closed, or counts missing."""

    parts: list[SplitPart]
    missing: list[str]
    source: str | None
    is_closed: bool


def unit_split(split: RowSplit | None) -> UnitSplit | None:
    """Return a split in its API shape; None where there is no gap to split."""
    if split is None:
        return None
    source = "columns" if split.from_columns else "records"
    return UnitSplit(
        parts=[
            SplitPart(
                factors=list(one.factors), own=one.own, best=one.best, part=one.part
            )
            for one in split.parts
        ],
        missing=list(split.missing),
        source=source if split.parts else None,
        is_closed=split.is_closed,
    )
