"""Chances of cells from cases of which some are still open.

Closed cases alone would say too much: what drags on is not like what is closed. So
each cell gets its own cumulative incidence of won up to a horizon, ``W`` with variance
``V``, and counts as the number of fully watched cases that would tell as much ::

    cases = W (1 - W) / V        won = W cases

Without open cases this is exactly the number of cases and of those won.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.chances.refitting import (
    DEFAULT_CHANCES,
    ChanceRules,
    Chances,
    refit_chances,
)
from salesfrontier.outcomes.cases import read_cases, read_places
from salesfrontier.outcomes.incidence import fit_incidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from salesfrontier.outcomes.cases import Cases
    from salesfrontier.outcomes.results import Incidence


@dataclass(frozen=True, kw_only=True, slots=True)
class WorthOfCases:
    """What the cases of one cell are worth, by a horizon.

    Attributes
    ----------
    won, cases : float
        As if each had been watched to the horizon.
    closed : int
    followed : bool
        Somebody was watched to the horizon, or all were closed before.
    """

    won: float
    cases: float
    closed: int
    followed: bool


NOTHING = WorthOfCases(won=0.0, cases=0.0, closed=0, followed=False)


def worth_of(fit: Incidence, *, horizon: float) -> WorthOfCases:
    """Count the fully watched cases that would tell as much as these.

    Parameters
    ----------
    fit : Incidence
    horizon : float
        Days; where nobody was watched so far, the last day somebody was.

    Notes
    -----
    Never more than the cases there are; where none, or all, were won, those whose fate
    is known. Cost O(log k).

    Examples
    --------
    >>> from salesfrontier import fit_incidence
    >>> fit = fit_incidence(days=[3, 4, 5, 6], outcomes=[1, 2, 2, 2])
    >>> found = worth_of(fit, horizon=90)
    >>> round(found.won, 9), round(found.cases, 9), found.closed
    (1.0, 4.0, 4)
    """
    until = float(np.clip(horizon, 0, fit.time[-1]))
    row = int(np.searchsorted(fit.time, until, side="right")) - 1
    closed = int((fit.won.count + fit.lost.count)[: row + 1].sum())
    known = fit.known(np.array([until])).item()
    if row < 0:
        return NOTHING
    share, variance = fit.won.share.item(row), fit.won.variance.item(row)
    cases = known
    if 0 < share < 1 and variance > 0:
        cases = min(share * (1 - share) / variance, float(fit.n))
    followed = horizon <= fit.last_day
    return WorthOfCases(
        won=share * cases, cases=cases, closed=closed, followed=followed
    )


def _worth_of_cells(
    cases: Cases, cells: NDArray[np.int64], count: int, horizon: float
) -> list[WorthOfCases]:
    order = np.argsort(cells, kind="stable")
    bounds = np.searchsorted(cells[order], np.arange(count + 1))
    found = []
    for first, last in pairwise(bounds.tolist()):
        own = order[first:last]
        if not len(own):
            found.append(NOTHING)
            continue
        fit = fit_incidence(days=cases.days[own], outcomes=cases.outcomes[own])
        found.append(worth_of(fit, horizon=horizon))
    return found


def chances_of_cases(
    *,
    names: Sequence[str],
    priors: ArrayLike,
    cells: ArrayLike,
    days: ArrayLike,
    outcomes: ArrayLike,
    horizon: float,
    rules: ChanceRules = DEFAULT_CHANCES,
) -> Chances:
    """Fit the chance of each cell anew from cases, open ones among them.

    Parameters
    ----------
    names : sequence of str, length c
    priors : array_like, shape (c,)
    cells : array_like of int, shape (n,)
        The position of each case's cell in `names`.
    days, outcomes : array_like, shape (n,)
        See `fit_incidence`.
    horizon : float
        Days by which a case is to be won. A cell nobody was watched in so long keeps
        its prior: its ``closed`` is 0.
    rules : ChanceRules

    Returns
    -------
    Chances

    Raises
    ------
    LengthError, NoCasesError, NumberError, OutcomeError, DuplicateIdError

    Notes
    -----
    Cost O(n log n + c).

    Examples
    --------
    >>> found = chances_of_cases(
    ...     names=["small 50", "large 90"], priors=[0.5, 0.9], cells=[0] * 4 + [1] * 40,
    ...     days=[7] * 44, outcomes=[1, 2, 2, 2] + [1] * 20 + [2] * 20, horizon=30,
    ... )
    >>> found.used.round(2).tolist(), [str(verdict) for verdict in found.verdicts]
    ([0.5, 0.58], ['few', 'lower'])
    """
    checked = read_cases(days=days, outcomes=outcomes)
    place = read_places("cells", cells, len(checked.days), len(names))
    worth = _worth_of_cells(checked, place, len(names), horizon)
    return refit_chances(
        names=names,
        priors=priors,
        won=[one.won for one in worth],
        cases=[one.cases for one in worth],
        closed=[one.closed if one.followed else 0 for one in worth],
        rules=rules,
    )
