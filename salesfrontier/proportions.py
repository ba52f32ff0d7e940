"""Whether groups differ in a share, or chance explains what is seen.

Pearson's test of one table of groups by yes and no. With ``x`` of ``n`` cases in a
group and the share ``p`` of all cases together ::

    χ² = Σ (x - n p)² / (n p (1 - p))        groups - 1 degrees of freedom

A group is called above or below the others only when the test finds a difference at
all and its own interval does not meet the interval of all others together. Nothing
else is ranked: of thirty equal groups somebody is always first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import chdtrc

from salesfrontier.errors import ConstantError, DuplicateIdError, NumberError
from salesfrontier.intervals import LEVEL, Share, check_level, wilson_band
from salesfrontier.outcomes.cases import plain_column, same_length
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

FEW_EXPECTED = 5.0
FEW_SHARE = 0.20


class ComparisonVerdict(StrEnum):
    """What the test allows to say.

    ``differ``: chance alone is an unlikely explanation. ``alike``: it is not, which
    proves no equality. ``thin``: too few cases are expected in too many cells for the
    test to mean much. ``single``: fewer than two groups with cases, or every case
    alike.
    """

    DIFFER = "differ"
    ALIKE = "alike"
    THIN = "thin"
    SINGLE = "single"


class GroupStanding(StrEnum):
    """Where a group's interval lies against that of all others together."""

    ABOVE = "above"
    WITH = "with"
    BELOW = "below"


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """One group: its share with Wilson's interval, and what may be said of it."""

    name: str
    successes: int
    cases: int
    share: Share
    standing: GroupStanding


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """The test and its groups.

    Attributes
    ----------
    groups : tuple of Group
        In the order given, never by share; groups without a case are left out.
    empty : tuple of str
        The groups left out.
    chi2 : float or None
        None where there is nothing to test (`ComparisonVerdict.SINGLE`); so is `p`.
    df : int
    p : float or None
    smallest_expected : float
        The least count expected in a cell of the table.
    verdict : ComparisonVerdict
        `THIN` when a cell expects less than 1, or more than a fifth of them less
        than 5 (Cochran 1954); the figures stand all the same.
    alpha, level : float
    library_version : str
    """

    groups: tuple[Group, ...]
    empty: tuple[str, ...]
    chi2: float | None
    df: int
    p: float | None
    smallest_expected: float
    verdict: ComparisonVerdict
    alpha: float
    level: float
    library_version: str

    def to_columns(self) -> dict[str, list[object]]:
        """Return the groups as columns."""
        return {
            "name": [group.name for group in self.groups],
            "successes": [group.successes for group in self.groups],
            "cases": [group.cases for group in self.groups],
            "share": [group.share.value for group in self.groups],
            "low": [group.share.low for group in self.groups],
            "high": [group.share.high for group in self.groups],
            "standing": [str(group.standing) for group in self.groups],
        }


def _counts(name: str, given: ArrayLike) -> Floats:
    column = plain_column(name, given)
    if (column != np.floor(column)).any():
        raise NumberError(name, "not whole", np.flatnonzero(column % 1).tolist())
    return column


def _thin(expected: Floats) -> bool:
    few = float((expected < FEW_EXPECTED).mean())
    return bool(expected.min() < 1 or few > FEW_SHARE)


def _standings(won: Floats, cases: Floats, level: float) -> list[GroupStanding]:
    """Hold each group against all others together."""
    own = wilson_band(won, cases, level=level)
    rest = wilson_band(won.sum() - won, cases.sum() - cases, level=level)
    above, below = own.low > rest.high, own.high < rest.low
    places = np.where(above, 2, np.where(below, 0, 1))
    order = (GroupStanding.BELOW, GroupStanding.WITH, GroupStanding.ABOVE)
    return [order[place] for place in places.tolist()]


