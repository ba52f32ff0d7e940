"""The shapes of the calibration page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.pipeline.pages.naming import NextStep


@dataclass(frozen=True)
class DayLine:
    """How things stood after a day, that day included."""

    day: str
    won: str
    won_range: str
    lost: str
    lost_range: str
    open: str
    at_risk: str


@dataclass(frozen=True)
class Bar:
    """A share with its interval in a picture 100 wide, and where the prior stands."""

    low: float
    width: float
    middle: float
    prior: float


@dataclass(frozen=True)
class CellLine:
    """A cell: what is believed, what happened, what is counted with."""

    size: str
    prior: str
    seen: str
    real: str
    range: str
    bar: Bar
    verdict: str
    tone: str
    open: str
    worth: str
    expected: str


@dataclass(frozen=True)
class LateLine:
    """Something open that takes too long, and what to do about it."""

    title: str
    url: str
    account: str
    stage: str
    days: str
    limit: str
    chip: str
    tone: str
    next: NextStep
    owner: str
    advice: str


@dataclass(frozen=True)
class GroupLine:
    """A group beside the others: no order, and no name for a place."""

    name: str
    seen: str
    share: str
    range: str
    bar: Bar
    standing: str
    tone: str


@dataclass(frozen=True)
class DropLine:
    """Why some take no part, and which."""

    reason: str
    count: str
    shown: Sequence[tuple[str, str]]
    more: int


@dataclass(frozen=True)
class Worth:
    """What the open ones are worth together."""

    total: str
    value: str
    range: str
    notes: Sequence[str]
