"""Whether forecasts know more than the one share of all cases.

The Brier score is the mean of (forecast - outcome)², outcome 1 for won and 0 for not.
Each case is forecast without itself, so that nothing is rewarded for knowing the
answer: by the share of all other cases, and by the re-fit of its cell from the others.
The gain of a forecast is the score of the plain share minus its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.chances.refitting import DEFAULT_CHANCES, ChanceRules, read_cells
from salesfrontier.errors import NumberError
from salesfrontier.intervals import two_sided
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from salesfrontier.chances.refitting import Cells

    Floats = NDArray[np.float64]


class SkillVerdict(StrEnum):
    """What the interval of a gain allows to say.

    ``skill``: better than the plain share. ``none``: not told apart from it.
    ``worse``: worse than it. ``few``: too few cases.
    """

    SKILL = "skill"
    NONE = "none"
    WORSE = "worse"
    FEW = "few"


@dataclass(frozen=True, kw_only=True, slots=True)
class Gain:
    """A forecast's Brier score, and what it gains on the plain share."""

    brier: float
    gain: float
    low: float
    high: float
    verdict: SkillVerdict


@dataclass(frozen=True, kw_only=True, slots=True)
class ForecastSkill:
    """The priors and the re-fit against the plain share of all cases.

    Attributes
    ----------
    n : int
        Closed cases.
    share : float or None
        Won of all; None without a case, and so are the scores.
    brier : float or None
        Of the plain share, each case forecast by the others.
    priors, refit : Gain or None
    rules : ChanceRules
    library_version : str
    """

    n: int
    share: float | None
    brier: float | None
    priors: Gain | None
    refit: Gain | None
    rules: ChanceRules
    library_version: str


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class _Errors:
    """Squared errors of each cell's won cases, and of the others."""

    won: Floats
    lost: Floats

    @classmethod
    def of(cls, when_won: Floats, when_lost: Floats) -> _Errors:
        return cls(won=(1 - when_won) ** 2, lost=when_lost**2)

    def mean(self, cells: Cells) -> float:
        lost = cells.cases - cells.won
        total = (self.won * cells.won + self.lost * lost).sum()
        return float(total / cells.cases.sum())


def _gain(plain: _Errors, own: _Errors, cells: Cells, rules: ChanceRules) -> Gain:
    """Compare case by case; the interval is normal."""
    n = cells.cases.sum()
    lost = cells.cases - cells.won
    when_won, when_lost = plain.won - own.won, plain.lost - own.lost
    gain = float((when_won * cells.won + when_lost * lost).sum() / n)
    squares = (when_won - gain) ** 2 * cells.won + (when_lost - gain) ** 2 * lost
    half = two_sided(rules.level) * float(np.sqrt(squares.sum() / max(n - 1, 1) / n))
    verdict = SkillVerdict.NONE
    if n < rules.enough:
        verdict = SkillVerdict.FEW
    elif gain - half > 0:
        verdict = SkillVerdict.SKILL
    elif gain + half < 0:
        verdict = SkillVerdict.WORSE
    return Gain(
        brier=own.mean(cells), gain=gain, low=gain - half, high=gain + half,
        verdict=verdict,
    )  # fmt: skip


def judge_skill(
    *,
    names: Sequence[str],
    priors: ArrayLike,
    won: ArrayLike,
    cases: ArrayLike,
    rules: ChanceRules = DEFAULT_CHANCES,
) -> ForecastSkill:
    """Tell whether cells forecast better than one share for all.

    Parameters
    ----------
    names, priors, rules
        See `refit_chances`.
    won, cases : array_like of int, shape (c,)
        Closed cases; whole numbers.

    Returns
    -------
    ForecastSkill

    Raises
    ------
    LengthError, NoCasesError, NumberError, DuplicateIdError

    Notes
    -----
    Cost O(c). Cases are taken for independent. Sources: Brier (1950), Monthly Weather
    Review 78, 1-3; leaving one out: Stone (1974), Journal of the Royal Statistical
    Society B 36, 111-147.

    Examples
    --------
    Two cells that differ as told, and two of which nobody can tell anything.

    >>> cells = {"names": "ab", "priors": [0.5, 0.9]}
    >>> str(judge_skill(**cells, won=[20, 54], cases=[40, 60]).refit.verdict)
    'skill'
    >>> str(judge_skill(**cells, won=[30, 45], cases=[40, 60]).refit.verdict)
    'none'
    """
    cells = read_cells(names=names, priors=priors, won=won, cases=cases)
    for column, given in (("won", cells.won), ("cases", cells.cases)):
        if (given % 1).any():
            raise NumberError(column, "not whole", np.flatnonzero(given % 1).tolist())
    n, total = float(cells.cases.sum()), float(cells.won.sum())
    share = brier = by_prior = by_refit = None
    if n > 1:
        flat = np.ones_like(cells.prior)
        plain = _Errors.of(flat * (total - 1) / (n - 1), flat * total / (n - 1))
        share, brier = total / n, plain.mean(cells)
        prior = _Errors.of(cells.prior, cells.prior)
        by_prior = _gain(plain, prior, cells, rules)
        by_refit = _gain(plain, _left_out(cells, rules.strength), cells, rules)
    return ForecastSkill(
        n=int(n), share=share, brier=brier, priors=by_prior, refit=by_refit,
        rules=rules, library_version=__version__,
    )  # fmt: skip


def _left_out(cells: Cells, strength: float) -> _Errors:
    """Forecast each case by the re-fit of its cell without it."""
    weight = strength + np.maximum(cells.cases - 1, 0)
    base = strength * cells.prior
    return _Errors.of(
        (base + np.maximum(cells.won - 1, 0)) / weight,
        (base + cells.won) / weight,
    )
