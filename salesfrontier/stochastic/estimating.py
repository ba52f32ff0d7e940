"""From least squares to the most likely parameters, in the caller's units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from salesfrontier.errors import ConvergenceError
from salesfrontier.stochastic.edge import find_edge
from salesfrontier.stochastic.likelihood import (
    SMALLEST,
    STEPS,
    Inefficiency,
    Likelihood,
    Optimum,
    climb,
)
from salesfrontier.stochastic.results import Spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.designs import Design

    Floats = NDArray[np.float64]

LOG_TWO_PI_E = float(np.log(2 * np.pi) + 1)
FAR = 15.0
"""Spreads below zero from which a truncated normal is as good as exponential."""
EXACT = 1e-10
"""A rest below this share of the output's spread is rounding: there is no noise."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Start:
    """What least squares leave.

    Attributes
    ----------
    sign : float
        -1 for a cost, which is turned round so that inefficiency lowers it.
    coefficients : ndarray of float, shape (k,)
        Of the basis.
    residual : ndarray of float, shape (n,)
    spread : float
    skewness : float
    loglik : float
    """

    sign: float
    coefficients: Floats
    residual: Floats
    spread: float
    skewness: float
    loglik: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Estimate:
    """Parameters in the units of the design.

    Attributes
    ----------
    kind : Inefficiency
        What was estimated in the end.
    coefficients : ndarray of float, shape (k,)
    spread : Spread
    covariance : ndarray of float
        Of coefficients, sigma2, gamma (and mu); NaN where it cannot be told.
    loglik, slope : float
    steps : int
    found : bool
        Some inefficiency could be told from noise.
    """

    kind: Inefficiency
    coefficients: Floats
    spread: Spread
    covariance: Floats
    loglik: float
    slope: float
    steps: int
    found: bool


def least_squares(design: Design, *, cost: bool) -> Start:
    """Fit ordinary least squares on the orthogonal columns.

    Parameters
    ----------
    design : Design
    cost : bool

    Returns
    -------
    Start
        With a spread of 0 where there is no rest to split.
    """
    sign = -1.0 if cost else 1.0
    target = sign * design.target
    coefficients = design.basis.T @ target / design.n
    residual = target - design.basis @ coefficients
    spread = float(np.sqrt((residual**2).mean()))
    if not spread > EXACT * float(np.abs(target).max()):
        return Start(
            sign=sign,
            coefficients=coefficients,
            residual=np.zeros_like(residual),
            spread=0.0,
            skewness=np.nan,
            loglik=np.inf,
        )
    return Start(
        sign=sign,
        coefficients=coefficients,
        residual=residual,
        spread=spread,
        skewness=float((residual**3).mean() / spread**3),
        loglik=-0.5 * design.n * (LOG_TWO_PI_E + 2 * float(np.log(spread))),
    )


def _turned(design: Design, start: Start, optimum: Optimum) -> Floats:
    """Return how parameters of the design follow from those of the climb.

    Rows: coefficients, sigma2, gamma (and mu); columns: shifts, ln σv, ln σu (and μ).
    """
    wide = len(design.names)
    v, u = start.spread * np.exp(optimum.parameters[wide : wide + 2])
    both = u * u + v * v
    matrix = np.zeros((len(optimum.parameters), len(optimum.parameters)))
    matrix[:wide, :wide] = start.sign * start.spread * design.back(np.eye(wide))
    matrix[wide, wide : wide + 2] = 2 * v * v, 2 * u * u
    gain = 2 * u * u * v * v / both**2
    matrix[wide + 1, wide : wide + 2] = -gain, gain
    if len(optimum.parameters) > wide + 2:
        matrix[wide + 2, wide + 2] = start.spread
    return matrix


def _covariance(design: Design, start: Start, optimum: Optimum) -> Floats:
    """Invert the information; all NaN where it is not positive."""
    information = -design.n * optimum.bend
    turn = _turned(design, start, optimum)
    try:
        factor = cho_factor(information)
    except (LinAlgError, ValueError):
        return np.full_like(turn, np.nan)
    covariance: Floats = turn @ cho_solve(factor, turn.T)
    return covariance


