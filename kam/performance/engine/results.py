"""What the window to the library hands back: frozen rows, and the line."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.performance.engine.bounds import Bounds


@dataclass(frozen=True, kw_only=True, slots=True)
class PeerShare:
    """One frontier territory to learn from; `weight` is its share of the mix."""

    key: int
    code: str
    score: float
    weight: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """One territory under the frontier; all None when only points may be shown."""

    key: int
    code: str
    potential: float
    sales: float
    frontier: float | None = None
    score: float | None = None
    gap: float | None = None
    frontier_class: str = ""
    is_stable: bool = False
    is_named: bool = False
    goal: float | None = None
    peers: tuple[PeerShare, ...] = ()
    certified: bool = False
    fragility: float | None = None
    bounds: Bounds | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """One territory that takes no part, why, and the words of whoever excluded it."""

    key: int
    code: str
    reason: str
    potential: float | None
    sales: float | None
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Something a reader should know of a run, about some territories or all."""

    code: str
    units: tuple[str, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """One calculation: rows by falling index, the corners of the line, the notes.

    `held_against` is the earlier period that decided on stability, if there is one.
    """

    rows: tuple[Placed, ...]
    left_out: tuple[LeftOut, ...]
    line: tuple[tuple[float, float], ...]
    notes: tuple[Note, ...]
    held_against: str

    @property
    def is_provisional(self) -> bool:
        """Whether nobody may be named yet: one period, or points only."""
        return not self.held_against or not self.line


def line_at(line: Sequence[Sequence[float]], x: float) -> float | None:
    """Read a drawn line at one potential; None left of its beginning."""
    before = [point for point in line if point[0] <= x]
    after = [point for point in line if point[0] > x]
    if not before:
        return None
    (x0, y0) = before[-1]
    if not after:
        return float(y0)
    (x1, y1) = after[0]
    return float(y0 + (y1 - y0) * (x - x0) / (x1 - x0))


def is_figure(value: object) -> bool:
    """Tell whether a value is a number that can be drawn: finite, not below zero."""
    return isinstance(value, int | float) and 0 <= value < math.inf
