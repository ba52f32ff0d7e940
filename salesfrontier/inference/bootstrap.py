"""How sure is each score? The smooth bootstrap of Simar and Wilson (1998).

The frontier is drawn by the best of those seen; the true one lies further out, so every
score flatters. How much is told by doing it again: keep each unit's way to the
frontier, draw new distances from it (`salesfrontier.inference.smoothing`), draw the
frontier of those, and measure the units as they were against it. What the second
frontier falls short of the first is about what the first falls short of the truth. With
distances ``δ = 1 / score`` ::

    x* = x δ* / δ̂      y* = y δ̂ / δ*          input, output orientation
    corrected δ = δ̂ - (mean(δ̂*) - δ̂)         interval: δ̂ minus quantiles of δ̂* - δ̂

and back to scores. Distances are worked with because they have no upper end that an
interval could run into.

The correction is what is wanted of it. Its intervals are too narrow: between the units
that make it the drawn frontier is straight and the true one is not. `score_intervals`
has intervals that hold their level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Rays
from salesfrontier.dea.compiled import repeated
from salesfrontier.dea.measuring import scale_table
from salesfrontier.dea.questions import Orientation, returns_of
from salesfrontier.dea.scoring import score_of
from salesfrontier.dea.technology import build_technology
from salesfrontier.envelope.cloud import lock
from salesfrontier.envelope.results import FitWarning
from salesfrontier.errors import ConstantError, TooFewError, UncertifiedError
from salesfrontier.inference.counting import counted
from salesfrontier.inference.smoothing import bandwidth_of, draw_distances
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


@dataclass(frozen=True, kw_only=True, eq=False)
class BootstrapFit:
    """Scores with what they flatter by, and intervals.

    Attributes
    ----------
    fit : EnvelopeFit
        What was repeated.
    level : float
        Of the intervals.
    times : int
        Frontiers drawn.
    bandwidth : float
    draws : ndarray of float, shape (times, n)
        Distances (1 / score) of the units as they are from each drawn frontier.
    score, bias, corrected, lower, upper : ndarray of float, shape (n,)
        Score, what it flatters by, score minus bias, interval.
    spread : ndarray of float, shape (n,)
        Standard deviation of the drawn distances.
    warnings : tuple of FitWarning
    library_version : str
    """

    fit: EnvelopeFit
    level: float
    times: int
    bandwidth: float
    draws: Floats
    score: Floats
    bias: Floats
    spread: Floats
    corrected: Floats
    lower: Floats
    upper: Floats
    warnings: tuple[FitWarning, ...]
    library_version: str
    method: str = "simar-wilson-1998"

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
        """Where the true scores may lie: 1 / (2 δ̂ - δ̂*), shape (times, n)."""
        return 1.0 / (2.0 / self.score - self.draws)

    def to_columns(self) -> dict[str, NDArray[np.generic]]:
        """Return every column under a plain name, one entry a unit."""
        return {
            "id": np.array(self.ids),
            "score": self.score,
            "bias": self.bias,
            "spread": self.spread,
            "corrected": self.corrected,
            "lower": self.lower,
            "upper": self.upper,
        }


@dataclass(frozen=True, kw_only=True, eq=False)
class _Bench:
    """What stays the same from draw to draw: scaled units and their ways."""

    units: Floats
    rays: Rays
    inputs: int
    moves: Floats

    def moved(self, ratio: Floats) -> Floats:
        """Move every unit along its way by a ratio of scores."""
        step = np.where(self.moves > 0, ratio[:, None], 1.0)
        return self.units * step


def _set_up(fit: EnvelopeFit) -> _Bench:
    """Scale the table of a fit."""
    scaled = scale_table(fit.table, fit.direction)
    return _Bench(
        units=scaled.units,
        rays=Rays(points=scaled.units, directions=scaled.directions),
        inputs=len(fit.table.inputs.names),
        moves=np.asarray((fit.direction > 0).any(axis=0), dtype=np.float64),
    )


def _draw(
    fit: EnvelopeFit, bench: _Bench, h: float, rng: np.random.Generator
) -> Floats:
    """Draw one frontier and measure the units against it."""
    returns = returns_of(fit.method)
    if returns is None:
        raise ConstantError(name="method", value=fit.method, wanted="one of dea-…")
    longer = draw_distances(1.0 / fit.score, h, rng) * fit.score
    ratio = longer if fit.orientation is Orientation.INPUT else 1.0 / longer
    technology = build_technology(bench.moved(ratio), bench.inputs, returns)
    beta = technology.measure(bench.rays).answers.beta
    if np.isnan(beta).any():
        raise UncertifiedError(int(np.isnan(beta).sum()))
    return 1.0 / score_of(beta, fit.orientation)


def _refuse(fit: EnvelopeFit, times: int) -> None:
    """Raise where the bootstrap has no meaning."""
    if fit.method == "fdh":
        wanted = "an envelope of mixes (dea-…): this bootstrap fails for single units"
        raise ConstantError(name="method", value=fit.method, wanted=wanted)
    if fit.orientation is Orientation.DIRECTIONAL or fit.rules.super_efficiency:
        wanted = "input or output orientation, every unit compared with all"
        raise ConstantError(name="fit", value=fit.orientation.value, wanted=wanted)
    if times < FEWEST:
        raise ConstantError(name="times", value=times, wanted=f"{FEWEST} or more")
    bad = ~(fit.score > 0)
    if bad.any():
        raise UncertifiedError(int(bad.sum()))
    if fit.n < FEW_UNITS:
        raise TooFewError(fit.n, FEW_UNITS, "a bootstrap")


def _notes(fit: EnvelopeFit, off: Floats) -> tuple[FitWarning, ...]:
    """Say what a reader of the intervals should know."""
    notes = []
    # Correcting pays where the squared bias is above three variances (Simar & Wilson
    # 2000, Journal of Applied Statistics 27(6), 779-802).
    poor = np.flatnonzero(off.mean(axis=0) ** 2 < 3.0 * off.var(axis=0, ddof=1))
    if (fit.score == 1.0).mean() > 0.5:  # noqa: PLR2004 - most units
        share = (fit.score == 1.0).mean()
        text = (
            f"{share:.0%} of the units are on the frontier: too few lie below it to "
            "tell how far out the true one is. Use fewer columns or more units."
        )
        notes.append(FitWarning(code="mostly_efficient", text=text))
    if len(poor):
        ids = tuple(fit.ids[at] for at in poor.tolist())
        text = "Correcting these adds more noise than it takes away; read the interval."
        notes.append(FitWarning(code="weak_correction", text=text, ids=ids))
    return tuple(notes)


def _columns(draws: Floats, distance: Floats, level: float) -> dict[str, Floats]:
    """Correct, bound, and bring distances back to scores."""
    off = draws - distance
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(off, [tail, 1.0 - tail], axis=0)
    corrected = 1.0 / (distance - off.mean(axis=0))
    columns: dict[str, Floats] = {
        "draws": draws,
        "bias": 1.0 / distance - corrected,
        "spread": off.std(axis=0, ddof=1),
        "corrected": corrected,
        "lower": 1.0 / (distance - low),
        "upper": 1.0 / (distance - high),
    }
    for column in columns.values():
        lock(column)
    return columns


def bootstrap(
    fit: EnvelopeFit,
    *,
    rng: np.random.Generator,
    times: int = TIMES,
    level: float = LEVEL,
    bandwidth: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> BootstrapFit:
    """Correct scores for what they flatter by, and give each an interval.

    Parameters
    ----------
    fit : EnvelopeFit
        A ``dea-…`` envelope with input or output orientation.
    rng : numpy.random.Generator
        The same state gives the same result.
    times : int
        Frontiers to draw, 50 or more; intervals want 1,000.
    level : float
        Of the intervals, between 0 and 1.
    bandwidth : float, optional
        Of the smoothing; Silverman's rule otherwise.
    progress : callable, optional
        Called after each frontier with how many are drawn; what it raises ends all.

    Returns
    -------
    BootstrapFit

    Raises
    ------
    ConstantError, TooFewError, UncertifiedError

    Notes
    -----
    See the formulas in `salesfrontier.inference.bootstrap`. Every score against every
    drawn frontier carries the same proof as that of the fit. It assumes that distances
    from the frontier are spread alike everywhere. Cost O(times) fits.

    Source: Simar & Wilson 1998, Management Science 44(1), 49-61.

    Examples
    --------
    >>> from salesfrontier import fit_envelope
    >>> draw = np.random.default_rng(4)
    >>> potential = draw.uniform(1, 9, 30)
    >>> sales = np.sqrt(potential) * draw.beta(5, 2, 30)
    >>> fit = fit_envelope(inputs=potential, outputs=sales)
    >>> sure = bootstrap(fit, rng=np.random.default_rng(1), times=100)
    >>> bool((sure.corrected <= sure.score).all() and (sure.lower < sure.upper).all())
    True
    """
    check_level(level)
    _refuse(fit, times)
    bench = _set_up(fit)
    distance = 1.0 / fit.score
    h = bandwidth_of(distance) if bandwidth is None else bandwidth
    if not h > 0:
        wanted = "above zero: at least two units must lie off the frontier"
        raise ConstantError(name="bandwidth", value=h, wanted=wanted)
    with repeated(times):
        draws = np.array([_draw(fit, bench, h, rng) for _ in counted(times, progress)])
    off = draws - distance
    columns = _columns(draws, distance, level)
    return BootstrapFit(
        fit=fit,
        level=level,
        times=times,
        bandwidth=h,
        score=fit.score,
        draws=columns["draws"],
        bias=columns["bias"],
        spread=columns["spread"],
        corrected=columns["corrected"],
        lower=columns["lower"],
        upper=columns["upper"],
        warnings=_notes(fit, off),
        library_version=__version__,
    )
