"""From a score to a class, a goal and somebody to learn from (method §3.14).

A unit at or above ``frontier_at`` is a 绩效先锋 (performance frontier, PF). Its
goal 2 is a stretch of its own output. Everybody else has goal 1: most of what the
frontier shows to be possible, but no more growth than one period can carry.

Scores are for coaching. A class is a reason to visit and ask, never a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import ConstantError, NumberError

if TYPE_CHECKING:
    from salesfrontier.envelope import FrontierFit


class PFClass(StrEnum):
    """绩效先锋, 接近, 一般, 待提升."""

    FRONTIER = "frontier"
    NEAR = "near"
    MIDDLE = "middle"
    BEHIND = "behind"


class GoalKind(StrEnum):
    """Which of the two goals of the method applies."""

    REACH = "reach"
    STRETCH = "stretch"


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalRules:
    """The constants of method §3.14, all of them open to change.

    Attributes
    ----------
    frontier_at, near_at, middle_at : float
        Lowest score of each class; 0 < middle < near < frontier ≤ 1.
    share_of_frontier : float
        Goal 1 asks for at most this share of the frontier, 0 to 1.
    growth : float
        Goal 1 asks for at most this multiple of today's output, ≥ 1.
    stretch : float
        Goal 2 is this multiple of today's output, ≥ 1.

    Raises
    ------
    ConstantError

    Examples
    --------
    >>> GoalRules(growth=1.1).share_of_frontier
    0.9
    """

    frontier_at: float = 0.90
    near_at: float = 0.75
    middle_at: float = 0.50
    share_of_frontier: float = 0.90
    growth: float = 1.20
    stretch: float = 1.05

    def __post_init__(self) -> None:
        """Refuse constants that contradict each other."""
        if not 0 < self.middle_at < self.near_at < self.frontier_at <= 1:
            classes = (self.middle_at, self.near_at, self.frontier_at)
            wanted = "0 < middle_at < near_at < frontier_at ≤ 1"
            name = "middle_at, near_at, frontier_at"
            raise ConstantError(name, classes, wanted)
        if not 0 < self.share_of_frontier <= 1:
            wanted = "more than 0, at most 1"
            share = self.share_of_frontier
            raise ConstantError(name="share_of_frontier", value=share, wanted=wanted)
        for name, value in (("growth", self.growth), ("stretch", self.stretch)):
            if not 1 <= value < float("inf"):
                raise ConstantError(name, value, "a finite multiple, 1 or more")


DEFAULT_RULES = GoalRules()


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal:
    """What to aim at next, and whom to ask how.

    Attributes
    ----------
    id : str or int
    pf_class : PFClass
    kind : GoalKind
    target : float or None
        In units of the output. None for a unit without output: twenty per cent
        more than nothing is nothing, so its first goal is set by people.
    benchmarks : tuple of str or int
        The one or two frontier units around the same potential, left first;
        empty for a corner of the frontier.
    """

    id: str | int
    pf_class: PFClass
    kind: GoalKind
    target: float | None
    benchmarks: tuple[str | int, ...]


def pf_class(score: float, *, rules: GoalRules = DEFAULT_RULES) -> PFClass:
    """Name the class of a score; each bound belongs to the higher class.

    Parameters
    ----------
    score : float
        PF index, 0 to 1.
    rules : GoalRules

    Raises
    ------
    NumberError
        The score is NaN or outside 0 to 1.

    Notes
    -----
    Cost O(1). Source: method §3.14.

    Examples
    --------
    >>> [str(pf_class(score)) for score in (1.0, 0.9, 0.89, 0.5, 0.49)]
    ['frontier', 'frontier', 'near', 'middle', 'behind']
    """
    if not 0 <= score <= 1:
        raise NumberError(column="score", trouble="not from 0 to 1", ids=[score])
    for bound, name in (
        (rules.frontier_at, PFClass.FRONTIER),
        (rules.near_at, PFClass.NEAR),
        (rules.middle_at, PFClass.MIDDLE),
    ):
        if score >= bound:
            return name
    return PFClass.BEHIND


def next_target(
    *, output: float, frontier: float, kind: GoalKind, rules: GoalRules = DEFAULT_RULES
) -> float | None:
    """Compute goal 1 or goal 2.

    Parameters
    ----------
    output, frontier : float
        ``y`` and ``f(x)``, in units of the output.
    kind : GoalKind
    rules : GoalRules

    Returns
    -------
    float or None
        Goal 1 ``min(0.90 f, 1.20 y)``, goal 2 ``1.05 y``; None when ``y`` is 0.

    Notes
    -----
    Cost O(1). Source: method §3.14.

    Examples
    --------
    >>> next_target(output=50.0, frontier=100.0, kind=GoalKind.REACH)
    60.0
    >>> next_target(output=80.0, frontier=100.0, kind=GoalKind.REACH)
    90.0
    """
    if output == 0:
        return None
    if kind is GoalKind.STRETCH:
        return rules.stretch * output
    return min(rules.share_of_frontier * frontier, rules.growth * output)


def benchmark_positions(fit: FrontierFit) -> tuple[tuple[int, ...], ...]:
    """Find the frontier units that span each unit's potential.

    Parameters
    ----------
    fit : FrontierFit

    Returns
    -------
    tuple of tuple of int, length n
        Positions of the corner at or left of the unit and, when the unit is not
        right above the first, the next one. Never the unit itself, never a unit
        without output; empty for a corner.

    Notes
    -----
    Cost O(n log k) for k corners. Both estimators: for `fdh` the left one is the
    peer, the right one shows what a little more potential makes possible.

    Examples
    --------
    >>> from salesfrontier import fit_frontier
    >>> fit = fit_frontier(ids="abc", inputs=[1, 3, 2], outputs=[2, 4, 1])
    >>> benchmark_positions(fit)
    ((), (), (0, 1))
    """
    corner = fit.vertex_index
    corner_x = fit.x[corner]
    left = np.searchsorted(corner_x, fit.x, side="right") - 1
    exact = corner_x[left] == fit.x
    right = np.where(exact, left, np.minimum(left + 1, len(corner) - 1))
    own = set(corner.tolist())
    heard = (fit.y > 0).tolist()
    pairs = zip(corner[left].tolist(), corner[right].tolist(), strict=True)
    return tuple(
        ()
        if at in own
        else tuple(peer for peer in dict.fromkeys(pair) if heard[peer] and peer != at)
        for at, pair in enumerate(pairs)
    )


def set_goals(
    fit: FrontierFit, *, rules: GoalRules = DEFAULT_RULES
) -> tuple[Goal, ...]:
    """Give each unit its class, its goal and its benchmarks.

    Parameters
    ----------
    fit : FrontierFit
    rules : GoalRules

    Returns
    -------
    tuple of Goal, length n
        In the order of ``fit.ids``.

    Notes
    -----
    Cost O(n log k) for k corners. Source: method §3.14.

    Examples
    --------
    >>> from salesfrontier import fit_frontier
    >>> fit = fit_frontier(ids="abc", inputs=[1, 3, 2], outputs=[2, 4, 1])
    >>> goal = set_goals(fit)[2]
    >>> str(goal.pf_class), goal.target, goal.benchmarks
    ('behind', 1.2, ('a', 'b'))
    """
    goals = []
    figures = zip(
        fit.ids,
        fit.score.tolist(),
        fit.y.tolist(),
        fit.frontier.tolist(),
        benchmark_positions(fit),
        strict=True,
    )
    for name, score, output, frontier, peers in figures:
        group = pf_class(score, rules=rules)
        kind = GoalKind.STRETCH if group is PFClass.FRONTIER else GoalKind.REACH
        target = next_target(output=output, frontier=frontier, kind=kind, rules=rules)
        names = tuple(fit.ids[peer] for peer in peers)
        goal = Goal(id=name, pf_class=group, kind=kind, target=target, benchmarks=names)
        goals.append(goal)
    return tuple(goals)
