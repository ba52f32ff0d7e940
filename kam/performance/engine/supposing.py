"""What would be if one territory had another potential or other sales; nothing kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import salesfrontier
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.performance.engine.fits import classes_of, fitted
from kam.performance.engine.goals import goal_rules
from kam.performance.engine.results import line_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.rules import Constants, Unit
    from salesfrontier import FrontierFit

A_HAIR = 1e-12


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where one territory stands under a line; the class is that of the index."""

    potential: float
    sales: float
    frontier: float
    score: float
    gap: float
    pf_class: str
    goal: float | None
    certified: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """Another territory whose line would move: index and class before and after."""

    key: int
    code: str
    score_before: float
    score_after: float
    class_before: str
    class_after: str

    @property
    def loses(self) -> bool:
        """Whether the line rises over it, so that its index falls."""
        return self.score_after < self.score_before


@dataclass(frozen=True, kw_only=True, slots=True)
class Supposed:
    """One territory as it is and as it would be, the line, and who would move."""

    before: Standing
    after: Standing
    line: tuple[tuple[float, float], ...]
    moved: tuple[Moved, ...]


def suppose(
    units: Sequence[Unit],
    method: str,
    constants: Constants,
    *,
    key: int,
    potential: float,
    sales: float,
) -> Supposed:
    """Draw the line again with other figures of one territory. Cost O(n log n)."""
    at = next(place for place, unit in enumerate(units) if unit.key == key)
    changed = list(units)
    changed[at] = replace(units[at], potential=potential, sales=sales)
    try:
        old, new = fitted(units, method), fitted(changed, method)
    except salesfrontier.FrontierError as error:
        raise Invalid(
            mark("用这些数字画不出前沿"),
            todo=mark("请查看潜力和销售是否差了很多个数量级"),
        ) from error
    outline = new.outline(right_end=float(new.x.max()))
    return Supposed(
        before=_standing(old, at, constants),
        after=_standing(new, at, constants),
        line=tuple(zip(outline.x, outline.y, strict=True)),
        moved=_moved(units, at, old, new, constants),
    )


def suppose_under(
    line: Sequence[Sequence[float]],
    constants: Constants,
    *,
    before: tuple[float, float],
    after: tuple[float, float],
) -> Supposed:
    """Say where other figures of a territory stand under a line that stays as it is.

    Left of the line's beginning nobody was seen, so the figures are their own line.
    """
    old, new = (
        stand_under(line_at(line, x) or 0.0, x, y, constants)
        for x, y in (before, after)
    )
    return Supposed(
        before=old, after=new, line=tuple((x, y) for x, y in line), moved=()
    )


def _standing(fit: FrontierFit, at: int, constants: Constants) -> Standing:
    told = stand_under(fit.frontier.item(at), fit.x.item(at), fit.y.item(at), constants)
    return replace(told, score=fit.score.item(at), certified=fit.certified.item(at))


def stand_under(
    frontier: float, potential: float, sales: float, constants: Constants
) -> Standing:
    """Say where given figures stand under a given line; above it they are on it.

    Goal 1 is that of method §3.14: a share of the line, or a growth of sales, whichever
    is less. Whoever is in the class of the frontier has none.

    >>> from kam.performance.rules import Constants
    >>> told = stand_under(65.0, 30.0, 52.0, Constants())
    >>> told.score, told.gap, told.pf_class, told.goal
    (0.8, 13.0, 'near', 58.5)
    """
    reached = max(frontier, sales)
    score = sales / reached if sales > 0 else 0.0
    rules = goal_rules(constants)
    pf_class = str(salesfrontier.pf_class(score, rules=rules))
    open_goal = sales <= 0 or pf_class == salesfrontier.PFClass.FRONTIER
    goal = min(reached * rules.share_of_frontier, sales * rules.growth)
    return Standing(
        potential=potential,
        sales=sales,
        frontier=reached,
        score=score,
        gap=reached - sales,
        pf_class=pf_class,
        goal=None if open_goal else goal,
    )


def _moved(
    units: Sequence[Unit],
    left_out: int,
    old: FrontierFit,
    new: FrontierFit,
    constants: Constants,
) -> tuple[Moved, ...]:
    before, after = classes_of(old, constants), classes_of(new, constants)
    apart = abs(new.frontier - old.frontier) > A_HAIR * old.frontier
    return tuple(
        Moved(
            key=unit.key,
            code=unit.code,
            score_before=old.score.item(at),
            score_after=new.score.item(at),
            class_before=before[at],
            class_after=after[at],
        )
        for at, unit in enumerate(units)
        if at != left_out and (apart[at] or before[at] != after[at])
    )
