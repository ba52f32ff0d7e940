"""The density of noise minus inefficiency, with first and second derivatives.

A residual is ``e = v - u``: noise ``v ~ N(0, σv²)`` and inefficiency ``u ≥ 0``. With
``σ² = σu² + σv²``, ``r = σv / σu`` and Φ the normal distribution ::

    half-normal        u ~ N⁺(0, σu²):   the next one with μ = 0
    truncated-normal   u ~ N⁺(μ, σu²):  ln f = -½ ln 2πσ² - (e + μ)² / 2σ²
                                               + ln Φ((μ r - e / r) / σ) - ln Φ(μ / σu)
    exponential        u ~ Exp(σu):     ln f = -ln σu + ½ r² + e / σu
                                               + ln Φ(-e / σv - r)

Derivatives are taken in ``(e, ln σv, ln σu, μ)``: 4 first and 10 second ones a unit.
Where ``g = φ / Φ``, the derivative of ``ln Φ(a)`` is ``g a'`` and the second one
``g a'' - g (g + a) a' a'``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import erfcx, log_ndtr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Pair = tuple[int, int]

E, LV, LU, MU = range(4)
LOG_TWO_PI = float(np.log(2 * np.pi))


@dataclass(frozen=True, kw_only=True, eq=False)
class Terms:
    """Value, first and second derivatives of a sum of terms, one entry a unit.

    Attributes
    ----------
    value : ndarray of float, shape (n,)
    first : dict of int to ndarray
    second : dict of (int, int) to ndarray
        Keys in rising order; what is absent is zero.
    """

    value: Floats
    first: dict[int, Floats]
    second: dict[Pair, Floats]

    def plus(self, other: Terms, sign: float = 1.0) -> Terms:
        """Add another sum."""
        first, second = dict(self.first), dict(self.second)
        for key, part in other.first.items():
            first[key] = first[key] + sign * part if key in first else sign * part
        for pair, part in other.second.items():
            kept = second[pair] + sign * part if pair in second else sign * part
            second[pair] = kept
        return Terms(value=self.value + sign * other.value, first=first, second=second)


def mills(a: Floats) -> Floats:
    """Return φ(a) / Φ(a), without overflow anywhere.

    Examples
    --------
    >>> mills(np.array([0.0, -40.0])).round(3).tolist()
    [0.798, 40.025]
    """
    ratio: Floats = np.sqrt(2 / np.pi) / erfcx(-a / np.sqrt(2))
    return ratio


def log_phi(inner: Terms) -> Terms:
    """Apply ln Φ to a term."""
    a = inner.value
    g = mills(a)
    bend = -g * (g + a)
    first = {key: g * part for key, part in inner.first.items()}
    second = {pair: g * part for pair, part in inner.second.items()}
    keys = sorted(inner.first)
    for place, one in enumerate(keys):
        for other in keys[place:]:
            more = bend * inner.first[one] * inner.first[other]
            pair = (one, other)
            second[pair] = second[pair] + more if pair in second else more
    return Terms(value=log_ndtr(a), first=first, second=second)


def _normal_part(e: Floats, v: float, u: float, mu: float) -> Terms:
    """Write -½ ln 2πσ² - (e + μ)² / 2σ²."""
    both = u * u + v * v
    p, q = v * v / both, u * u / both
    w = e + mu
    z = w * w / both
    ones = np.ones_like(e)
    bow = 2 * p * q * (z - 1)
    return Terms(
        value=-0.5 * (LOG_TWO_PI + np.log(both) + z),
        first={E: -w / both, MU: -w / both, LV: p * (z - 1), LU: q * (z - 1)},
        second={
            (E, E): -ones / both,
            (E, MU): -ones / both,
            (MU, MU): -ones / both,
            (E, LV): 2 * w * p / both,
            (E, LU): 2 * w * q / both,
            (LV, MU): 2 * w * p / both,
            (LU, MU): 2 * w * q / both,
            (LV, LV): bow - 2 * p * p * z,
            (LV, LU): -bow - 2 * p * q * z,
            (LU, LU): bow - 2 * q * q * z,
        },
    )


def _mean_over_spread(e: Floats, v: float, u: float, mu: float) -> Terms:
    """Write (μ r - e / r) / σ, the mean of u given e over its spread."""
    both = u * u + v * v
    p, q, size, r = v * v / both, u * u / both, 1 / np.sqrt(both), v / u
    up, sum_ = mu * r - e / r, mu * r + e / r
    ones = np.ones_like(e)
    return Terms(
        value=size * up,
        first={
            E: -ones * size / r,
            MU: ones * size * r,
            LV: size * (sum_ - p * up),
            LU: size * (-sum_ - q * up),
        },
        second={
            (E, LV): ones * size * (1 + p) / r,
            (E, LU): ones * size * (q - 1) / r,
            (LV, MU): ones * size * r * (1 - p),
            (LU, MU): ones * size * r * (-1 - q),
            (LV, LV): size * (up - 2 * p * sum_ + (p * p - 2 * p * q) * up),
            (LV, LU): size * (-up - q * sum_ + p * sum_ + 3 * p * q * up),
            (LU, LU): size * (up + 2 * q * sum_ + (q * q - 2 * p * q) * up),
        },
    )


def truncated_normal(e: Floats, v: float, u: float, mu: float) -> Terms:
    """Return ln f and its derivatives for u ~ N⁺(μ, σu²).

    Parameters
    ----------
    e : ndarray of float, shape (n,)
        Residuals, noise minus inefficiency.
    v, u : float
        σv and σu, > 0.
    mu : float

    Notes
    -----
    Cost O(n). Source: Stevenson 1980, Journal of Econometrics 13(1), 57-66; with μ = 0
    Aigner, Lovell & Schmidt 1977, Journal of Econometrics 6(1), 21-37.
    """
    ones = np.ones_like(e)
    share = Terms(
        value=ones * (mu / u),
        first={MU: ones / u, LU: -ones * mu / u},
        second={(LU, MU): -ones / u, (LU, LU): ones * mu / u},
    )
    inner = log_phi(_mean_over_spread(e, v, u, mu))
    return _normal_part(e, v, u, mu).plus(inner).plus(log_phi(share), -1.0)


def exponential(e: Floats, v: float, u: float) -> Terms:
    """Return ln f and its derivatives for u exponential with mean σu.

    Parameters
    ----------
    e : ndarray of float, shape (n,)
    v, u : float

    Notes
    -----
    Cost O(n). Source: Meeusen & van den Broeck 1977, International Economic Review
    18(2), 435-444.
    """
    ones, r = np.ones_like(e), v / u
    inner = Terms(
        value=-e / v - r,
        first={E: -ones / v, LV: e / v - r, LU: ones * r},
        second={
            (E, LV): ones / v,
            (LV, LV): -e / v - r,
            (LV, LU): ones * r,
            (LU, LU): -ones * r,
        },
    )
    plain = Terms(
        value=-np.log(u) + 0.5 * r * r + e / u,
        first={E: ones / u, LV: ones * r * r, LU: -1 - r * r - e / u},
        second={
            (E, LU): -ones / u,
            (LV, LV): ones * 2 * r * r,
            (LV, LU): -ones * 2 * r * r,
            (LU, LU): 2 * r * r + e / u,
        },
    )
    return plain.plus(log_phi(inner))
