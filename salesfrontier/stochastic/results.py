"""What a stochastic frontier returns: frozen, with names, never tuples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import ConstantError, UnknownUnitError
from salesfrontier.stochastic.scoring import condition

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.designs import Design
    from salesfrontier.envelope.results import FitWarning
    from salesfrontier.screening import DroppedRow
    from salesfrontier.stochastic.likelihood import Inefficiency

    Floats = NDArray[np.float64]
    UnitId = str | int


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """How the rest splits into noise and inefficiency.

    Attributes
    ----------
    noise, inefficiency : float
        σv and σu, in units of the (logarithm of the) output. For the exponential σu is
        mean and spread of u at once.
    mean : float
        μ of the truncated normal; 0 in the others.
    """

    noise: float
    inefficiency: float
    mean: float

    @property
    def total(self) -> float:
        """σ² = σu² + σv²."""
        return self.noise**2 + self.inefficiency**2

    @property
    def gamma(self) -> float:
        """σu² / σ², 0 to 1: how much of the rest is inefficiency; NaN of no rest."""
        total = self.total
        return self.inefficiency**2 / total if total else float("nan")


@dataclass(frozen=True, kw_only=True, slots=True)
class LikelihoodRatio:
    """Is there inefficiency at all? Twice the gain over least squares.

    Attributes
    ----------
    statistic : float
    p_value : float
        Under the mixture of chi-square distributions that holds at the edge of the
        range (Kodde & Palm 1986, Econometrica 54(5), 1243-1248).
    """

    statistic: float
    p_value: float


@dataclass(frozen=True, kw_only=True, eq=False)
class StochasticFit:
    """A frontier with noise and inefficiency told apart.

    Attributes
    ----------
    inefficiency : Inefficiency
    cost : bool
        The output is a cost: inefficiency raises it.
    design : Design
        Units, figures, names of the coefficients.
    coefficients, standard_errors : dict of str to float
        By name; ``sigma2`` and ``gamma`` (and ``mu``) have standard errors, too.
    covariance : ndarray of float, shape (k + 2 or 3, k + 2 or 3)
        In the order of `standard_errors`.
    spread : Spread
    loglik, loglik_ols : float
    ratio : LikelihoodRatio
    skewness : float
        Of the rest of least squares, with the sign it should have below zero.
    score, lower, upper : ndarray of float, shape (n,)
        Battese and Coelli's E[exp(-u)] with its interval under `log`; otherwise what
        is made as a share of the frontier, 1 - E[u] / frontier.
    expected_inefficiency : ndarray of float, shape (n,)
        Jondrow and others' E[u], in units of the (logarithm of the) output.
    residual : ndarray of float, shape (n,)
        Noise minus inefficiency (for a cost: actual minus frontier, turned round).
    frontier : ndarray of float, shape (n,)
        Both in units of the (logarithm of the) output.
    level : float
        Of the intervals.
    slope : float
        Largest slope of the mean log-likelihood where it settled: the proof.
    steps : int
    dropped, warnings : tuple
    library_version : str
    """

    inefficiency: Inefficiency
    cost: bool
    design: Design
    coefficients: dict[str, float]
    standard_errors: dict[str, float]
    covariance: Floats
    spread: Spread
    loglik: float
    loglik_ols: float
    ratio: LikelihoodRatio
    skewness: float
    score: Floats
    lower: Floats
    upper: Floats
    expected_inefficiency: Floats
    residual: Floats
    frontier: Floats
    level: float
    slope: float
    steps: int
    dropped: tuple[DroppedRow, ...]
    warnings: tuple[FitWarning, ...]
    library_version: str
    method: str = "sfa"

    @property
    def n(self) -> int:
        """Count the units."""
        return self.design.n

    @property
    def ids(self) -> tuple[UnitId, ...]:
        """Name the units."""
        return self.design.ids

    @property
    def sigma2(self) -> float:
        """σu² + σv²."""
        return self.spread.total

    @property
    def gamma(self) -> float:
        """σu² / (σu² + σv²)."""
        return self.spread.gamma

    def chance_at_least(self, share: float) -> Floats:
        """Return each unit's chance to reach a share of the frontier, shape (n,).

        Parameters
        ----------
        share : float
            Above 0, at most 1: 0.9 is the class of the frontier.

        Returns
        -------
        ndarray of float
            P(exp(-u) ≥ share); NaN where no inefficiency, or no noise, could be told.

        Raises
        ------
        ConstantError
        """
        if not 0 < share <= 1:
            wanted = "above 0, at most 1"
            raise ConstantError(name="share", value=share, wanted=wanted)
        if not self.spread.noise or not self.spread.inefficiency:
            return np.full(self.n, np.nan)
        told = condition(
            self.residual,
            self.spread.noise,
            self.spread.inefficiency,
            self.spread.mean,
            exponential=self.inefficiency == "exponential",
        )
        return told.below(-float(np.log(share)))

    @cached_property
    def positions(self) -> dict[str, int]:
        """Map the text of each id to its position."""
        return {str(name): at for at, name in enumerate(self.ids)}

    def position(self, unit: UnitId) -> int:
        """Find a unit by id.

        Raises
        ------
        UnknownUnitError
        """
        if str(unit) not in self.positions:
            raise UnknownUnitError(unit)
        return self.positions[str(unit)]

    def to_columns(self) -> dict[str, NDArray[np.generic]]:
        """Return every column under a plain name, one entry a unit."""
        columns: dict[str, NDArray[np.generic]] = {
            "id": np.array(self.ids),
            "score": self.score,
            "lower": self.lower,
            "upper": self.upper,
            "expected_inefficiency": self.expected_inefficiency,
            "residual": self.residual,
            "frontier": self.frontier,
        }
        for prefix, block in (
            ("input", self.design.inputs),
            ("output", self.design.outputs),
        ):
            for at, name in enumerate(block.names):
                columns[f"{prefix}:{name}"] = block.figures[:, at]
        return columns
