"""What a fit returns: frozen objects with names, never tuples.

`FrontierFit` holds one read-only column per figure; `FrontierFit.units` turns
them into one `FrontierUnit` a unit when somebody wants to read them in rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.envelope.chain import place
from salesfrontier.envelope.estimators import estimator_of
from salesfrontier.errors import ConstantError, NumberError, UnknownUnitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from salesfrontier.screening import DroppedRow

    Floats = NDArray[np.float64]
    UnitId = str | int


class Efficiency(StrEnum):
    """How a unit stands to the frontier.

    ``strong``: on it, and nobody sells as much with less potential.
    ``weak``: level with the frontier, but a peer sells as much with less.
    ``below``: under it, or without any output.
    """

    STRONG = "strong"
    WEAK = "weak"
    BELOW = "below"


@dataclass(frozen=True, kw_only=True, slots=True)
class Peer:
    """One unit of the mix a unit is compared with, and its share of the mix."""

    id: UnitId
    weight: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Vertex:
    """A corner of the frontier, and the unit that makes it."""

    id: UnitId
    x: float
    y: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """The line to draw: ``y[i]`` over ``x[i]``, joined by straight strokes."""

    x: tuple[float, ...]
    y: tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FitWarning:
    """Something true of the fit that a reader should know.

    Attributes
    ----------
    code : str
        ``small_sample``, ``single_corner``, ``zero_output`` or
        ``weakly_efficient``.
    text : str
        One sentence.
    ids : tuple
        The units it is about; empty when it is about the whole fit.
    params : dict of str to object
        The figures in the sentence, for whoever says it in other words.
    """

    code: str
    text: str
    ids: tuple[UnitId, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class FrontierUnit:
    """One unit of a fit.

    Attributes
    ----------
    id : str or int
    x, y : float
        Input (potential) and output (sales), in the caller's units.
    score : float
        PF index ``y / f(x)``, 0 to 1; 1.0 exactly when on the frontier.
    phi : float
        Expansion factor ``f(x) / y``, ≥ 1; infinite when ``y`` is 0.
    frontier : float
        ``f(x)``, in units of the output.
    gap : float
        ``f(x) - y`` ≥ 0, in units of the output.
    input_slack : float
        Input the mix of peers does without, in units of the input.
    efficiency : Efficiency
    peers : tuple of Peer
        One or two; weights > 0 with sum 1. Left peer first.
    certified : bool
        The primal and the dual certificate agree (see `certify`).
    """

    id: UnitId
    x: float
    y: float
    score: float
    phi: float
    frontier: float
    gap: float
    input_slack: float
    efficiency: Efficiency
    peers: tuple[Peer, ...]
    certified: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class FrontierFit:
    """A fitted frontier with one input and one output.

    Attributes
    ----------
    method : str
    ids : tuple, length n
        In the order given; so are all columns.
    x, y, score, phi, frontier, gap, input_slack : ndarray of float, shape (n,)
        See `FrontierUnit`. Read-only.
    peer_index : ndarray of int, shape (n, 2)
        Positions of the peers; -1 where there is no second one.
    peer_weight : ndarray of float, shape (n, 2)
    certified : ndarray of bool, shape (n,)
    vertex_index : ndarray of int, shape (k,)
        Positions of the units that make the corners, left to right.
    dropped : tuple of DroppedRow
        Rows left out before the fit.
    warnings : tuple of FitWarning
    """

    method: str
    ids: tuple[UnitId, ...]
    x: Floats
    y: Floats
    score: Floats
    phi: Floats
    frontier: Floats
    gap: Floats
    input_slack: Floats
    peer_index: NDArray[np.int64]
    peer_weight: Floats
    certified: NDArray[np.bool_]
    vertex_index: NDArray[np.int64]
    dropped: tuple[DroppedRow, ...] = ()
    warnings: tuple[FitWarning, ...] = ()

    @property
    def n(self) -> int:
        """Count the units compared."""
        return len(self.ids)

    @cached_property
    def positions(self) -> dict[str, int]:
        """Map the text of each id to its position."""
        return {str(name): at for at, name in enumerate(self.ids)}

    @cached_property
    def units(self) -> tuple[FrontierUnit, ...]:
        """Return the units as rows, in the order given.

        Notes
        -----
        Built once, O(n): about a second for 100,000 units. Use the columns
        where rows are not needed.
        """
        return tuple(self._unit_at(at) for at in range(self.n))

    @property
    def vertices(self) -> tuple[Vertex, ...]:
        """Return the corners of the frontier, left to right."""
        return tuple(
            Vertex(id=self.ids[at], x=float(self.x[at]), y=float(self.y[at]))
            for at in self.vertex_index
        )

    def position(self, unit: UnitId) -> int:
        """Find a unit by id.

        Raises
        ------
        UnknownUnitError
        """
        if str(unit) not in self.positions:
            raise UnknownUnitError(unit)
        return self.positions[str(unit)]

    def unit(self, unit: UnitId) -> FrontierUnit:
        """Return one unit by id.

        Raises
        ------
        UnknownUnitError
        """
        return self._unit_at(self.position(unit))

    def efficiency_at(self, at: int) -> Efficiency:
        """Classify the unit at a position."""
        if self.phi[at] != 1.0:
            return Efficiency.BELOW
        return Efficiency.WEAK if self.input_slack[at] > 0 else Efficiency.STRONG

    def value_at(self, x: ArrayLike) -> Floats:
        """Return the height of the frontier over any input.

        Parameters
        ----------
        x : array_like of float
            Any shape; units of the input.

        Returns
        -------
        ndarray of float
            Same shape; NaN left of the smallest input, where nothing was
            observed and the frontier says nothing.

        Raises
        ------
        NumberError
            An ``x`` is NaN.
        """
        asked = np.asarray(x, dtype=np.float64)
        if np.isnan(asked).any():
            raise NumberError(column="x", trouble="NaN", ids=["the height asked for"])
        corner = self.vertex_index
        straight = estimator_of(self.method).straight
        flat = np.atleast_1d(asked).ravel()
        spot = place(self.x[corner], self.y[corner], flat, straight=straight)
        return spot.value.reshape(asked.shape)

    def outline(self, *, right_end: float) -> Outline:
        """Return the line to draw, level from the last corner to `right_end`.

        Raises
        ------
        ConstantError
            `right_end` is left of the last corner.
        """
        xs = self.x[self.vertex_index].tolist()
        ys = self.y[self.vertex_index].tolist()
        if not right_end >= xs[-1]:
            wanted = f"at least {xs[-1]!r}"
            raise ConstantError(name="right_end", value=right_end, wanted=wanted)
        if not estimator_of(self.method).straight:
            xs = [xs[0], *(x for x in xs[1:] for _ in range(2))]
            ys = [*(y for y in ys[:-1] for _ in range(2)), ys[-1]]
        return Outline(x=(*xs, float(right_end)), y=(*ys, ys[-1]))

    def _unit_at(self, at: int) -> FrontierUnit:
        """Gather one row from the columns."""
        peers, shares = self.peer_index[at].tolist(), self.peer_weight[at].tolist()
        mix = zip(peers, shares, strict=True)
        return FrontierUnit(
            id=self.ids[at],
            x=self.x.item(at),
            y=self.y.item(at),
            score=self.score.item(at),
            phi=self.phi.item(at),
            frontier=self.frontier.item(at),
            gap=self.gap.item(at),
            input_slack=self.input_slack.item(at),
            efficiency=self.efficiency_at(at),
            peers=tuple(
                Peer(id=self.ids[peer], weight=share)
                for peer, share in mix
                if peer >= 0
            ),
            certified=self.certified.item(at),
        )
