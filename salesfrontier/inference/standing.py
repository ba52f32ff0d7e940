"""What intervals allow to say of a unit: its class, its chance, its rank.

A class is named only where the whole interval lies in it. A rank is a range: how often
among the draws a unit comes first, second, third … depends on all others as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.envelope.cloud import lock
from salesfrontier.errors import ConstantError
from salesfrontier.goals import DEFAULT_RULES, GoalRules, pf_class
from salesfrontier.intervals import check_level

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.inference.bootstrap import BootstrapFit
    from salesfrontier.inference.subsampling import ScoreIntervals

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    UnitId = str | int

UNDETERMINED = "undetermined"


@dataclass(frozen=True, kw_only=True, eq=False)
class Standings:
    """What can be said of each unit.

    Attributes
    ----------
    ids : tuple, length n
    chance : ndarray of float, shape (n,)
        Share of the draws in which the unit reaches the frontier class.
    rank, rank_low, rank_high : ndarray of int, shape (n,)
        Place by score, 1 the best, and the range it has in the draws.
    classes : tuple of str, length n
        A `PFClass`, or ``undetermined`` where the interval does not lie in one.
    frontier_at : float
        Lowest score of the frontier class.
    level : float
    """

    ids: tuple[UnitId, ...]
    chance: Floats
    rank: Ints
    rank_low: Ints
    rank_high: Ints
    classes: tuple[str, ...]
    frontier_at: float
    level: float

    def to_columns(self) -> dict[str, NDArray[np.generic]]:
        """Return every column under a plain name, one entry a unit."""
        return {
            "id": np.array(self.ids),
            "chance": self.chance,
            "rank": self.rank,
            "rank_low": self.rank_low,
            "rank_high": self.rank_high,
            "class": np.array(self.classes),
        }


def _ranks(score: Floats) -> Ints:
    """Rank along the last axis, 1 the best; equals share the better place."""
    order = np.sort(-score, axis=-1)
    if score.ndim == 1:
        return np.searchsorted(order, -score, side="left").astype(np.int64) + 1
    return np.array([_ranks(row) for row in score])


def class_within(lower: float, upper: float, rules: GoalRules = DEFAULT_RULES) -> str:
    """Name the class in which a whole interval lies.

    Parameters
    ----------
    lower, upper : float
        NaN without an interval.
    rules : GoalRules

    Returns
    -------
    str
        A `PFClass`, or ``undetermined``.

    Notes
    -----
    Cost O(1).

    Examples
    --------
    >>> class_within(0.91, 0.97), class_within(0.85, 0.97)
    ('frontier', 'undetermined')
    """
    if np.isnan(lower) or np.isnan(upper):
        return UNDETERMINED
    # A line may be passed: who stands above it is in the class of the frontier.
    low, high = (
        pf_class(min(max(end, 0.0), 1.0), rules=rules) for end in (lower, upper)
    )
    return str(low) if low == high else UNDETERMINED


def judge_standings(
    intervals: ScoreIntervals | BootstrapFit,
    *,
    rules: GoalRules = DEFAULT_RULES,
) -> Standings:
    """Say what the intervals allow to say of each unit.

    Parameters
    ----------
    intervals : ScoreIntervals or BootstrapFit
        The first holds its level, the second is what Simar and Wilson (1998) published.
    rules : GoalRules
        Bounds of the classes.

    Returns
    -------
    Standings

    Raises
    ------
    ConstantError

    Notes
    -----
    Cost O(times n log n).

    Examples
    --------
    >>> from salesfrontier import fit_envelope, score_intervals
    >>> draw = np.random.default_rng(4)
    >>> potential = draw.uniform(1, 9, 30)
    >>> sales = np.sqrt(potential) * draw.beta(5, 2, 30)
    >>> fit = fit_envelope(inputs=potential, outputs=sales)
    >>> sure = score_intervals(fit, rng=np.random.default_rng(1), times=100)
    >>> told = judge_standings(sure)
    >>> told.classes.count("undetermined") > 0, int(told.rank.min())
    (True, 1)
    """
    check_level(intervals.level)
    likely = intervals.likely
    if likely.ndim != 2:  # noqa: PLR2004 - draws by units
        raise ConstantError(name="likely", value=likely.shape, wanted="(times, n)")
    tail = (1.0 - intervals.level) / 2.0
    places = _ranks(likely)
    low, high = np.quantile(places, [tail, 1.0 - tail], axis=0)
    columns = {
        "chance": (likely >= rules.frontier_at).mean(axis=0),
        "rank": _ranks(intervals.score),
        "rank_low": np.floor(low).astype(np.int64),
        "rank_high": np.ceil(high).astype(np.int64),
    }
    for column in columns.values():
        lock(column)
    bounds = zip(intervals.lower.tolist(), intervals.upper.tolist(), strict=True)
    return Standings(
        ids=intervals.ids,
        classes=tuple(class_within(first, last, rules) for first, last in bounds),
        frontier_at=rules.frontier_at,
        level=intervals.level,
        **columns,
    )
