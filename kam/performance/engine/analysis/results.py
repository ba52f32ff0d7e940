"""What an analysis hands back: frozen rows of plain values, never NaN or infinite."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.performance.engine.results import Note


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The columns of a table as they were read; all of one length."""

    ids: Sequence[object]
    inputs: Mapping[str, Sequence[object]]
    outputs: Mapping[str, Sequence[object]]

    def at(self, places: Sequence[int]) -> Columns:
        """Return some rows."""
        return Columns(
            ids=[self.ids[place] for place in places],
            inputs={n: [c[at] for at in places] for n, c in self.inputs.items()},
            outputs={n: [c[at] for at in places] for n, c in self.outputs.items()},
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """One unit.

    Attributes
    ----------
    id : str
    score : 1 on the frontier; None where there is none
    factor : ``phi``, ``theta`` or ``beta``; empty where a line is fitted
    value : the factor; None where there is none
    lower, upper : the interval; None without
    unit_class : frontier, near, average, low, undetermined; None below eight units
    peers : ids with weights that sum to 1 (dea-vrs, fdh)
    corrected, bias : what the score is without, and with, what it flatters by
    targets, slacks : by column, in its unit
    """

    id: str
    score: float | None
    factor: str = ""
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    unit_class: str | None = None
    peers: tuple[tuple[str, float], ...] = ()
    certified: bool = False
    corrected: float | None = None
    bias: float | None = None
    inefficiency: float | None = None
    inputs: Mapping[str, float] = field(default_factory=dict)
    outputs: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, float | None] = field(default_factory=dict)
    slacks: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """What was fitted; figures that a method does not have are None or empty."""

    method: str
    orientation: str
    library_version: str
    coefficients: Mapping[str, float] = field(default_factory=dict)
    standard_errors: Mapping[str, float | None] = field(default_factory=dict)
    loglik: float | None = None
    sigma2: float | None = None
    gamma: float | None = None
    further: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Dropped:
    """One row that took no part; `place` counts the rows given, from 0."""

    place: int
    id: str
    column: str
    code: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Analysis:
    """Every row given is a unit or dropped."""

    scores: tuple[Score, ...]
    model: Model
    dropped: tuple[Dropped, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Grouped:
    """One group of rows, compared among its own."""

    name: str
    analysis: Analysis


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupMean:
    """One group on the frontier of all: how many units, their mean score."""

    name: str
    n: int
    mean: float


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupGap:
    """Two groups: mean of the first minus mean of the second, and its p-value."""

    first: str
    second: str
    difference: float
    p_value: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Whether groups differ in their mean score, held against shuffled names.

    Attributes
    ----------
    method : how it was tested
    shuffles : how many
    statistic : Σ n (mean - mean of all)²
    p_value : share of shuffles at least as far apart
    groups, gaps : each group, and each two of them
    """

    method: str
    shuffles: int
    statistic: float
    p_value: float
    groups: tuple[GroupMean, ...]
    gaps: tuple[GroupGap, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Grouping:
    """Each group among its own, all rows together, and whether groups differ.

    Attributes
    ----------
    groups : in the order in which they first appear
    pooled : every row held against one frontier
    comparison : on the scores of `pooled`; None where fewer than two groups have any
    """

    groups: tuple[Grouped, ...]
    pooled: Analysis
    comparison: Comparison | None


def plain(value: float) -> float | None:
    """Return a figure that JSON can hold, or None."""
    figure = float(value)
    return figure if math.isfinite(figure) else None
