"""What may be asked of a stochastic frontier, and what its answer should carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.envelope.fitting import SMALL_SAMPLE
from salesfrontier.envelope.results import FitWarning
from salesfrontier.errors import ConstantError
from salesfrontier.intervals import LEVEL, check_level
from salesfrontier.stochastic.likelihood import Inefficiency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from salesfrontier.stochastic.results import StochasticFit


@dataclass(frozen=True, kw_only=True, slots=True)
class StochasticRules:
    """The choices that most callers leave alone.

    Attributes
    ----------
    log : bool
        Take logarithms of all figures, which must be above zero.
    cost : bool
        The output is a cost: inefficiency raises it.
    level : float
        Of the intervals of scores, between 0 and 1.

    Raises
    ------
    ConstantError

    Examples
    --------
    >>> StochasticRules(log=True).level
    0.95
    """

    log: bool = False
    cost: bool = False
    level: float = LEVEL

    def __post_init__(self) -> None:
        """Refuse a level that is none."""
        check_level(self.level)


DEFAULT_RULES = StochasticRules()


def kind_of(inefficiency: str) -> Inefficiency:
    """Read the name of a distribution.

    Raises
    ------
    ConstantError
    """
    if inefficiency not in set(Inefficiency):
        wanted = f"one of {', '.join(Inefficiency)}"
        raise ConstantError(name="inefficiency", value=inefficiency, wanted=wanted)
    return Inefficiency(inefficiency)


EXPONENTIAL = (
    "The truncated normal has no top: its likelihood rises without end as the mean "
    "falls, until it is the exponential, which stands here instead."
)
SKEWED = (
    "Wrong skewness: the rest of least squares leans {skewness:+.3f}, away from the "
    "side ({side} the frontier) on which inefficiency lies. Look for missing columns, "
    "outliers, or figures that want logarithms."
)
NO_INEFFICIENCY = (
    "No inefficiency can be told from noise: the most likely frontier is least "
    "squares, and every unit scores 1 without an interval."
)
EXACT_LINE = (
    "The line meets every unit exactly: neither noise nor inefficiency is there to be "
    "told apart. Every unit scores 1, without interval, likelihood or standard errors. "
    "Look whether the output was computed from the inputs."
)
NO_NOISE = (
    "No noise can be told from inefficiency: the likelihood rises until the best "
    "units make the frontier. Scores stand without intervals and coefficients without "
    "standard errors; more units would help."
)
FLAT = "The likelihood is flat where it is largest: no standard errors."
BLIND = "The frontier of these units is not above zero, so a share of it is none."


def _edges(fit: StochasticFit, *, found: bool) -> Iterator[FitWarning]:
    """Say which edge the estimate stands on, if any."""
    if not fit.spread.total:
        yield FitWarning(code="exact_line", text=EXACT_LINE)
    elif not found:
        yield FitWarning(code="no_inefficiency", text=NO_INEFFICIENCY)
    elif not fit.spread.noise:
        yield FitWarning(code="no_noise", text=NO_NOISE)
    elif not np.isfinite(fit.covariance).all():
        yield FitWarning(code="flat_likelihood", text=FLAT)


def note_fit(
    fit: StochasticFit, *, found: bool, asked: Inefficiency
) -> Iterator[FitWarning]:
    """Say what a reader of the fit should know.

    Parameters
    ----------
    fit : StochasticFit
    found : bool
        Some inefficiency could be told from noise.
    asked : Inefficiency

    Yields
    ------
    FitWarning
    """
    if fit.n < SMALL_SAMPLE:
        text = f"Only {fit.n} units; with fewer than {SMALL_SAMPLE} show points only."
        yield FitWarning(code="small_sample", text=text)
    if fit.inefficiency is not asked:
        yield FitWarning(code="became_exponential", text=EXPONENTIAL)
    if fit.skewness >= 0:
        side = "above" if fit.cost else "below"
        text = SKEWED.format(skewness=fit.skewness, side=side)
        yield FitWarning(code="wrong_skewness", text=text)
    yield from _edges(fit, found=found)
    blind = tuple(fit.ids[at] for at in np.flatnonzero(np.isnan(fit.score)).tolist())
    if blind:
        yield FitWarning(code="no_score", text=BLIND, ids=blind)
