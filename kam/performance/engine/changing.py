"""Two periods of one set: who caught up, and where the frontier moved.

Only territories with both figures above zero in both periods are compared, and they
alone draw both lines: a line that moves because a territory came or went would say
nothing about what anybody did.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import salesfrontier
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.performance.engine.drawing import reason_of
from kam.performance.engine.results import LeftOut
from kam.performance.rules import AFTER, BEFORE, MOST_COMPARED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from kam.performance.rules import ChangeQuestion, Constants, PeriodUnits, Unit
    from salesfrontier import Change
    from salesfrontier.malmquist import ChangeIntervals

    Floats = NDArray[np.float64]
    Line = tuple[tuple[float, float], ...]

MOST_CELLS = 2_000_000
FEWEST_DRAWS, MOST_DRAWS = 100, 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One factor of a change: 1 for none; without bounds where there is no interval."""

    value: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TerritoryChange:
    """One territory in both periods.

    ``growth = catching_up · shift · potential_part``; the parts are None where only
    points may be shown, the last two also where the other period has nobody as small.
    """

    key: int
    code: str
    before: tuple[float, float]
    after: tuple[float, float]
    growth: float
    score_before: float | None = None
    score_after: float | None = None
    catching_up: Part | None = None
    shift: Part | None = None
    potential_part: float | None = None

    @property
    def index(self) -> float | None:
        """The Malmquist index: what sales changed by beyond their potential."""
        if self.catching_up is None or self.shift is None:
            return None
        return self.catching_up.value * self.shift.value


@dataclass(frozen=True, kw_only=True, slots=True)
class Absent:
    """One territory that cannot be compared, in which period, and why."""

    period: str
    left: LeftOut


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """Both lines, who moved how, and who could not be compared; rows by code."""

    rows: tuple[TerritoryChange, ...]
    absent: tuple[Absent, ...]
    line_before: Line = ()
    line_after: Line = ()
    draws: int = 0


def change_between(question: ChangeQuestion) -> Changed:
    """Compare two periods. Cost O(draws n)."""
    first, gone = _usable(question.earlier, BEFORE)
    last, new = _usable(question.later, AFTER)
    absent = sorted(
        [*gone, *new, *_missing(question, BEFORE), *_missing(question, AFTER)],
        key=lambda one: (one.left.code, one.left.key, one.period == AFTER),
    )
    keys = sorted(first.keys() & last.keys(), key=lambda key: (first[key].name, key))
    if len(keys) > MOST_COMPARED:
        raise Invalid(
            mark("一次最多比较 %(most)s 个区域，这里有 %(n)s 个"),
            todo=mark("请把比较组拆小，或用 salesfrontier.compare_periods 计算"),
            most=MOST_COMPARED,
            n=len(keys),
        )
    pairs = [(first[key], last[key]) for key in keys]
    if len(pairs) < question.constants.fewest_units:
        return Changed(rows=tuple(map(_point, pairs)), absent=tuple(absent))
    return _measured(pairs, question.constants, tuple(absent))


def _usable(period: PeriodUnits, name: str) -> tuple[dict[int, Unit], list[Absent]]:
    """Part the territories of a period into those with both figures, and the rest."""
    active = [unit for unit in period.units if not unit.exclusion]
    rows = salesfrontier.screen_rows(
        ids=[unit.name for unit in active],
        inputs=[unit.potential for unit in active],
        outputs=[unit.sales for unit in active],
        first_row=0,
    )
    why = {row.row: reason_of(row) for row in rows.dropped}
    for at, unit in enumerate(active):
        for figure in ("potential", "sales"):
            if at not in why and getattr(unit, figure) == 0:
                why[at] = f"zero_{figure}"
    left = [(active[at], reason) for at, reason in why.items()]
    left += [(unit, "excluded") for unit in period.units if unit.exclusion]
    kept = {unit.key: unit for at, unit in enumerate(active) if at not in why}
    return kept, [Absent(period=name, left=_left(*one)) for one in left]


def _left(unit: Unit, reason: str) -> LeftOut:
    return LeftOut(
        key=unit.key,
        code=unit.code,
        reason=reason,
        potential=unit.potential,
        sales=unit.sales,
        text=unit.exclusion,
    )


def _missing(question: ChangeQuestion, name: str) -> Iterable[Absent]:
    """Name the territories that have no row at all in a period."""
    sides = {BEFORE: question.earlier.units, AFTER: question.later.units}
    here = {unit.key for unit in sides.pop(name)}
    (others,) = sides.values()
    for unit in others:
        if unit.key not in here:
            blank = LeftOut(
                key=unit.key,
                code=unit.code,
                reason="absent",
                potential=None,
                sales=None,
            )
            yield Absent(period=name, left=blank)


def _figures(unit: Unit) -> tuple[float, float]:
    return float(unit.potential or 0), float(unit.sales or 0)


def _point(pair: tuple[Unit, Unit]) -> TerritoryChange:
    before, after = map(_figures, pair)
    return TerritoryChange(
        key=pair[1].key,
        code=pair[1].code,
        before=before,
        after=after,
        growth=after[1] / before[1],
    )


def _measured(
    pairs: Sequence[tuple[Unit, Unit]], constants: Constants, absent: tuple[Absent, ...]
) -> Changed:
    keys = [pair[0].key for pair in pairs]
    before, after = (
        np.array([_figures(pair[at]) for pair in pairs]).T for at in (0, 1)
    )
    change = salesfrontier.compare_periods(
        earlier=salesfrontier.Period(ids=keys, inputs=before[0], outputs=before[1]),
        later=salesfrontier.Period(ids=keys, inputs=after[0], outputs=after[1]),
        returns="variable",
    )
    wanted = MOST_CELLS // len(pairs)
    draws = max(FEWEST_DRAWS, min(constants.draws, MOST_DRAWS, wanted))
    sure = salesfrontier.change_intervals(
        change,
        rng=np.random.default_rng(constants.seed),
        times=draws,
        level=constants.level,
    )
    return Changed(
        rows=tuple(
            _moved(_point(pair), change, sure, at) for at, pair in enumerate(pairs)
        ),
        absent=absent,
        line_before=_line(*before),
        line_after=_line(*after),
        draws=draws,
    )


def _moved(
    point: TerritoryChange, change: Change, sure: ChangeIntervals, at: int
) -> TerritoryChange:
    caught = _part(change.catching_up, sure, "catching_up", at)
    shift = _part(change.frontier_shift, sure, "frontier_shift", at)
    rest = point.growth / caught.value / shift.value if caught and shift else None
    return TerritoryChange(
        key=point.key,
        code=point.code,
        before=point.before,
        after=point.after,
        growth=point.growth,
        score_before=change.scores["earlier_on_earlier"].item(at),
        score_after=change.scores["later_on_later"].item(at),
        catching_up=caught,
        shift=shift,
        potential_part=rest,
    )


def _part(column: np.ndarray, sure: ChangeIntervals, name: str, at: int) -> Part | None:
    value = column.item(at)
    if not np.isfinite(value):
        return None
    return Part(
        value=value,
        lower=sure.lower[name].item(at),
        upper=sure.upper[name].item(at),
    )


def _line(potential: Floats, sales: Floats) -> Line:
    """Return the line of a period as it is drawn, up to its largest potential."""
    fit = salesfrontier.fit_frontier(
        ids=range(len(sales)), inputs=potential, outputs=sales
    )
    outline = fit.outline(right_end=float(potential.max()))
    return tuple(zip(outline.x, outline.y, strict=True))
