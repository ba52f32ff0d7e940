"""Order-m frontiers: how a unit compares with m others, drawn by chance.

The full envelope asks for the best of all; one far-away unit moves it for everybody.
Order-m asks for the best of m drawn from those with no more input (output orientation),
on average over all draws ::

    λ_j = min over outputs r of y_rj / y_r0      for the N units with x_j ≤ x0
    φ_m = E[max of m draws of λ] = Σ λ_(i) [(i / N)^m - ((i - 1) / N)^m],   λ rising

The sum is exact: nothing is drawn. As m grows φ_m rises to that of the free disposal
hull. Source: Cazals, Florens & Simar 2002, Journal of Econometrics 106(1), 1-25.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Rays
from salesfrontier.dea.measuring import scale_table
from salesfrontier.dea.noting import note_table
from salesfrontier.dea.questions import (
    DEFAULT_RULES,
    EnvelopeRules,
    Orientation,
    directions_of,
    orientation_of,
)
from salesfrontier.dea.scoring import score_of
from salesfrontier.dea.steps import reach_of
from salesfrontier.envelope.cloud import lock
from salesfrontier.envelope.results import FitWarning
from salesfrontier.errors import ConstantError, UnknownUnitError
from salesfrontier.tables import read_table
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from salesfrontier.screening import DroppedRow
    from salesfrontier.tables import Columns, Table

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    UnitId = str | int

CELLS = 2_000_000


@dataclass(frozen=True, kw_only=True, eq=False)
class OrderMFit:
    """Scores against the best of m others.

    Attributes
    ----------
    m : int
    orientation : Orientation
    rules : EnvelopeRules
    table : Table
    beta, score : ndarray of float, shape (n,)
        As in `EnvelopeFit`; a score above 1 beats the best of m on average.
    compared : ndarray of int, shape (n,)
        N: how many units can be drawn, the unit itself among them.
    dropped, warnings : tuple
    library_version : str
    """

    m: int
    orientation: Orientation
    rules: EnvelopeRules
    table: Table
    beta: Floats
    score: Floats
    compared: Ints
    dropped: tuple[DroppedRow, ...]
    warnings: tuple[FitWarning, ...]
    library_version: str
    method: str = "order-m"

    @property
    def n(self) -> int:
        """Count the units."""
        return self.table.n

    @property
    def ids(self) -> tuple[UnitId, ...]:
        """Name the units."""
        return self.table.ids

    @property
    def phi(self) -> Floats | None:
        """Output expansion; below 1 over the frontier. None in other orientations."""
        return 1.0 + self.beta if self.orientation is Orientation.OUTPUT else None

    @property
    def theta(self) -> Floats | None:
        """Input contraction; above 1 over the frontier. None in other orientations."""
        return 1.0 - self.beta if self.orientation is Orientation.INPUT else None

    def position(self, unit: UnitId) -> int:
        """Find a unit by id.

        Raises
        ------
        UnknownUnitError
        """
        for at, name in enumerate(self.ids):
            if str(name) == str(unit):
                return at
        raise UnknownUnitError(unit)

    def to_columns(self) -> dict[str, NDArray[np.generic]]:
        """Return every column under a plain name, one entry a unit."""
        columns: dict[str, NDArray[np.generic]] = {
            "id": np.array(self.ids),
            "score": self.score,
            "beta": self.beta,
            "compared": self.compared,
        }
        for prefix, block in (
            ("input", self.table.inputs),
            ("output", self.table.outputs),
        ):
            for at, name in enumerate(block.names):
                columns[f"{prefix}:{name}"] = block.figures[:, at]
        return columns


def expected_best(reach: Floats, m: int) -> Floats:
    """Average the best of m draws over all draws.

    Parameters
    ----------
    reach : ndarray of float, shape (n, r)
        A row of values a unit; -inf for those that cannot be drawn.
    m : int
        Draws, with putting back.

    Returns
    -------
    ndarray of float, shape (n,)
        NaN where nothing can be drawn.

    Notes
    -----
    Cost O(n r log r).

    Examples
    --------
    >>> expected_best(np.array([[1.0, 3.0, -np.inf]]), 2).tolist()
    [2.5]
    """
    rising = np.sort(reach, axis=1)
    able = np.isfinite(rising)
    count = able.sum(axis=1, keepdims=True)
    rank = np.maximum(np.arange(1, reach.shape[1] + 1) - (reach.shape[1] - count), 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.power(rank / count, m)
        weight = np.diff(share, axis=1, prepend=0.0)
    value: Floats = (np.where(able, rising, 0.0) * np.where(able, weight, 0.0)).sum(1)
    return np.where(count[:, 0] > 0, value, np.nan)


def _measure(table: Table, directions: Floats, m: int) -> tuple[Floats, Ints]:
    """Return β and the number of units each is compared with."""
    scaled = scale_table(table, directions)
    beta = np.full(table.n, np.nan)
    compared = np.zeros(table.n, dtype=np.int64)
    moving = np.flatnonzero((scaled.directions > 0).any(axis=1))
    block = max(1, CELLS // table.n)
    for start in range(0, len(moving), block):
        at = moving[start : start + block]
        rays = Rays(points=scaled.units[at], directions=scaled.directions[at])
        reach = reach_of(scaled.units, rays)
        beta[at] = expected_best(reach, m)
        compared[at] = np.isfinite(reach).sum(axis=1)
    return beta, compared


def _notes(fit: OrderMFit) -> Iterator[FitWarning]:
    """Say what a reader of the fit should know."""
    yield from note_table(fit.table)
    alone = tuple(fit.ids[at] for at in np.flatnonzero(fit.compared == 1).tolist())
    if alone:
        text = "These can be compared with nobody but themselves: score 1 says nothing."
        yield FitWarning(code="alone", text=text, ids=alone)
    still = tuple(fit.ids[at] for at in np.flatnonzero(fit.compared == 0).tolist())
    if still and fit.orientation is Orientation.OUTPUT:
        text = "Units without output score 0; their phi is infinite."
        yield FitWarning(code="zero_output", text=text, ids=still)
    elif still:
        text = "Units with nothing that could move have no score."
        yield FitWarning(code="nothing_moves", text=text, ids=still)
    above = float((fit.score > 1).mean())
    if above > 0.5:  # noqa: PLR2004 - most units
        text = f"{above:.0%} of the units lie above the frontier: a larger m says more."
        yield FitWarning(code="mostly_above", text=text)


def fit_order_m(
    *,
    inputs: Columns,
    outputs: Columns,
    m: int = 25,
    ids: Sequence[str | int] | None = None,
    orientation: str = "output",
    rules: EnvelopeRules = DEFAULT_RULES,
    dropped: tuple[DroppedRow, ...] = (),
) -> OrderMFit:
    """Compare each unit with the best of m others, on average over all draws.

    Parameters
    ----------
    inputs, outputs : array_like, shape (n,) or (n, k), or dict of name to column
        Finite, ≥ 0.
    m : int
        How many others are drawn, ≥ 1.
    ids : sequence of str or int, length n, optional
    orientation : {"output", "input", "directional"}
    rules : EnvelopeRules
        Direction and fixed columns are read.
    dropped : tuple of DroppedRow
        Carried into the result.

    Returns
    -------
    OrderMFit

    Raises
    ------
    EmptyTableError, LengthError, NumberError, DuplicateIdError, ConstantError

    Notes
    -----
    Exact, see the formula in `salesfrontier.orderm`. Cost O(n² (k + log n)).

    Examples
    --------
    Territory c sells most at little potential. Against the best of all a and b look
    poor; against one other, drawn by chance, less so.

    >>> table = {"inputs": [1, 2, 3], "outputs": [2.0, 2.0, 8.0]}
    >>> [round(score, 2) for score in fit_order_m(**table, m=1).score.tolist()]
    [1.0, 1.0, 2.0]
    >>> [round(score, 2) for score in fit_order_m(**table, m=999).score.tolist()]
    [1.0, 1.0, 1.0]
    """
    if not isinstance(m, int) or m < 1:
        raise ConstantError(name="m", value=m, wanted="a whole number, 1 or more")
    way = orientation_of(orientation)
    table = read_table(ids=ids, inputs=inputs, outputs=outputs)
    beta, compared = _measure(table, directions_of(table, way, rules), m)
    if way is Orientation.OUTPUT:
        beta[compared == 0] = np.inf
    fit = OrderMFit(
        m=m,
        orientation=way,
        rules=rules,
        table=table,
        beta=beta,
        score=score_of(beta, way),
        compared=compared,
        dropped=dropped,
        warnings=(),
        library_version=__version__,
    )
    for column in (fit.beta, fit.score, fit.compared):
        lock(column)
    return replace(fit, warnings=tuple(_notes(fit)))
