"""What a pipeline is worth, and how far that may be wrong.

Two things are unsure: whether each case is won, and how good the chance of its cell
is; the second moves all cases of a cell together, and does not average out. With the
values ``v`` of a cell, its mean chance ``m`` and the variance ``V`` of the chance ::

    expected = m Σ v
    variance = (m (1 - m) - V) Σ v² + V (Σ v)²        summed over cells
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import ConstantError
from salesfrontier.intervals import LEVEL, two_sided
from salesfrontier.outcomes.cases import plain_column, read_places
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
    cells: NDArray[np.int64]
    chances: Chances

    def sums(self, weights: Floats) -> Floats:
        found = np.bincount(self.cells, weights, len(self.chances.names))
        return found.astype(np.float64)


def _read(values: ArrayLike, cells: ArrayLike, chances: Chances) -> _Portfolio:
    worth = plain_column("values", values)
    place = read_places("cells", cells, len(worth), len(chances.names))
    return _Portfolio(values=worth, cells=place, chances=chances)


def expect_value(
    *,
    values: ArrayLike,
    cells: ArrayLike,
    chances: Chances,
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
    Value and spread are exact in both manners; only `low` and `high` differ.
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
    held = _read(values, cells, chances)
    a, b = chances.a, chances.b
    mean = a / (a + b)
    unsure = mean * (1 - mean) / (a + b + 1)
    sums, squares = held.sums(held.values), held.sums(held.values**2)
    value = float((mean * sums).sum())
    from_chances = float((unsure * sums**2).sum())
    from_cases = float(((mean * (1 - mean) - unsure) * squares).sum())
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
        won = rng.random((count, len(held.values))) < chance[:, held.cells]
        totals.append(won @ held.values)
    found = np.quantile(np.concatenate(totals), [tail, 1 - tail])
    return found.item(0), found.item(1)
