"""What a quantile frontier returns: frozen, with names, never tuples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import ConstantError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.designs import Design
    from salesfrontier.envelope.results import FitWarning
    from salesfrontier.screening import DroppedRow

    Floats = NDArray[np.float64]
    UnitId = str | int


@dataclass(frozen=True, kw_only=True, eq=False)
class QuantileLine:
    """One quantile of the output, given the inputs.

    Attributes
    ----------
    tau : float
    coefficients, standard_errors : dict of str to float
    covariance : ndarray of float, shape (k, k)
    rho : float
        Σ r (τ - [r < 0]), which is smallest at this line.
    certified : bool
        Proven to be best; for lines that were kept apart: proven best under that.
    moved : bool
        It was kept from crossing another one.
    frontier : ndarray of float, shape (n,)
        Height over each unit, in units of the (logarithm of the) output.
    score, lower, upper : ndarray of float, shape (n,)
        Output as a share of the frontier, with its interval; above 1 over it.
    """

    tau: float
    coefficients: dict[str, float]
    standard_errors: dict[str, float]
    covariance: Floats
    rho: float
    certified: bool
    moved: bool
    frontier: Floats
    score: Floats
    lower: Floats
    upper: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class QuantileFit:
    """Frontiers under which given shares of the units lie.

    Attributes
    ----------
    design : Design
    lines : tuple of QuantileLine
        By rising quantile.
    level : float
        Of the intervals.
    spread : str
        ``nid`` or ``iid``: how standard errors were made.
    dropped, warnings : tuple
    library_version : str
    """

    design: Design
    lines: tuple[QuantileLine, ...]
    level: float
    spread: str
    dropped: tuple[DroppedRow, ...]
    warnings: tuple[FitWarning, ...]
    library_version: str
    method: str = "quantile"

    @property
    def n(self) -> int:
        """Count the units."""
        return self.design.n

    @property
    def ids(self) -> tuple[UnitId, ...]:
        """Name the units."""
        return self.design.ids

    @property
    def taus(self) -> tuple[float, ...]:
        """The quantiles, rising."""
        return tuple(line.tau for line in self.lines)

    @property
    def top(self) -> QuantileLine:
        """The highest quantile: the frontier."""
        return self.lines[-1]

    def line(self, tau: float) -> QuantileLine:
        """Return one quantile.

        Raises
        ------
        ConstantError
        """
        for line in self.lines:
            if line.tau == tau:
                return line
        wanted = f"one of {self.taus}"
        raise ConstantError(name="tau", value=tau, wanted=wanted)

    def to_columns(self) -> dict[str, NDArray[np.generic]]:
        """Return every column under a plain name, one entry a unit."""
        columns: dict[str, NDArray[np.generic]] = {"id": np.array(self.ids)}
        for prefix, block in (
            ("input", self.design.inputs),
            ("output", self.design.outputs),
        ):
            for at, name in enumerate(block.names):
                columns[f"{prefix}:{name}"] = block.figures[:, at]
        for line in self.lines:
            for name in ("frontier", "score", "lower", "upper"):
                columns[f"{name}:{line.tau}"] = getattr(line, name)
        return columns
