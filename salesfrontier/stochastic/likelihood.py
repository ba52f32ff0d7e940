"""Find the parameters under which the residuals are most likely.

Everything is done on residuals of ordinary least squares, scaled to spread 1, and on
columns made orthogonal: the steps then do not depend on units of measure. Newton steps
with a trust region use the analytic second derivatives; a few plain Newton steps at the
end bring the slope to rounding.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from salesfrontier.stochastic.densities import (
    LU,
    LV,
    MU,
    E,
    Terms,
    exponential,
    truncated_normal,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEPS = 500
POLISH = 20
FLAT = 1e-9
"""Slope of the mean log-likelihood at which an estimate has settled."""
SMALLEST = 1e-3
"""Share of the spread below which inefficiency is none that could be told."""
MANY = 40_000
SHARES = (0.1, 0.3, 0.5, 0.7, 0.9, 0.97)


class Inefficiency(StrEnum):
    """How inefficiency is spread over units."""

    HALF_NORMAL = "half-normal"
    TRUNCATED_NORMAL = "truncated-normal"
    EXPONENTIAL = "exponential"


@dataclass(frozen=True, kw_only=True, eq=False)
class Likelihood:
    """The mean log-likelihood of scaled residuals.

    Attributes
    ----------
    kind : Inefficiency
    basis : ndarray of float, shape (n, k)
        Orthogonal columns of length √n.
    residual : ndarray of float, shape (n,)
        Of least squares, spread 1. Parameters are the shift of each coefficient, then
        ln σv, ln σu, and μ for the truncated normal.
    """

    kind: Inefficiency
    basis: Floats
    residual: Floats
    _seen: dict[bytes, Terms] = field(default_factory=dict, init=False, repr=False)

    @property
    def keys(self) -> tuple[int, ...]:
        """Name the parameters after the coefficients."""
        truncated = self.kind is Inefficiency.TRUNCATED_NORMAL
        return (LV, LU, MU) if truncated else (LV, LU)

    def terms(self, parameters: Floats) -> Terms:
        """Return log-density and derivatives of each residual.

        Value, slope and bend are asked for at the same place one after the other.
        """
        key = parameters.tobytes()
        if key not in self._seen:
            self._seen.clear()
            with np.errstate(all="ignore"):
                self._seen[key] = self._terms(parameters)
        return self._seen[key]

    def _terms(self, parameters: Floats) -> Terms:
        """Compute them."""
        wide = self.basis.shape[1]
        e = self.residual - self.basis @ parameters[:wide]
        v, u = np.exp(parameters[wide : wide + 2]).tolist()
        if self.kind is Inefficiency.EXPONENTIAL:
            return exponential(e, v, u)
        mu = parameters[wide + 2] if len(parameters) > wide + 2 else 0.0
        return truncated_normal(e, v, u, float(mu))

    def value(self, parameters: Floats) -> float:
        """Return the mean log-likelihood, -inf where it has none."""
        value = float(self.terms(parameters).value.mean())
        return value if np.isfinite(value) else -np.inf

    def slope(self, parameters: Floats) -> Floats:
        """Return its gradient."""
        first = self.terms(parameters).first
        tail = [first[key].mean() for key in self.keys]
        return np.concatenate([-self.basis.T @ first[E] / len(first[E]), tail])

    def bend(self, parameters: Floats) -> Floats:
        """Return its matrix of second derivatives."""
        second = self.terms(parameters).second
        n, wide = self.basis.shape
        size = wide + len(self.keys)
        matrix = np.zeros((size, size))
        weighted = self.basis * second[E, E][:, None]
        matrix[:wide, :wide] = self.basis.T @ weighted / n
        for at, key in enumerate(self.keys, wide):
            side = -self.basis.T @ second[E, key] / n if (E, key) in second else 0.0
            matrix[:wide, at] = matrix[at, :wide] = side
            for other_at, other in enumerate(self.keys[: at - wide + 1], wide):
                pair = (min(key, other), max(key, other))
                part = second[pair].mean() if pair in second else 0.0
                matrix[at, other_at] = matrix[other_at, at] = part
        return matrix


@dataclass(frozen=True, kw_only=True, eq=False)
class Optimum:
    """The most likely parameters.

    Attributes
    ----------
    parameters : ndarray of float
    value : float
        Mean log-likelihood.
    slope : float
        Largest figure of its gradient there.
    bend : ndarray of float
        Second derivatives.
    steps : int
    """

    parameters: Floats
    value: float
    slope: float
    bend: Floats
    steps: int

    @property
    def settled(self) -> bool:
        """Say whether it stands on a top, and not on a slope that leads away."""
        return self.slope <= FLAT


def _starts(likelihood: Likelihood) -> list[Floats]:
    """Guess from the moments, for several shares of inefficiency in the spread."""
    wide = likelihood.basis.shape[1]
    found = []
    for share in SHARES:
        if likelihood.kind is Inefficiency.EXPONENTIAL:
            spread, mean = 1.0, np.sqrt(share)
        else:
            spread = 1.0 / (1.0 - 2.0 * share / np.pi)
            mean = np.sqrt(2.0 * share * spread / np.pi)
        start = np.zeros(wide + 2)
        # The first column of the basis is the intercept, up to its sign.
        start[:wide] = mean * likelihood.basis.mean(axis=0)
        start[wide] = 0.5 * np.log(spread * (1.0 - share))
        start[wide + 1] = 0.5 * np.log(spread * share)
        found.append(start)
    return found


def _with_means(likelihood: Likelihood) -> list[Floats]:
    """Start a truncated normal from the half-normal, with means below and above."""
    half = Likelihood(
        kind=Inefficiency.HALF_NORMAL,
        basis=likelihood.basis,
        residual=likelihood.residual,
    )
    begin = climb(half).parameters
    spread = float(np.exp(begin[-1]))
    return [np.append(begin, mean * spread) for mean in (0.0, -1.0, -3.0, 0.5, 1.0)]


def _thinned(likelihood: Likelihood) -> Likelihood:
    """Take every so many units: a good guess need not look at all of them."""
    step = -(-len(likelihood.residual) // (MANY // 2))
    return Likelihood(
        kind=likelihood.kind,
        basis=likelihood.basis[::step],
        residual=likelihood.residual[::step],
    )


def _polish(likelihood: Likelihood, parameters: Floats) -> Floats:
    """Take plain Newton steps while they help."""
    slope = likelihood.slope(parameters)
    for _ in range(POLISH):
        bend = likelihood.bend(parameters)
        if not np.isfinite(bend).all() or np.linalg.cond(bend) > 1 / FLAT**1.5:
            break
        step = parameters - np.linalg.solve(bend, slope)
        after = likelihood.slope(step)
        if not np.abs(after).max() < np.abs(slope).max():
            break
        parameters, slope = step, after
    return parameters


def _settle(likelihood: Likelihood, start: Floats) -> Optimum:
    """Climb from one guess."""
    found = minimize(
        lambda at: -likelihood.value(at),
        start,
        jac=lambda at: -likelihood.slope(at),
        hess=lambda at: -likelihood.bend(at),
        method="trust-exact",
        options={"maxiter": STEPS, "gtol": 1e-7, "max_trust_radius": 5.0},
    )
    parameters = _polish(likelihood, found.x)
    return Optimum(
        parameters=parameters,
        value=likelihood.value(parameters),
        slope=float(np.abs(likelihood.slope(parameters)).max()),
        bend=likelihood.bend(parameters),
        steps=int(found.nit),
    )


def climb(likelihood: Likelihood) -> Optimum:
    """Find the most likely parameters, as far as they can be found.

    Parameters
    ----------
    likelihood : Likelihood

    Returns
    -------
    Optimum
        Of the guesses tried in turn the first that settles; for the truncated normal,
        which has several tops, the highest of all.

    Notes
    -----
    Cost O(s n k²) for s steps, mostly 5 to 20.
    """
    truncated = likelihood.kind is Inefficiency.TRUNCATED_NORMAL
    if len(likelihood.residual) > MANY:
        guesses = [climb(_thinned(likelihood)).parameters]
    elif truncated:
        guesses = _with_means(likelihood)
    else:
        guesses = sorted(_starts(likelihood), key=likelihood.value, reverse=True)
    found: list[Optimum] = []
    for guess in guesses:
        found.append(_settle(likelihood, guess))
        if found[-1].settled and not truncated:
            break
    settled = [one for one in found if one.settled]
    return max(settled or found, key=lambda one: one.value)