def _no_inefficiency(design: Design, start: Start, kind: Inefficiency) -> Estimate:
    """Least squares are the most likely: all of the rest is noise."""
    wide = len(design.names)
    size = wide + 2 + (kind is Inefficiency.TRUNCATED_NORMAL)
    covariance = np.full((size, size), np.nan)
    if start.spread:
        turn = design.back(np.eye(wide)) * start.spread
        covariance[:wide, :wide] = turn @ turn.T / design.n
    return Estimate(
        kind=kind,
        coefficients=start.sign * design.back(start.coefficients),
        spread=Spread(noise=start.spread, inefficiency=0.0, mean=0.0),
        covariance=covariance,
        loglik=start.loglik,
        slope=0.0,
        steps=0,
        found=False,
    )


def _no_noise(design: Design, start: Start, kind: Inefficiency) -> Estimate:
    """The best units make the frontier: all of the rest is inefficiency."""
    edge = None
    if kind is not Inefficiency.TRUNCATED_NORMAL:
        edge = find_edge(
            design.basis,
            start.residual / start.spread,
            exponential=kind is Inefficiency.EXPONENTIAL,
        )
    if edge is None:
        what = f"The {kind.value} frontier"
        raise ConvergenceError(what=what, steps=STEPS)
    size = len(design.names) + 2
    shift = start.spread * edge.shift
    return Estimate(
        kind=kind,
        coefficients=start.sign * design.back(start.coefficients + shift),
        spread=Spread(noise=0.0, inefficiency=start.spread * edge.spread, mean=0.0),
        covariance=np.full((size, size), np.nan),
        loglik=design.n * (edge.value - float(np.log(start.spread))),
        slope=np.nan,
        steps=0,
        found=True,
    )


def _at_top(
    design: Design, start: Start, optimum: Optimum, kind: Inefficiency
) -> Estimate:
    """Bring the parameters of a top home."""
    wide = len(design.names)
    v, u = (start.spread * np.exp(optimum.parameters[wide : wide + 2])).tolist()
    mean = optimum.parameters[wide + 2 :] * start.spread
    shift = start.spread * optimum.parameters[:wide]
    return Estimate(
        kind=kind,
        coefficients=start.sign * design.back(start.coefficients + shift),
        spread=Spread(noise=v, inefficiency=u, mean=float(mean.sum())),
        covariance=_covariance(design, start, optimum),
        loglik=design.n * (optimum.value - float(np.log(start.spread))),
        slope=optimum.slope,
        steps=optimum.steps,
        found=True,
    )


def runs_off(optimum: Optimum, kind: Inefficiency) -> bool:
    """Say whether a truncated normal is on its way to an exponential.

    Parameters
    ----------
    optimum : Optimum
    kind : Inefficiency

    Notes
    -----
    With μ far below zero only the tail of the normal is left, which is exponential with
    mean σu² / |μ|; the likelihood then rises to that of the exponential and has no top.
    """
    if kind is not Inefficiency.TRUNCATED_NORMAL:
        return False
    spread = float(np.exp(optimum.parameters[-2]))
    return float(optimum.parameters[-1]) < -FAR * spread


def estimate(design: Design, start: Start, kind: Inefficiency) -> Estimate:
    """Climb to the most likely parameters, and bring them home.

    Parameters
    ----------
    design : Design
    start : Start
    kind : Inefficiency

    Raises
    ------
    ConvergenceError

    Notes
    -----
    Five answers are possible: a top between the edges; no inefficiency (least
    squares), the rule where they lean to the wrong side; no noise, in small samples;
    neither, where the columns give the output exactly; and for a truncated normal that
    rises without end as μ falls, the exponential that it becomes.
    """
    if not start.spread:
        return _no_inefficiency(design, start, kind)
    likelihood = Likelihood(
        kind=kind, basis=design.basis, residual=start.residual / start.spread
    )
    optimum = climb(likelihood)
    top = _at_top(design, start, optimum, kind)
    gained = top.loglik > start.loglik + EXACT * design.n
    if not gained or top.spread.inefficiency < SMALLEST * start.spread:
        return _no_inefficiency(design, start, kind)
    if optimum.settled:
        return top
    if start.skewness >= 0:
        return _no_inefficiency(design, start, kind)
    if runs_off(optimum, kind):
        return estimate(design, start, Inefficiency.EXPONENTIAL)
    return _no_noise(design, start, kind)
