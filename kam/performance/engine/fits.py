"""One frontier over plain rows, and the classes its indexes fall into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import salesfrontier
from kam.performance.engine.goals import goal_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.rules import Constants, Unit
    from salesfrontier import FrontierFit


def fitted(units: Sequence[Unit], method: str) -> FrontierFit:
    """Draw the frontier over complete rows. Cost O(n log n)."""
    return salesfrontier.fit_frontier(
        ids=[unit.name for unit in units],
        inputs=np.array([unit.potential for unit in units], dtype=np.float64),
        outputs=np.array([unit.sales for unit in units], dtype=np.float64),
        method=method,
    )


def classes_of(fit: FrontierFit, constants: Constants) -> list[str]:
    """Name the class of every index, in the order of the fit. Cost O(n)."""
    rules = goal_rules(constants)
    return [
        str(salesfrontier.pf_class(score, rules=rules)) for score in fit.score.tolist()
    ]
