"""From a prior chance and a cell's own cases to a chance with its interval.

The chance of a cell is Beta(a, b). Before any case ``a = s p`` and ``b = s (1 - p)``:
the prior ``p`` weighs as much as ``s`` cases. Each case adds one to ``a`` when won, to
``b`` when not (Beta and binomial are conjugate) ::

    mean = (s p + won) / (s + cases)

The interval holds the middle of the beta distribution.

``s = 10`` unless told otherwise. A step between 50, 70 and 90 % is 20 points wide, and
the spread of Beta(7, 3) is 14: the prior claims about one step, no more. And thirty
cases, from which on own history counts at all, weigh three times as much.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betaincinv

from salesfrontier.errors import ConstantError, DuplicateIdError, NumberError
from salesfrontier.intervals import LEVEL, check_level
from salesfrontier.outcomes.cases import plain_column, same_length
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChanceRules:
    """The constants, all of them open to change.

    Attributes
    ----------
    strength : float
        Cases that the prior weighs as much as; > 0. Ours, see above.
    enough : int
        Closed cases below which the prior stands; ≥ 1. Method §3.9.
    level : float
        Of the intervals, between 0 and 1.

    Raises
    ------
    ConstantError

    Examples
    --------
    >>> ChanceRules(strength=4).enough
    30
    """

    strength: float = 10.0
    enough: int = 30
    level: float = LEVEL

    def __post_init__(self) -> None:
        """Refuse constants that mean nothing."""
        check_level(self.level)
        if not 0 < self.strength < np.inf:
            wanted = "a finite number of cases above 0"
            raise ConstantError(name="strength", value=self.strength, wanted=wanted)
        if self.enough < 1:
            wanted = "one case or more"
            raise ConstantError(name="enough", value=self.enough, wanted=wanted)


DEFAULT_CHANCES = ChanceRules()


class CellVerdict(StrEnum):
    """What own cases say of a prior.

    ``few``: too few closed cases, the prior stands. ``agrees``: it lies inside the
    interval. ``lower``, ``higher``: what happened lies below or above it.
    """

    FEW = "few"
    AGREES = "agrees"
    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Chances:
    """One chance a cell; read-only columns of shape (c,).

    Attributes
    ----------
    names : tuple of str, length c
    prior : ndarray of float
    won, cases : ndarray of float
        As given; not whole where they were worked out from an incidence.
    closed : ndarray of int
        Cases that count for "enough".
    mean, low, high : ndarray of float
        Of the re-fit, 0 to 1.
    a, b : ndarray of float
        The beta distribution that is used: the prior's where `few`.
    verdicts : tuple of CellVerdict, length c
    rules : ChanceRules
    library_version : str
    """

    names: tuple[str, ...]
    prior: Floats
    won: Floats
    cases: Floats
    closed: NDArray[np.int64]
    mean: Floats
    low: Floats
    high: Floats
    a: Floats
    b: Floats
    verdicts: tuple[CellVerdict, ...]
    rules: ChanceRules
    library_version: str

    @property
    def used(self) -> Floats:
        """The chance to count with: the prior where cases are few, else the mean."""
        return self.a / (self.a + self.b)

    def to_columns(self) -> dict[str, list[object]]:
        """Return the cells as columns."""
        names = ("prior", "won", "cases", "closed", "mean", "low", "high", "used")
        columns: dict[str, list[object]] = {"name": list(self.names)}
        columns |= {name: getattr(self, name).tolist() for name in names}
        return {**columns, "verdict": [str(verdict) for verdict in self.verdicts]}


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Cells:
    """Checked counts of cells."""

    names: tuple[str, ...]
    prior: Floats
    won: Floats
    cases: Floats


def read_cells(
    *, names: Sequence[str], priors: ArrayLike, won: ArrayLike, cases: ArrayLike
) -> Cells:
    """Check the columns of some cells and copy them.

    Raises
    ------
    LengthError, NoCasesError, NumberError, DuplicateIdError
    """
    labels = tuple(str(name) for name in names)
    if len(set(labels)) < len(labels):
        raise DuplicateIdError(sorted({n for n in labels if labels.count(n) > 1}))
    columns = {"priors": priors, "won": won, "cases": cases}
    read = {}
    for name, given in columns.items():
        read[name] = plain_column(name, given).astype(np.float64) + 0.0
        same_length(name, read[name], len(labels))
    outside = (read["priors"] <= 0) | (read["priors"] >= 1)
    for column, trouble, bad in (
        ("priors", "not between 0 and 1", outside),
        ("won", "more than the cases", read["won"] > read["cases"]),
    ):
        if bad.any():
            at = np.flatnonzero(bad).tolist()
            raise NumberError(column, trouble, [labels[place] for place in at])
    return Cells(
        names=labels, prior=read["priors"], won=read["won"], cases=read["cases"]
    )


def _verdicts(
    prior: Floats, low: Floats, high: Floats, few: NDArray[np.bool_]
) -> tuple[CellVerdict, ...]:
    order = (
        CellVerdict.FEW, CellVerdict.AGREES, CellVerdict.LOWER, CellVerdict.HIGHER,
    )  # fmt: skip
    place = np.select([few, high < prior, low > prior], [0, 2, 3], default=1)
    return tuple(order[one] for one in place.tolist())


def refit_chances(
    *,
    names: Sequence[str],
    priors: ArrayLike,
    won: ArrayLike,
    cases: ArrayLike,
    closed: ArrayLike | None = None,
    rules: ChanceRules = DEFAULT_CHANCES,
) -> Chances:
    """Fit the chance of each cell anew from its own cases.

    Parameters
    ----------
    names : sequence of str, length c
        Unique, such as ``"large 70"``.
    priors : array_like, shape (c,)
        What is believed before any case, between 0 and 1: 0.5, 0.7 or 0.9.
    won, cases : array_like, shape (c,)
        ``0 ≤ won ≤ cases``.
    closed : array_like of int, shape (c,), optional
        Closed cases of each cell; as `cases` when left out.
    rules : ChanceRules

    Returns
    -------
    Chances

    Raises
    ------
    LengthError, NoCasesError, NumberError, DuplicateIdError

    Notes
    -----
    Cost O(c). Sources: method §3.9 for the priors and for 30; the strength is ours.
    Gelman et al. (2013), *Bayesian Data Analysis*, chapter 2, for beta and binomial.

    Examples
    --------
    Forty cases of a cell believed to win in 90 of 100, twenty won: (9 + 20) / 50.

    >>> found = refit_chances(names=["large 90"], priors=[0.9], won=[20], cases=[40])
    >>> found.mean.tolist(), str(found.verdicts[0])
    ([0.58], 'lower')
    >>> f"{found.low[0]:.2f} to {found.high[0]:.2f}"
    '0.44 to 0.71'
    """
    cells = read_cells(names=names, priors=priors, won=won, cases=cases)
    counted = cells.cases if closed is None else plain_column("closed", closed)
    same_length("closed", counted, len(cells.names))
    before_a, before_b = (
        rules.strength * cells.prior,
        rules.strength * (1 - cells.prior),
    )
    a, b = before_a + cells.won, before_b + cells.cases - cells.won
    tail = (1 - rules.level) / 2
    low, high = betaincinv(a, b, tail), betaincinv(a, b, 1 - tail)
    few = counted < rules.enough
    columns = {
        "prior": cells.prior,
        "won": cells.won,
        "cases": cells.cases,
        "closed": np.array(counted, dtype=np.int64),
        "mean": a / (a + b),
        "low": low,
        "high": high,
        "a": np.where(few, before_a, a),
        "b": np.where(few, before_b, b),
    }
    for column in columns.values():
        column.flags.writeable = False
    return Chances(
        names=cells.names,
        verdicts=_verdicts(cells.prior, low, high, few),
        rules=rules,
        library_version=__version__,
        **columns,
    )
