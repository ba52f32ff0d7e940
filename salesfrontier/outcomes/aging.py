"""Which open cases are late, and which are as good as over.

Let ``W`` be the incidence of won and ``S`` the share still open. The chance that a
case open at age ``t`` is won within the next days, until ``T``, is ::

    (W(T) - W(t)) / S(t)

the cumulative incidence of those still open at ``t``, begun anew on that day; so its
variance is that of an incidence begun there.

Nobody older than the last day ``L`` on which one was ever won can be won by this
formula before the curve says so. Such a case is given the chance of one that has just
reached ``L``: whoever outlived every win seen is not taken for better than one younger.
With no win after ``L`` the estimate is 0, and its exact upper bound falls as more cases
were watched there in vain.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import ConstantError
from salesfrontier.intervals import loglog_band
from salesfrontier.outcomes.cases import plain_column
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from salesfrontier.outcomes.results import Incidence

    Floats = NDArray[np.float64]

LONGEST_GRID = 4000
ROUNDING = 1e-12


class AgeStanding(StrEnum):
    """What the age of an open case says.

    ``usual``: as old as others when they are won. ``stale``: older than most were.
    ``zombie``: stale, and hardly one in its place is ever won. ``unknown``: too few
    were won to say.
    """

    USUAL = "usual"
    STALE = "stale"
    ZOMBIE = "zombie"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class AgingRules:
    """The constants, all of them open to change; none is given by the method.

    Attributes
    ----------
    within : float
        Days ahead in which a case may be won; > 0.
    hopeless : float
        A zombie's chance lies below this even at the upper bound; 0 to 1.
    stale_quantile : float
        Stale is older than this share of the cases that are won were; 0 to 1.
    enough : int
        With fewer won cases nothing is said; ≥ 1.

    Raises
    ------
    ConstantError

    Examples
    --------
    >>> AgingRules(within=30).hopeless
    0.05
    """

    within: float = 90.0
    hopeless: float = 0.05
    stale_quantile: float = 0.90
    enough: int = 30

    def __post_init__(self) -> None:
        """Refuse constants that mean nothing."""
        if not 0 < self.within < np.inf:
            wanted = "a finite number of days above 0"
            raise ConstantError(name="within", value=self.within, wanted=wanted)
        for name in ("hopeless", "stale_quantile"):
            value = getattr(self, name)
            if not 0 < value < 1:
                raise ConstantError(name=name, value=value, wanted="between 0 and 1")
        if self.enough < 1:
            wanted = "one case or more"
            raise ConstantError(name="enough", value=self.enough, wanted=wanted)


DEFAULT_AGING = AgingRules()


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Outlook:
    """The chance of being won within some days, read-only columns of shape (m,).

    Attributes
    ----------
    ages : ndarray of float
        As given, days.
    chance, low, high : ndarray of float
        0 to 1. Where nobody was watched as far as ``age + within``, `chance` counts
        what was seen, and `high` lets everybody still open then be won.
    watched : ndarray of int
        Cases whose fate over the days ahead is known.
    within, level : float
    library_version : str
    """

    ages: Floats
    chance: Floats
    low: Floats
    high: Floats
    watched: NDArray[np.int64]
    within: float
    level: float
    library_version: str

    def to_columns(self) -> dict[str, list[float]]:
        """Return the columns as lists."""
        names = ("ages", "chance", "low", "high", "watched")
        return {name: getattr(self, name).tolist() for name in names}


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Aging:
    """Open cases and what their age says.

    Attributes
    ----------
    outlook : Outlook
    standings : tuple of AgeStanding, length m
        In the order of the ages given.
    stale_after : float or None
        A case older than this is stale; None when too few were won.
    zombie_after : float or None
        From this whole day on every case is a zombie; None when there is none.
    rules : AgingRules
    """

    outlook: Outlook
    standings: tuple[AgeStanding, ...]
    stale_after: float | None
    zombie_after: float | None
    rules: AgingRules

    def to_columns(self) -> dict[str, list[object]]:
        """Return the columns as lists."""
        columns: dict[str, list[object]] = {
            name: list(column) for name, column in self.outlook.to_columns().items()
        }
        return {**columns, "standing": [str(one) for one in self.standings]}


def _last_won(fit: Incidence) -> float:
    won = np.flatnonzero(fit.won.count)
    return fit.time.item(won[-1]) if len(won) else 0.0


def look_ahead(
    fit: Incidence, *, ages: ArrayLike, within: float = DEFAULT_AGING.within
) -> Outlook:
    """Estimate the chance of open cases to be won within some days.

    Parameters
    ----------
    fit : Incidence
    ages : array_like, shape (m,)
        Days since each case began; finite, ≥ 0.
    within : float
        Days ahead.

    Returns
    -------
    Outlook

    Raises
    ------
    LengthError, NoCasesError, NumberError, ConstantError

    Notes
    -----
    Cost O(k + m log k). Intervals as those of the incidence. Source: landmarking, van
    Houwelingen (2007), Scandinavian Journal of Statistics 34, 70-85; the rule for ages
    beyond the last win is ours.

    Examples
    --------
    Of ten cases one is won on day 1, and four of the nine others on day 5. A case that
    is two days old wins with a chance of 4/9; one that is six days old has outlived
    every win, and nobody was watched after day 5: nothing is known of it.

    >>> from salesfrontier import fit_incidence
    >>> fit = fit_incidence(days=[1] + [5] * 9, outcomes=[1] * 5 + [0] * 5)
    >>> found = look_ahead(fit, ages=[2, 6], within=3)
    >>> [round(one, 3) for one in found.chance.tolist()], found.high.tolist()[1]
    ([0.444, 0.0], 1.0)
    """
    AgingRules(within=within)
    asked = plain_column("ages", ages).astype(np.float64)
    start = np.minimum(asked, _last_won(fit))
    until = start + within
    seen = np.minimum(until, fit.time[-1])
    first = np.searchsorted(fit.time, start, side="right")
    last = np.maximum(np.searchsorted(fit.time, seen, side="right"), first)
    still = np.concatenate([[1.0], fit.open_share])
    left = np.where(still[first] > 0, still[first], 1.0)
    won = np.concatenate([[0.0], fit.won.share])
    chance = np.clip((won[last] - won[first]) / left, 0.0, 1.0)
    variance = fit.won.sums.between(first, last) / left**2
    watched = _watched(fit, first, until)
    band = loglog_band(chance, variance, trials=watched, level=fit.level)
    known = still[first] > 0
    short = until > fit.last_day
    spare = np.where(short, still[last] / left, 0.0)
    columns = {
        "ages": asked,
        "chance": chance,
        "low": np.where(known, band.low, 0.0),
        "high": np.where(known, np.minimum(band.high + spare, 1.0), 1.0),
        "watched": watched.astype(np.int64),
    }
    for column in columns.values():
        column.flags.writeable = False
    return Outlook(
        **columns, within=within, level=fit.level, library_version=__version__
    )


def _watched(fit: Incidence, first: NDArray[np.int64], until: Floats) -> Floats:
    """Count those open after the start who were not lost from sight before the end."""
    at_risk = np.concatenate([fit.table.at_risk, [0]])
    left = np.concatenate([[0], np.cumsum(fit.table.left_open)])
    end = np.maximum(np.searchsorted(fit.time, until, side="left"), first)
    return (at_risk[first] - (left[end] - left[first])).astype(np.float64)


def _stale_after(fit: Incidence, quantile: float) -> float:
    """Return the first day by which this share of all wins has come."""
    wanted = quantile * fit.won.share[-1] * (1 - ROUNDING)
    return fit.time.item(np.searchsorted(fit.won.share, wanted, side="left"))


def _zombie_after(fit: Incidence, after: float, rules: AgingRules) -> float | None:
    """Return the whole day from which on no case has a chance worth naming."""
    last = min(np.ceil(_last_won(fit)), LONGEST_GRID)
    days = np.arange(last + 1)
    high = look_ahead(fit, ages=days, within=rules.within).high
    hope = np.flatnonzero(high >= rules.hopeless)
    first = hope[-1] + 1 if len(hope) else 0
    if first >= len(days):
        return None
    return max(days.item(first), float(np.floor(after) + 1))


def judge_ages(
    fit: Incidence, *, ages: ArrayLike, rules: AgingRules = DEFAULT_AGING
) -> Aging:
    """Tell which open cases are stale, and which are zombies.

    Parameters
    ----------
    fit : Incidence
        Of cases like these; for time in a stage, of the days in that stage.
    ages : array_like, shape (m,)
        Days each open case is old.
    rules : AgingRules

    Returns
    -------
    Aging

    Raises
    ------
    LengthError, NoCasesError, NumberError

    Notes
    -----
    Stale: older than the day by which `stale_quantile` of all wins have come, counted
    from the incidence, so that open cases do not shorten it. Zombie: stale, and the
    upper bound of the chance lies below `hopeless`. A case that is not stale is never
    a zombie, however rare wins are. Cost O(k + m log k).

    Examples
    --------
    Forty cases won on day 10, two hundred watched to day 200 in vain.

    >>> from salesfrontier import fit_incidence
    >>> fit = fit_incidence(days=[10] * 40 + [200] * 200, outcomes=[1] * 40 + [0] * 200)
    >>> found = judge_ages(fit, ages=[3, 10, 11])
    >>> [str(one) for one in found.standings], found.stale_after, found.zombie_after
    (['usual', 'usual', 'zombie'], 10.0, 11.0)
    """
    outlook = look_ahead(fit, ages=ages, within=rules.within)
    if fit.won.count.sum() < rules.enough:
        return Aging(
            outlook=outlook,
            standings=(AgeStanding.UNKNOWN,) * len(outlook.ages),
            stale_after=None,
            zombie_after=None,
            rules=rules,
        )
    after = _stale_after(fit, rules.stale_quantile)
    stale = outlook.ages > after
    hopeless = outlook.high < rules.hopeless
    order = (AgeStanding.USUAL, AgeStanding.STALE, AgeStanding.ZOMBIE)
    places = stale.astype(np.int64) + (stale & hopeless)
    return Aging(
        outlook=outlook,
        standings=tuple(order[place] for place in places.tolist()),
        stale_after=after,
        zombie_after=_zombie_after(fit, after, rules),
        rules=rules,
    )
