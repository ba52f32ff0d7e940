"""Intervals that hold what they promise: measure against fewer units, and rescale.

The frontier of m of the n units lies below that of all n much as that of all n lies
below the truth, only further, by the rate at which envelopes converge. So draw m units
again and again, measure everybody against their frontier, and shrink what comes out ::

    r = (m / n)^γ (δ̂*_m / δ̂ - 1)      interval of δ: δ̂ / (1 + quantiles of r)

with distances ``δ = 1 / score`` and ``γ = 2 / (p + q + 1)`` for variable returns,
``2 / (p + q)`` for constant ones, ``1 / (p + q)`` for the free disposal hull. Where the
m units say nothing of a unit (it is smaller than all of them) its distance could be
anything: ``δ̂*_m = 0``.

Unlike the smooth bootstrap this asks neither that distances be spread alike everywhere
nor that the frontier be straight between the units that make it. On simulated worlds
its intervals cover the truth about as often as they say
(``tests/test_coverage.py``), where those of the smooth bootstrap do much more seldom.

Sources: Kneip, Simar & Wilson 2008, Econometric Theory 24(6), 1663-1697; Simar &
Wilson 2011, Journal of Productivity Analysis 36(1), 33-53; rates: Park, Simar & Weiner
2000, Econometric Theory 16(6), 855-877, and Park, Jeong & Simar 2010, Annals of
Statistics 38(3), 1320-1357.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Rays
from salesfrontier.dea.compiled import repeated
from salesfrontier.dea.measuring import scale_table
from salesfrontier.dea.programme import Returns
from salesfrontier.dea.questions import returns_of
from salesfrontier.dea.scoring import score_of
from salesfrontier.dea.single import is_single
from salesfrontier.dea.steps import solve_steps
from salesfrontier.dea.technology import build_technology
from salesfrontier.envelope.cloud import lock
from salesfrontier.envelope.estimators import estimator_of
from salesfrontier.errors import ConstantError, TooFewError, UncertifiedError
from salesfrontier.inference.counting import counted
from salesfrontier.intervals import LEVEL, check_level
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from salesfrontier.dea.results import EnvelopeFit

    Floats = NDArray[np.float64]
    UnitId = str | int

TIMES = 1000
FEWEST = 50
FEW_UNITS = 8
POWER = 0.7
"""m = n^0.7: among the powers tried on simulated worlds the one whose intervals cover
nearest to what they promise from 25 units on."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ScoreIntervals:
    """An interval for every score.

    Attributes
    ----------
    fit : EnvelopeFit
    level : float
    times, m : int
        How many samples were drawn, and of how many units.
    rate : float
        γ.
    ratio : ndarray of float, shape (times, n)
        ``1 + r``: what the distance may be too short by, as a factor, draw by draw.
    score, lower, upper : ndarray of float, shape (n,)
    library_version : str
    """

    fit: EnvelopeFit
    level: float
    times: int
    m: int
    rate: float
    ratio: Floats
    score: Floats
    lower: Floats
    upper: Floats
    library_version: str
    method: str = "subsampling"

    @property
    def n(self) -> int:
        """Count the units."""
        return self.fit.n

    @property
    def ids(self) -> tuple[UnitId, ...]:
        """Name the units."""
        return self.fit.ids

    @property
    def likely(self) -> Floats:
        """Where the true scores may lie, shape (times, n)."""
        return self.score * self.ratio

    def to_columns(self) -> dict[str, NDArray[np.generic]]:
        """Return every column under a plain name, one entry a unit."""
        return {
            "id": np.array(self.ids),
            "score": self.score,
            "lower": self.lower,
            "upper": self.upper,
        }


def rate_of(fit: EnvelopeFit) -> float:
    """Return γ: errors shrink like n^-γ.

    Parameters
    ----------
    fit : EnvelopeFit

    Examples
    --------
    >>> from salesfrontier import fit_envelope
    >>> rate_of(fit_envelope(inputs=[1, 2], outputs=[1, 2]))
    0.6666666666666666
    """
    columns = len(fit.table.inputs.names) + len(fit.table.outputs.names)
    returns = returns_of(fit.method)
    if returns is None:
        return 1.0 / columns
    return 2.0 / columns if returns is Returns.CRS else 2.0 / (columns + 1)


