"""What 50, 70 and 90 % have been worth by cell, and what the open ones are worth.

A cell is a size and a likelihood (or a warmth). Its chance begins with the likelihood
as prior and is fitted anew from its own history, open ones counted as far as they were
watched; an open opportunity has of it what its age leaves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import salesfrontier
from kam.pipeline.engine.aging import USUAL_RULES, judge_open
from kam.pipeline.engine.cells import CellRow, Forecast, Prospect
from kam.pipeline.engine.columns import LOST, OPEN, WON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from kam.pipeline.engine.cells import Board, Place
    from kam.pipeline.engine.columns import Columns
    from salesfrontier import (
        AgingRules,
        ChanceRules,
        Chances,
        ExpectedValue,
        ForecastSkill,
        Incidence,
        ScreenedCases,
    )

PERCENT = 100
USUAL_CHANCES = salesfrontier.ChanceRules()


@dataclass(frozen=True, kw_only=True, eq=False)
class _Seen:
    """The usable opportunities as arrays, and what was fitted to them."""

    cases: ScreenedCases
    fit: Incidence | None
    cells: NDArray[np.int64]
    values: NDArray[np.float64]
    here: NDArray[np.bool_]
    horizon: float | None
    chances: Chances

    @property
    def open(self) -> NDArray[np.bool_]:
        return (self.cases.outcomes == OPEN) & self.here


def forecast(
    columns: Columns,
    board: Board,
    *,
    cells: Sequence[Place],
    censor: date,
    chances: ChanceRules = USUAL_CHANCES,
    aging: AgingRules = USUAL_RULES,
    rng: np.random.Generator | None = None,
) -> Forecast:
    """Fit the cells, judge them, and count what is open.

    Parameters
    ----------
    columns, board
        One entry an opportunity.
    cells : sequence of Place
        All cells of the board, also those without an opportunity; unique.
    censor : date
        The day of the last look.
    chances, aging
        The rules.
    rng : numpy.random.Generator, optional
        With it the interval of the value is simulated.

    Notes
    -----
    The horizon is the last day on which one closed. Cost O(n log n).
    """
    seen = _see(columns, board, cells, censor, chances)
    left = _left(seen)
    fit = seen.fit
    return Forecast(
        horizon=seen.horizon,
        cells=_rows(seen, cells, left),
        skill=_skill(seen, cells, chances),
        prospects=_prospects(columns, seen, left),
        open_ones=None if fit is None else judge_open(columns, seen.cases, fit, aging),
        value=_value(seen, left, rng),
        unvalued=int(np.isnan(seen.values[seen.open]).sum()),
    )


def _see(
    columns: Columns,
    board: Board,
    cells: Sequence[Place],
    censor: date,
    rules: ChanceRules,
) -> _Seen:
    cases = columns.screened(censor)
    position = {place: at for at, place in enumerate(cells)}
    kept = cases.kept.tolist()
    own = np.array([position[board.places[at]] for at in kept], dtype=np.int64)
    given = [board.values[at] for at in kept]
    values = np.array([np.nan if v is None else v for v in given], dtype=np.float64)
    here = np.ones(len(kept), dtype=np.bool_)
    if board.here is not None:
        here = np.array(board.here, dtype=np.bool_)[cases.kept]
    closed = cases.days[cases.outcomes != OPEN]
    horizon = float(closed.max()) if len(closed) else None
    fit = None
    if kept:
        fit = salesfrontier.fit_incidence(days=cases.days, outcomes=cases.outcomes)
    names = [place.name for place in cells]
    priors = [place.likelihood / PERCENT for place in cells]
    if horizon is None:
        nothing = [0] * len(cells)
        found = salesfrontier.refit_chances(
            names=names, priors=priors, won=nothing, cases=nothing, rules=rules
        )
    else:
        found = salesfrontier.chances_of_cases(
            names=names, priors=priors, cells=own, days=cases.days,
            outcomes=cases.outcomes, horizon=horizon, rules=rules,
        )  # fmt: skip
    return _Seen(
        cases=cases, fit=fit, cells=own, values=values, here=here, horizon=horizon,
        chances=found,
    )  # fmt: skip


def _left(seen: _Seen) -> NDArray[np.float64]:
    """Return what age leaves of the chance of each open one."""
    ages = seen.cases.days[seen.open]
    enough = seen.fit is not None and seen.fit.closed >= seen.chances.rules.enough
    if seen.fit is None or not seen.horizon or not len(ages) or not enough:
        return np.ones(len(ages))
    return salesfrontier.chance_left(seen.fit, ages=ages, horizon=seen.horizon)


def _aged(seen: _Seen, left: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chance of each open one; none is surer than sure."""
    return np.minimum(seen.chances.used[seen.cells[seen.open]] * left, 1.0)


def _rows(
    seen: _Seen, cells: Sequence[Place], left: NDArray[np.float64]
) -> tuple[CellRow, ...]:
    where = seen.cells[seen.open]
    worth = np.nan_to_num(seen.values[seen.open])
    sums = (
        np.bincount(where, weights, len(cells)).tolist()
        for weights in (np.ones(len(where)), worth, worth * _aged(seen, left))
    )
    found = seen.chances
    told = zip(cells, found.verdicts, *sums, strict=True)
    return tuple(
        CellRow(
            place=place,
            prior=found.prior.item(at),
            won=found.won.item(at),
            cases=found.cases.item(at),
            closed=found.closed.item(at),
            mean=found.mean.item(at),
            low=found.low.item(at),
            high=found.high.item(at),
            used=found.used.item(at),
            verdict=str(verdict),
            open=int(count),
            open_value=value,
            expected=expected,
        )
        for at, (place, verdict, count, value, expected) in enumerate(told)
    )


def _skill(seen: _Seen, cells: Sequence[Place], rules: ChanceRules) -> ForecastSkill:
    pairs = Counter(zip(seen.cells.tolist(), seen.cases.outcomes.tolist(), strict=True))
    won = [pairs[at, WON] for at in range(len(cells))]
    lost = [pairs[at, LOST] for at in range(len(cells))]
    return salesfrontier.judge_skill(
        names=[place.name for place in cells],
        priors=[place.likelihood / PERCENT for place in cells],
        won=won,
        cases=[w + x for w, x in zip(won, lost, strict=True)],
        rules=rules,
    )


def _prospects(
    columns: Columns, seen: _Seen, left: NDArray[np.float64]
) -> tuple[Prospect, ...]:
    told = zip(
        seen.cases.kept[seen.open].tolist(),
        _aged(seen, left).tolist(),
        seen.values[seen.open].tolist(),
        strict=True,
    )
    return tuple(
        Prospect(
            row=columns.rows[at],
            chance=chance,
            expected=None if np.isnan(value) else value * chance,
        )
        for at, chance, value in told
    )


def _value(
    seen: _Seen, left: NDArray[np.float64], rng: np.random.Generator | None
) -> ExpectedValue | None:
    values = seen.values[seen.open]
    known = ~np.isnan(values)
    if not known.any():
        return None
    return salesfrontier.expect_value(
        values=values[known],
        cells=seen.cells[seen.open][known],
        chances=seen.chances,
        left=left[known],
        rng=rng,
        level=seen.chances.rules.level,
    )
