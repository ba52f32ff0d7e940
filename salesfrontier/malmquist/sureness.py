"""How sure is a change? Measure both periods against fewer units, and rescale.

Catching up and shift are ratios of scores, and every score flatters: each of the two
frontiers lies below the true one. By how much is told by what a sample of units falls
short of all of them, as in `salesfrontier.inference.subsampling` ::

    δ_s(t)  distance (1 / score) of figures of period t from the frontier of period s
    r_s(t) = (m / n)^γ (δ*_s(t) / δ_s(t) - 1)              of one sample, -1 < r ≤ 0
    likely δ_s(t) = δ_s(t) / (1 + r_s(t))

Each part is made of likely distances; its interval holds the middle of the samples.
Each period has samples of its own. Drawn together, the same units in both, more would
cancel than does in truth: on simulated worlds such intervals held the truth for only
two thirds to four fifths of the units. These hold it about as often as they say
(``tests/test_changes.py``).

The index itself has no interval. It compares the frontier at two sizes of the same
unit, and samples say too little of how steep the true frontier is between them: theirs
held the truth for two units in three.

What no interval here holds is chance in the figures: a lucky year is a change like any
other.

Sources: Kneip, Simar & Wilson 2021, Econometric Theory 37(3), 537-572 (the rate at
which an index of two periods converges, and samples of fewer units); another way, with
smooth draws from both periods: Simar & Wilson 1999, European Journal of Operational
Research 115(3), 459-471.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.compiled import repeated
from salesfrontier.dea.programme import Returns
from salesfrontier.dea.questions import Orientation
from salesfrontier.dea.scoring import score_of
from salesfrontier.dea.technology import build_technology
from salesfrontier.envelope.cloud import lock
from salesfrontier.envelope.estimators import estimator_of
from salesfrontier.errors import ConstantError, MismatchError, TooFewError
from salesfrontier.inference.subsampling import FEW_UNITS, FEWEST, POWER, TIMES
from salesfrontier.intervals import LEVEL, check_level
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from salesfrontier.dea.answers import Rays
    from salesfrontier.malmquist.asking import Task
    from salesfrontier.malmquist.results import Change

    Floats = NDArray[np.float64]
    UnitId = str | int

PARTS = ("catching_up", "frontier_shift")
BOTH = 2


@dataclass(frozen=True, kw_only=True, eq=False)
class ChangeIntervals:
    """What changed, with an interval for each part.

    Attributes
    ----------
    change : Change
    level : float
    times, m : int
        How many samples were drawn, and of how many units.
    rate : float
        γ: errors shrink like n^-γ.
    lower, upper : dict of str to ndarray of float, shape (n,)
        ``catching_up``, ``frontier_shift``; NaN where `change` has none.
    library_version : str
    """

    change: Change
    level: float
    times: int
    m: int
    rate: float
    lower: dict[str, Floats]
    upper: dict[str, Floats]
    library_version: str
    method: str = "subsampling"

    @property
    def n(self) -> int:
        """Count the units of both periods."""
        return self.change.n

    @property
    def ids(self) -> tuple[UnitId, ...]:
        """Name the units of both periods."""
        return self.change.ids

    def to_columns(self) -> dict[str, NDArray[np.generic]]:
        """Return every column under a plain name, one entry a unit."""
        bounds = {
            f"{part}_{end}": column[part]
            for part in PARTS
            for end, column in (("lower", self.lower), ("upper", self.upper))
        }
        return {**self.change.to_columns(), **bounds}


def rate_between(task: Task) -> float:
    """Return γ: ``2 / (p + q + 1)`` for variable returns, else ``2 / (p + q)``."""
    columns = task.frontiers["later"].shape[1]
    return 2.0 / (columns + (task.returns is Returns.VRS))


def _single_distances(units: Floats, rays: Rays) -> Floats:
    """Measure one input and one output: sort a few units, then look up."""
    order = np.lexsort((units[:, 1], units[:, 0]))
    x, y = units[order, 0], -units[order, 1]
    corner = estimator_of("dea-vrs").corners(x, y)
    height = np.interp(rays.points[:, 0], x[corner], y[corner], left=0.0)
    distance: Floats = height / -rays.points[:, 1]
    return distance


def _distances(task: Task, units: Floats, rays: Rays) -> Floats:
    """Measure rays against some units; 0 where these say nothing of them."""
    single = units.shape[1] == BOTH and task.way is Orientation.OUTPUT
    if single and task.returns is Returns.VRS:
        return _single_distances(units, rays)
    if single:
        best = (-units[:, 1] / units[:, 0]).max()
        slope: Floats = best * rays.points[:, 0] / -rays.points[:, 1]
        return slope
    technology = build_technology(units, task.inputs, task.returns)
    beta = technology.measure(rays).answers.beta
    distance: Floats = 1.0 / score_of(beta, task.way)
    return distance


def _likely(change: Change, m: int, rng: np.random.Generator) -> Floats:
    """Return what a sample of each period makes of both parts, shape (2, n)."""
    task = change.task
    shrink = (m / change.n) ** rate_between(task)
    ratio = {}
    for other, units in task.frontiers.items():
        drawn = units[task.rows[other][rng.integers(0, change.n, m)]]
        for mine, rays in task.rays.items():
            name = f"{mine}_on_{other}"
            far = _distances(task, drawn, rays) * change.scores[name]
            # A part of the units never draws a frontier above that of all of them.
            ratio[name] = 1.0 + shrink * (np.minimum(far, 1.0) - 1.0)
    after, before = ratio["later_on_later"], ratio["earlier_on_earlier"]
    caught = change.catching_up * after / before
    shift = change.frontier_shift * np.sqrt(
        ratio["later_on_earlier"] / after * before / ratio["earlier_on_later"]
    )
    return np.stack([caught, shift])


def _samples(
    change: Change, m: int, rng: np.random.Generator, times: int
) -> Iterator[Floats]:
    """Draw sample after sample; what `change` has no number for stays without."""
    with repeated(times), np.errstate(invalid="ignore"):
        for _ in range(times):
            yield _likely(change, m, rng)


def change_intervals(
    change: Change,
    *,
    rng: np.random.Generator,
    times: int = TIMES,
    level: float = LEVEL,
) -> ChangeIntervals:
    """Give catching up and frontier shift an interval each.

    Parameters
    ----------
    change : Change
        Whose units were all there in both periods.
    rng : numpy.random.Generator
        The same state gives the same result.
    times : int
        Samples to draw, 50 or more; each of ``n^0.7`` units.
    level : float
        Between 0 and 1.

    Returns
    -------
    ChangeIntervals

    Raises
    ------
    ConstantError, MismatchError, TooFewError

    Notes
    -----
    See the formulas in `salesfrontier.malmquist.sureness`. Cost O(times) fits of n
    units against m, four each.

    Examples
    --------
    Everybody sells a fifth more: nobody caught up, and the frontier surely moved where
    many units are.

    >>> from salesfrontier import Period, compare_periods
    >>> draw = np.random.default_rng(4)
    >>> potential = draw.uniform(1, 9, 30)
    >>> sales = np.sqrt(potential) * draw.beta(5, 2, 30)
    >>> change = compare_periods(
    ...     earlier=Period(ids=range(30), inputs=potential, outputs=sales),
    ...     later=Period(ids=range(30), inputs=potential, outputs=sales * 1.2),
    ...     returns="variable",
    ... )
    >>> sure = change_intervals(change, rng=np.random.default_rng(1), times=100)
    >>> lower, upper = sure.lower["catching_up"], sure.upper["catching_up"]
    >>> bool(((lower < 1) & (upper > 1)).all())
    True
    >>> int((sure.lower["frontier_shift"] > 1).sum())
    22
    """
    check_level(level)
    _refuse(change, times)
    m = round(change.n**POWER)
    samples = np.stack([*_samples(change, m, rng, times)])
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(samples, [tail, 1.0 - tail], axis=0)
    lock(low)
    lock(high)
    return ChangeIntervals(
        change=change,
        level=level,
        times=times,
        m=m,
        rate=rate_between(change.task),
        lower=dict(zip(PARTS, low, strict=True)),
        upper=dict(zip(PARTS, high, strict=True)),
        library_version=__version__,
    )


def _refuse(change: Change, times: int) -> None:
    """Raise where samples have no meaning."""
    if times < FEWEST:
        raise ConstantError(name="times", value=times, wanted=f"{FEWEST} or more")
    if change.only_earlier or change.only_later:
        task = change.task
        raise MismatchError(
            what="units",
            first=tuple(map(str, task.first.ids)),
            second=tuple(map(str, task.second.ids)),
        )
    if change.n < FEW_UNITS:
        raise TooFewError(change.n, FEW_UNITS, "an interval")
