"""Everything the calibration page says, from the cases of a reader."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import salesfrontier
from kam.core.money import Money
from kam.pipeline.engine.calibrating import calibrate
from kam.pipeline.engine.cells import Board, Place
from kam.pipeline.engine.columns import OUTCOMES, Columns
from kam.pipeline.engine.forecasting import forecast
from kam.pipeline.engine.lines import age_lines, rules_of, whole_columns
from kam.pipeline.rules.calibration import firsts
from kam.pipeline.rules.platforms.grid import LEVELS, SIZES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.pipeline.engine.cells import Forecast
    from kam.pipeline.engine.results import Calibration
    from kam.pipeline.rules.calibration import AgeLines, Bounds, Case, Reached

CELLS = tuple(Place(size=size, likelihood=level) for size in SIZES for level in LEVELS)
PLACES = {(one.size, one.likelihood): one for one in CELLS}
DAYS = (30, 60, 90, 120)


@dataclass(frozen=True)
class Reckoning:
    """What became of the cases, what the cells are worth, and who is late.

    `currency` is the one the values are in; `other_money` open ones have another, and
    `unsized` cases stand in no cell.
    """

    bounds: Bounds
    happened: Calibration
    cells: Forecast
    lines: AgeLines
    currency: str
    other_money: int
    unsized: int


def reckon(
    cases: Sequence[Case], *, bounds: Bounds, censor: date, column: str = ""
) -> Reckoning:
    """Reckon it; `column` is what the groups are called. Cost O(n log n)."""
    rules = rules_of(bounds)
    whole = whole_columns(cases)
    happened = calibrate(
        whole, censor=censor, days=_days(whole, censor), column=column, aging=rules
    )
    money = Counter(c.currency for c in cases if c.is_open and c.minor is not None)
    currency = money.most_common(1)[0][0] if money else ""
    sized = [case for case in cases if case.last.size in SIZES]
    columns, board = _board(sized, currency)
    return Reckoning(
        bounds=bounds,
        happened=happened,
        cells=forecast(
            columns,
            board,
            cells=CELLS,
            censor=censor,
            chances=salesfrontier.ChanceRules(
                strength=bounds.strength, enough=bounds.enough
            ),
            aging=rules,
        ),
        lines=age_lines(cases, bounds, censor, whole),
        currency=currency,
        other_money=sum(money.values()) - money[currency],
        unsized=len(cases) - len(sized),
    )


def _days(whole: Columns, censor: date) -> list[int]:
    """Ask for the usual days, and for the last on which one closed."""
    cases = whole.screened(censor)
    closed = cases.days[cases.outcomes != OUTCOMES["open"]]
    last = {int(closed.max())} if len(closed) else set()
    most = max(last, default=0)
    return sorted({day for day in DAYS if day < most} | last) or [DAYS[0]]


def _place(one: Reached) -> Place | None:
    return PLACES.get((one.size, one.level))


def _board(cases: Sequence[Case], currency: str) -> tuple[Columns, Board]:
    told = [
        (case, day, place, here)
        for case in cases
        for place, day, here in firsts(case, _place)
        if place is not None
    ]
    columns = Columns(
        rows=[case.key for case, *_ in told],
        starts=[day for _case, day, *_ in told],
        ends=[None if case.is_open else case.end for case, *_ in told],
        outcomes=[OUTCOMES[case.outcome] for case, *_ in told],
        words=[""] * len(told),
    )
    board = Board(
        places=[place for _c, _d, place, _h in told],
        values=[_worth(case, currency) for case, *_ in told],
        here=[here for *_, here in told],
    )
    return columns, board


def _worth(case: Case, currency: str) -> float | None:
    if case.minor is None or case.currency != currency:
        return None
    return float(Money(case.minor, currency).major)
