"""What an estimate of incidence returns: frozen, with names, never tuples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.intervals import Band, Share, loglog_band
from salesfrontier.outcomes.cases import plain_column

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from salesfrontier.outcomes.counting import RiskTable
    from salesfrontier.outcomes.screening import DroppedCase
    from salesfrontier.outcomes.variance import DeltaSums

    Floats = NDArray[np.float64]
    Codes = NDArray[np.int64]

METHOD = "aalen-johansen"
VARIANCE = "delta"
INTERVAL = "log(-log)"


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidenceAt:
    """How cases stand after a day, that day included.

    Attributes
    ----------
    day : float
    won, lost : Share or None
        Of all cases begun; None after the last day anybody was watched.
    open : float or None
        The rest: ``1 - won - lost``.
    at_risk : int
        Cases watched until the day or longer.
    """

    day: float
    won: Share | None
    lost: Share | None
    open: float | None
    at_risk: int


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Cause:
    """One way to end: read-only columns of shape (k,) beside ``Incidence.time``.

    Attributes
    ----------
    count : ndarray of int
        Cases that ended so on the day.
    share, variance : ndarray of float
        Cumulative incidence, 0 to 1, and its variance.
    alone : ndarray of float
        1 - Kaplan-Meier, which takes the other way to end for an open case. It is
        never below `share`; shown so that the difference can be seen.
    sums : DeltaSums
        What variances between two days are made of.
    """

    count: Codes
    share: Floats
    variance: Floats
    alone: Floats
    sums: DeltaSums


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Incidence:
    """Cumulative incidence of won and lost.

    Attributes
    ----------
    n : int
        Cases; ``won.count.sum() + lost.count.sum()`` of them are closed.
    table : RiskTable
        Counts, one row a day on which a case ended or was last seen.
    open_share : ndarray of float, shape (k,), read-only
        Still open after the day.
    won, lost : Cause
    level : float
        Of the intervals.
    unit : str
        Of all times: ``"day"`` unless the caller counts otherwise.
    dropped : tuple of DroppedCase
        Cases left out before the estimate.
    library_version : str
    method, variance, interval : str
        How it was made.
    """

    n: int
    table: RiskTable
    open_share: Floats
    won: Cause
    lost: Cause
    level: float
    library_version: str
    unit: str = "day"
    dropped: tuple[DroppedCase, ...] = ()
    method: str = METHOD
    variance: str = VARIANCE
    interval: str = INTERVAL

    @property
    def time(self) -> Floats:
        """The days of the columns, rising."""
        return self.table.time

    @property
    def closed(self) -> int:
        """Count the cases that ended."""
        return int(self.won.count.sum() + self.lost.count.sum())

    @property
    def last_day(self) -> float:
        """The last day on which somebody was watched; infinite when all ended."""
        return np.inf if self.open_share[-1] <= 0 else self.time.item(-1)

    def known(self, days: Floats) -> Floats:
        """Count the cases of which it is known how they stood after each day."""
        before = np.searchsorted(self.time, days, side="left")
        left = np.concatenate([[0], np.cumsum(self.table.left_open)])
        return (self.n - left[before]).astype(np.float64)

    def band(self, cause: Cause) -> Band:
        """Return pointwise bounds of one way to end, shape (k,)."""
        return loglog_band(
            cause.share, cause.variance, trials=self.known(self.time), level=self.level
        )

    def at(self, days: ArrayLike) -> tuple[IncidenceAt, ...]:
        """Read the estimate after given days, each day included.

        Parameters
        ----------
        days : array_like of float, shape (m,)
            Finite, ≥ 0.

        Raises
        ------
        LengthError, NoCasesError, NumberError

        Notes
        -----
        Cost O(k + m log k).
        """
        asked = plain_column("days", days)
        row = np.searchsorted(self.time, asked, side="right")
        first = np.searchsorted(self.time, asked, side="left")
        watched = np.concatenate([self.table.at_risk, [0]])
        still = np.concatenate([[1.0], self.open_share])
        won, lost = (self._shares(one, asked, row) for one in (self.won, self.lost))
        followed = asked <= self.last_day
        return tuple(
            IncidenceAt(
                day=asked.item(at),
                won=won[at] if followed[at] else None,
                lost=lost[at] if followed[at] else None,
                open=still.item(row[at]) if followed[at] else None,
                at_risk=watched.item(first[at]),
            )
            for at in range(len(asked))
        )

    def _shares(self, cause: Cause, asked: Floats, row: Codes) -> list[Share]:
        value = np.concatenate([[0.0], cause.share])[row]
        variance = np.concatenate([[0.0], cause.variance])[row]
        band = loglog_band(value, variance, trials=self.known(asked), level=self.level)
        return [band.share(one, at) for at, one in enumerate(value.tolist())]

    def to_columns(self) -> dict[str, list[float]]:
        """Return every column under a plain name, one entry a day."""
        columns = {
            "time": self.time,
            "at_risk": self.table.at_risk,
            "left_open": self.table.left_open,
            "open": self.open_share,
        }
        for name, cause in (("won", self.won), ("lost", self.lost)):
            band = self.band(cause)
            columns |= {
                f"{name}_count": cause.count,
                name: cause.share,
                f"{name}_variance": cause.variance,
                f"{name}_low": band.low,
                f"{name}_high": band.high,
                f"{name}_alone": cause.alone,
            }
        return {name: column.tolist() for name, column in columns.items()}