def compare_proportions(
    *,
    names: Sequence[str],
    successes: ArrayLike,
    cases: ArrayLike,
    alpha: float = 0.05,
    level: float = LEVEL,
) -> Comparison:
    """Test whether groups share one proportion.

    Parameters
    ----------
    names : sequence of str, length g
        Unique.
    successes, cases : array_like of int, shape (g,)
        Counts, ``successes ≤ cases``.
    alpha : float
        Below this p the groups are said to differ.
    level : float
        Of the intervals.

    Returns
    -------
    Comparison

    Raises
    ------
    LengthError, NoCasesError, NumberError, DuplicateIdError, ConstantError

    Notes
    -----
    Cases must be independent; deals of one customer often are not, and then p is too
    small. Cost O(g). Sources: Pearson (1900), Philosophical Magazine 50, 157-175;
    Cochran (1954), Biometrics 10, 417-451; Wilson (1927), Journal of the American
    Statistical Association 22, 209-212.

    Examples
    --------
    Two groups of 20 cases, 15 and 5 won. Half of 40 are won, so 10 are expected in each
    cell and χ² = 4 x 25 / 10 = 10.

    >>> found = compare_proportions(names="ab", successes=[15, 5], cases=[20, 20])
    >>> found.chi2, found.df, round(found.p, 4), str(found.verdict)
    (10.0, 1, 0.0016, 'differ')
    >>> [str(group.standing) for group in found.groups]
    ['above', 'below']
    """
    check_level(level)
    if not 0 < alpha < 1:
        raise ConstantError(name="alpha", value=alpha, wanted="between 0 and 1")
    labels = [str(name) for name in names]
    if repeated := [name for name, times in Counter(labels).items() if times > 1]:
        raise DuplicateIdError(repeated)
    won, n = _counts("successes", successes), _counts("cases", cases)
    same_length("successes", won, len(labels))
    same_length("cases", n, len(labels))
    if (won > n).any():
        rows = np.flatnonzero(won > n).tolist()
        raise NumberError(column="successes", trouble="more than the cases", ids=rows)
    return _compared(labels, won, n, alpha=alpha, level=level)


def _groups(
    names: list[str], won: Floats, n: Floats, *, differ: bool, level: float
) -> tuple[Group, ...]:
    """Give each group its interval and, where the test allows it, its standing."""
    alike = [GroupStanding.WITH] * len(names)
    standings = _standings(won, n, level) if differ else alike
    band = wilson_band(won, n, level=level)
    return tuple(
        Group(
            name=name,
            successes=int(won[at]),
            cases=int(n[at]),
            share=band.share(float(won[at] / n[at]), at),
            standing=standings[at],
        )
        for at, name in enumerate(names)
    )


def _compared(
    labels: list[str], won: Floats, n: Floats, *, alpha: float, level: float
) -> Comparison:
    used = n > 0
    kept = [name for name, has in zip(labels, used.tolist(), strict=True) if has]
    won, n = won[used], n[used]
    share = float(won.sum() / n.sum()) if kept else 0.0
    expected = np.concatenate([n * share, n * (1 - share)]) if kept else np.zeros(1)
    df = max(len(kept) - 1, 0)
    chi2 = p = None
    verdict = ComparisonVerdict.SINGLE
    if df and 0 < share < 1:
        chi2 = float(((won - n * share) ** 2 / (n * share * (1 - share))).sum())
        p = float(chdtrc(df, chi2))
        verdict = ComparisonVerdict.DIFFER if p < alpha else ComparisonVerdict.ALIKE
        verdict = ComparisonVerdict.THIN if _thin(expected) else verdict
    differ = verdict is ComparisonVerdict.DIFFER
    return Comparison(
        groups=_groups(kept, won, n, differ=differ, level=level),
        empty=tuple(name for name in labels if name not in set(kept)),
        chi2=chi2,
        df=df,
        p=p,
        smallest_expected=float(expected.min()),
        verdict=verdict,
        alpha=alpha,
        level=level,
        library_version=__version__,
    )
