"""Shares with their intervals, in words and as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.pipeline.engine import STANDINGS
from kam.pipeline.pages.calibration.shapes import Bar, DayLine, GroupLine
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from salesfrontier import Comparison, IncidenceAt, Share

TONES = {"above": "good", "with": "mute", "below": "warn"}


def percent(share: float) -> str:
    """Write a share."""
    return f"{share:.1%}"


def span(share: Share | None) -> str:
    """Write an interval."""
    return "" if share is None else f"{share.low:.1%}–{share.high:.1%}"


def bar_of(low: float, high: float, middle: float, prior: float = 0.0) -> Bar:
    """Place an interval between 0 and 100."""
    parts = (low, high - low, middle, prior)
    return Bar(*(round(part * 100, 1) for part in parts))


def _of(share: Share | None) -> str:
    return "—" if share is None else percent(share.value)


def day_lines(at: Sequence[IncidenceAt]) -> list[DayLine]:
    """Say each day."""
    return [
        DayLine(
            day=f"{one.day:g}",
            won=_of(one.won),
            won_range=span(one.won),
            lost=_of(one.lost),
            lost_range=span(one.lost),
            open="—" if one.open is None else percent(one.open),
            at_risk=str(one.at_risk),
        )
        for one in at
    ]


def group_lines(found: Comparison | None, names: Mapping[str, str]) -> list[GroupLine]:
    """Say each group by its name, never by its share."""
    if found is None:
        return []
    told = [
        GroupLine(
            name=names.get(group.name, group.name),
            seen=f"{group.successes} / {group.cases}",
            share=percent(group.share.value),
            range=span(group.share),
            bar=bar_of(group.share.low, group.share.high, group.share.value),
            standing=say(STANDINGS[str(group.standing)]),
            tone=TONES[str(group.standing)],
        )
        for group in found.groups
    ]
    return sorted(told, key=lambda line: line.name)
