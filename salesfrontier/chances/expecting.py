"""What a pipeline is worth, and how far that may be wrong.

Two things are unsure: whether each case is won, and how good the chance of its cell
is; the second moves all cases of a cell together, and does not average out. With the
values ``v`` of a cell, its mean chance ``m``, the variance ``V`` of the chance, and
what age has left of it for each case, ``r`` ::

    expected = m Σ v r
    variance = Σ v² (r m - r² (m² + V)) + V (Σ v r)²        summed over cells
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import ConstantError
from salesfrontier.intervals import LEVEL, two_sided
from salesfrontier.outcomes.cases import plain_column, read_places, same_length
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from salesfrontier.chances.refitting import Chances

    Floats = NDArray[np.float64]

DRAWS = 10_000
AT_ONCE = 4_000_000


class Manner(StrEnum):
    """How an interval is made."""

    NORMAL = "normal"
    SIMULATION = "simulation"


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpectedValue:
    """The value of all open cases.

    Attributes
    ----------
    n : int
    total : float
        Of all values, as if every case were won; in the caller's unit, as all here.
    value, low, high : float
        Expected, and its interval, never below 0 or above `total`.
    spread : float
        Standard deviation; of it `from_cases` would be there even if the chances were
        known, `from_chances` because they are not: squares add up.
    from_cases, from_chances : float
    manner : Manner
    level : float
    library_version : str
    """

    n: int
    total: float
    value: float
    low: float
    high: float
    spread: float
    from_cases: float
    from_chances: float
    manner: Manner
    level: float
    library_version: str


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class _Portfolio:
    """Values and the cell of each."""

    values: Floats
    left: Floats
    cells: NDArray[np.int64]
    chances: Chances

    def sums(self, weights: Floats) -> Floats:
        found = np.bincount(self.cells, weights, len(self.chances.names))
        return found.astype(np.float64)


def _read(
    values: ArrayLike, cells: ArrayLike, left: ArrayLike | None, chances: Chances
) -> _Portfolio:
    """Check the columns; no case is surer than sure."""
    worth = plain_column("values", values)
    place = read_places("cells", cells, len(worth), len(chances.names))
    rest = np.ones_like(worth) if left is None else plain_column("left", left)
    same_length("left", rest, len(worth))
    mean = chances.used[place]
    return _Portfolio(
        values=worth, left=np.minimum(rest, 1 / mean), cells=place, chances=chances
    )


def expect_value(
    *,
    values: ArrayLike,
    cells: ArrayLike,
    chances: Chances,
    left: ArrayLike | None = None,
    rng: np.random.Generator | None = None,
    draws: int = DRAWS,
    level: float = LEVEL,
) -> ExpectedValue:
    """Expect the value of open cases, with an interval.

    Parameters
    ----------
    values : array_like, shape (n,)
        Finite, ≥ 0, one unit of money.
    cells : array_like of int, shape (n,)
        The position of each case's cell in ``chances.names``.
    chances : Chances
        Of new cases.
    left : array_like, shape (n,), optional
        What age has left of each case's chance (`chance_left`), ≥ 0; 1 for all when
        left out, which takes every case for new and expects too much of old ones.
    rng : numpy.random.Generator, optional
        With it the interval holds the middle of `draws` simulated outcomes, which is
        better for few or very unequal values. Without it the interval is normal.
    draws : int
    level : float

    Returns
    -------
    ExpectedValue

    Raises
    ------
    LengthError, NoCasesError, NumberError, ConstantError

    Notes
    -----
    Value and spread are exact in both manners; only `low` and `high` differ. What is
    left of a chance is taken for known, and never makes a case surer than sure.
    Cost O(n + c), simulated O(draws n). Source: the law of total variance.

    Examples
    --------
    >>> from salesfrontier import refit_chances
    >>> chances = refit_chances(names=["a"], priors=[0.5], won=[45], cases=[90])
    >>> found = expect_value(values=[100.0] * 50, cells=[0] * 50, chances=chances)
    >>> found.value, round(found.low), round(found.high)
    (2500.0, 1656, 3344)
    """
    z = two_sided(level)
    held = _read(values, cells, left, chances)
    a, b = chances.a, chances.b
    mean = a / (a + b)
    unsure = mean * (1 - mean) / (a + b + 1)
    aged, squares = held.values * held.left, held.values**2 * held.left
    sums = held.sums(aged)
    value = float((mean * sums).sum())
    from_chances = float((unsure * sums**2).sum())
    both = mean * held.sums(squares) - (mean**2 + unsure) * held.sums(aged**2)
    from_cases = max(float(both.sum()), 0.0)
    spread = float(np.sqrt(from_cases + from_chances))
    low, high = value - z * spread, value + z * spread
    if rng is not None:
        low, high = _simulated(held, rng, draws, (1 - level) / 2)
    total = float(held.values.sum())
    return ExpectedValue(
        n=len(held.values),
        total=total,
        value=value,
        low=max(low, 0.0),
        high=min(high, total),
        spread=spread,
        from_cases=float(np.sqrt(from_cases)),
        from_chances=float(np.sqrt(from_chances)),
        manner=Manner.NORMAL if rng is None else Manner.SIMULATION,
        level=level,
        library_version=__version__,
    )


def _simulated(
    held: _Portfolio, rng: np.random.Generator, draws: int, tail: float
) -> tuple[float, float]:
    """Draw a chance for each cell, then every case; return the middle."""
    if draws < 1 / tail:
        wanted = f"at least {int(np.ceil(1 / tail))}"
        raise ConstantError(name="draws", value=draws, wanted=wanted)
    step = max(AT_ONCE // len(held.values), 1)
    totals = []
    for first in range(0, draws, step):
        count = min(step, draws - first)
        chance = rng.beta(held.chances.a, held.chances.b, (count, len(held.chances.a)))
        own = chance[:, held.cells] * held.left
        won = rng.random((count, len(held.values))) < own
        totals.append(won @ held.values)
    found = np.quantile(np.concatenate(totals), [tail, 1 - tail])
    return found.item(0), found.item(1)
