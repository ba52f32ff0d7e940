"""How sure each index is: an interval, and the class in which the whole of it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import salesfrontier

if TYPE_CHECKING:
    from kam.performance.rules import Constants
    from salesfrontier import FrontierFit, GoalRules

MOST_CELLS = 2_000_000
FEWEST_DRAWS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """The interval of one index, and the class it allows to name."""

    lower: float
    upper: float
    sure_class: str


def bounds_of(
    fit: FrontierFit, rules: GoalRules, constants: Constants
) -> dict[object, Bounds]:
    """Give every territory with sales an interval; nobody, where that cannot be done.

    Samples of the territories, always the same ones for the same figures. Cost
    O(draws n); of very many territories fewer samples are drawn.
    """
    sold = np.flatnonzero(fit.y > 0)
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
    score = fit.score[sold]
    lower = (score * sure.lower / sure.score).tolist()
    upper = (score * sure.upper / sure.score).tolist()
    return {
        name: Bounds(
            lower=low,
            upper=high,
            sure_class=salesfrontier.class_within(low, high, rules),
        )
        for name, low, high in zip(envelope.ids, lower, upper, strict=True)
    }
