"""How sure each index is: an interval, and the class in which the whole of it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import salesfrontier

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kam.performance.rules import Constants
    from salesfrontier import FrontierFit, GoalRules, ScoreIntervals

MOST_CELLS = 2_000_000
FEWEST_DRAWS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """The interval of one index, the class it allows to name, and its place.

    `chance` is the share of the samples in which the index reaches the class of the
    frontier, 0 to 1; the ranks are the range of places in the samples, 1 the best.
    """

    lower: float
    upper: float
    sure_class: str
    chance: float
    rank_low: int
    rank_high: int


def bounds_of(
    fit: FrontierFit, rules: GoalRules, constants: Constants
) -> dict[object, Bounds]:
    """Give every territory with sales an interval; nobody, where that cannot be done.

    Samples of the territories, always the same ones for the same figures. Cost
    O(draws n log n); of very many territories fewer samples are drawn.
    """
    sold = _sold(fit)
    draws = max(FEWEST_DRAWS, min(constants.draws, MOST_CELLS // max(len(sold), 1)))
    try:
        envelope = salesfrontier.fit_envelope(
            ids=[fit.ids[at] for at in sold.tolist()],
            inputs=fit.x[sold],
            outputs=fit.y[sold],
            method=fit.method,
        )
        sure = salesfrontier.score_intervals(
            envelope,
            rng=np.random.default_rng(constants.seed),
            times=draws,
            level=constants.level,
        )
    except salesfrontier.FrontierError:
        return {}
    return dict(zip(envelope.ids, _read(fit.score[sold], sure, rules), strict=True))


def _sold(fit: FrontierFit) -> NDArray[np.int64]:
    """Return who has sales, in an order that is the same however the rows came."""
    names = np.array([str(name) for name in fit.ids])
    order = np.lexsort((names, fit.y, fit.x))
    return order[fit.y[order] > 0]


def _read(
    score: NDArray[np.float64], sure: ScoreIntervals, rules: GoalRules
) -> list[Bounds]:
    """Read what the samples say of each territory, beside its index as it is shown."""
    lower = (score * sure.lower / sure.score).tolist()
    upper = (score * sure.upper / sure.score).tolist()
    stand = salesfrontier.judge_standings(sure, rules=rules)
    return [
        Bounds(
            lower=lower[at],
            upper=upper[at],
            sure_class=salesfrontier.class_within(lower[at], upper[at], rules),
            chance=stand.chance.item(at),
            rank_low=stand.rank_low.item(at),
            rank_high=stand.rank_high.item(at),
        )
        for at in range(len(lower))
    ]