def _single_distances(fit: EnvelopeFit, units: Floats, rays: Rays) -> Floats:
    """Measure one input and one output: sort a few units, then look up."""
    estimator = estimator_of(fit.method)
    order = np.lexsort((units[:, 1], units[:, 0]))
    x, y = units[order, 0], -units[order, 1]
    corner = estimator.corners(x, y)
    x, y, here = x[corner], y[corner], rays.points[:, 0]
    if estimator.straight:
        height = np.interp(here, x, y, left=0.0)
    else:
        height = np.append(0.0, y)[np.searchsorted(x, here, side="right")]
    distance: Floats = height / -rays.points[:, 1]
    return distance


def _distances(fit: EnvelopeFit, units: Floats, rays: Rays) -> Floats:
    """Measure everybody against some units; 0 where these say nothing."""
    if is_single(fit.table, fit.method, fit.orientation, fit.rules):
        return _single_distances(fit, units, rays)
    returns = returns_of(fit.method)
    if returns is None:
        nobody = np.full(len(rays), -1, dtype=np.int64)
        beta = solve_steps(units, rays, nobody).beta
    else:
        inputs = len(fit.table.inputs.names)
        technology = build_technology(units, inputs, returns)
        beta = technology.measure(rays).answers.beta
    if np.isnan(beta).any():
        raise UncertifiedError(int(np.isnan(beta).sum()))
    return 1.0 / score_of(beta, fit.orientation)


def score_intervals(
    fit: EnvelopeFit,
    *,
    rng: np.random.Generator,
    times: int = TIMES,
    level: float = LEVEL,
    m: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> ScoreIntervals:
    """Give each score an interval by measuring against fewer units.

    Parameters
    ----------
    fit : EnvelopeFit
        Any method and orientation, every unit compared with all.
    rng : numpy.random.Generator
        The same state gives the same result.
    times : int
        Samples to draw, 50 or more.
    level : float
        Between 0 and 1.
    m : int, optional
        Units a sample; ``n^0.7`` otherwise.
    progress : callable, optional
        Called after each sample with how many are drawn; what it raises ends the work
        without a result.

    Returns
    -------
    ScoreIntervals

    Raises
    ------
    ConstantError, TooFewError, UncertifiedError

    Notes
    -----
    See the formulas in `salesfrontier.inference.subsampling`. Cost O(times) fits of n
    units against m.

    Examples
    --------
    >>> from salesfrontier import fit_envelope
    >>> draw = np.random.default_rng(4)
    >>> potential = draw.uniform(1, 9, 30)
    >>> sales = np.sqrt(potential) * draw.beta(5, 2, 30)
    >>> fit = fit_envelope(inputs=potential, outputs=sales)
    >>> sure = score_intervals(fit, rng=np.random.default_rng(1), times=100)
    >>> bool((sure.lower < sure.score).all() and (sure.upper <= sure.score).all())
    True
    """
    check_level(level)
    _refuse(fit, times)
    count = round(fit.n**POWER) if m is None else m
    if not 1 < count < fit.n:
        wanted = "between 1 and the units there are"
        raise ConstantError(name="m", value=m, wanted=wanted)
    scaled = scale_table(fit.table, fit.direction)
    rays = Rays(points=scaled.units, directions=scaled.directions)
    rate, shrink = rate_of(fit), (count / fit.n) ** rate_of(fit)
    ratio = np.empty((times, fit.n))
    with repeated(times):
        for at in counted(times, progress):
            drawn = scaled.units[rng.integers(0, fit.n, count)]
            # A part of the units never draws a frontier above that of all of them.
            far = np.minimum(_distances(fit, drawn, rays) * fit.score, 1.0)
            ratio[at] = 1.0 + shrink * (far - 1.0)
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(ratio, [tail, 1.0 - tail], axis=0)
    columns = {"ratio": ratio, "lower": fit.score * low, "upper": fit.score * high}
    for column in columns.values():
        lock(column)
    return ScoreIntervals(
        fit=fit,
        level=level,
        times=times,
        m=count,
        rate=rate,
        score=fit.score,
        library_version=__version__,
        **columns,
    )


def _refuse(fit: EnvelopeFit, times: int) -> None:
    """Raise where samples have no meaning."""
    if fit.rules.super_efficiency:
        wanted = "False: every unit compared with all"
        raise ConstantError(name="super_efficiency", value=True, wanted=wanted)
    if times < FEWEST:
        raise ConstantError(name="times", value=times, wanted=f"{FEWEST} or more")
    bad = ~(fit.score > 0)
    if bad.any():
        raise UncertifiedError(int(bad.sum()))
    if fit.n < FEW_UNITS:
        raise TooFewError(fit.n, FEW_UNITS, "an interval")
