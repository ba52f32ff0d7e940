"""Which open cases are late, and which are as good as over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import ConstantError
from salesfrontier.outcomes.outlook import WITHIN, check_within, last_won, look_ahead

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from salesfrontier.outcomes.outlook import Outlook
    from salesfrontier.outcomes.results import Incidence

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

    within: float = WITHIN
    hopeless: float = 0.05
    stale_quantile: float = 0.90
    enough: int = 30

    def __post_init__(self) -> None:
        """Refuse constants that mean nothing."""
        check_within(self.within)
        for name in ("hopeless", "stale_quantile"):
            value = getattr(self, name)
            if not 0 < value < 1:
                raise ConstantError(name=name, value=value, wanted="between 0 and 1")
        if self.enough < 1:
            wanted = "one case or more"
            raise ConstantError(name="enough", value=self.enough, wanted=wanted)


DEFAULT_AGING = AgingRules()


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


def _stale_after(fit: Incidence, quantile: float) -> float:
    """Return the first day by which this share of all wins has come."""
    wanted = quantile * fit.won.share[-1] * (1 - ROUNDING)
    return fit.time.item(np.searchsorted(fit.won.share, wanted, side="left"))


def _zombie_after(fit: Incidence, after: float, rules: AgingRules) -> float | None:
    """Return the whole day from which on no case has a chance worth naming."""
    last = min(np.ceil(last_won(fit)), LONGEST_GRID)
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
