"""What an envelope fit returns: frozen, with names, never tuples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Solver
from salesfrontier.dea.questions import Orientation
from salesfrontier.envelope.results import Peer
from salesfrontier.errors import UnknownUnitError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.dea.proving import Proof
    from salesfrontier.dea.questions import EnvelopeRules
    from salesfrontier.envelope.results import FitWarning
    from salesfrontier.screening import DroppedRow
    from salesfrontier.tables import Table

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    UnitId = str | int


@dataclass(frozen=True, kw_only=True, eq=False)
class Prices:
    """The plane over all units that bounds each score, in the caller's units.

    Attributes
    ----------
    inputs : ndarray of float, shape (n, p)
        Weights ``v`` of the inputs.
    outputs : ndarray of float, shape (n, q)
        Weights ``u`` of the outputs.
    level : ndarray of float, shape (n,)
        ``w``: every unit satisfies ``v x - u y + w ≥ 0``. NaN in all three under
        ``fdh``, which has no planes.
    """

    inputs: Floats
    outputs: Floats
    level: Floats


@dataclass(frozen=True, kw_only=True, slots=True)
class EnvelopeUnit:
    """One unit of a fit.

    Attributes
    ----------
    id : str or int
    score : float
        1 on the frontier; see `EnvelopeFit`.
    phi, theta, beta : float or None
        The factor of the orientation; the others are None.
    inputs, outputs, target_inputs, target_outputs, input_slacks, output_slacks :
        dict of name to float, in the caller's units.
    peers : tuple of Peer
    certified : bool
    """

    id: UnitId
    score: float
    phi: float | None
    theta: float | None
    beta: float | None
    inputs: dict[str, float]
    outputs: dict[str, float]
    target_inputs: dict[str, float]
    target_outputs: dict[str, float]
    input_slacks: dict[str, float]
    output_slacks: dict[str, float]
    peers: tuple[Peer, ...]
    certified: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class EnvelopeFit:
    """A frontier over any number of inputs and outputs.

    Attributes
    ----------
    method : str
        ``dea-vrs``, ``dea-crs``, ``dea-nirs``, ``dea-ndrs`` or ``fdh``.
    orientation : Orientation
    rules : EnvelopeRules
    table : Table
        The units and their figures, in the order given; so are all columns.
    beta : ndarray of float, shape (n,)
        How far the unit can go: ``phi - 1``, ``1 - theta`` or the multiple of the
        direction. NaN where no answer could be proven, -inf where a unit compared
        with the others only (super-efficiency) lies where none of them can follow.
    score : ndarray of float, shape (n,)
        1 on the frontier, lower below it: ``1 / phi``, ``theta``, or
        ``1 / (1 + beta)``. Above 1 under super-efficiency only. NaN: failed.
    input_slacks, output_slacks : ndarray of float, shape (n, p), (n, q)
        Room left after the move, in the caller's units.
    peer_index : ndarray of int, shape (n, m)
        Positions of the peers, -1 for none.
    peer_weight : ndarray of float, shape (n, m)
    prices : Prices
    proof : Proof
        How far from proven each score is.
    certified : ndarray of bool, shape (n,)
    solver : ndarray of int, shape (n,)
        `Solver`: who found the answer.
    direction : ndarray of float, shape (n, p + q)
        In the caller's units, inputs first.
    dropped : tuple of DroppedRow
    warnings : tuple of FitWarning
    library_version : str
    """

    method: str
    orientation: Orientation
    rules: EnvelopeRules
    table: Table
    beta: Floats
    score: Floats
    input_slacks: Floats
    output_slacks: Floats
    peer_index: Ints
    peer_weight: Floats
    prices: Prices
    proof: Proof
    certified: Bools
    solver: Ints
    direction: Floats
    dropped: tuple[DroppedRow, ...]
    warnings: tuple[FitWarning, ...]
    library_version: str

    @property
    def n(self) -> int:
        """Count the units compared."""
        return self.table.n

    @property
    def ids(self) -> tuple[UnitId, ...]:
        """Name the units."""
        return self.table.ids

    @property
    def phi(self) -> Floats | None:
        """Output expansion, ≥ 1 below the frontier; None in other orientations."""
        return 1.0 + self.beta if self.orientation is Orientation.OUTPUT else None

    @property
    def theta(self) -> Floats | None:
        """Input contraction, ≤ 1 below the frontier; None in other orientations."""
        return 1.0 - self.beta if self.orientation is Orientation.INPUT else None

    @property
    def resolved(self) -> int:
        """Count the units that HiGHS had to solve again."""
        return int((self.solver == Solver.HIGHS).sum())

    @property
    def failed(self) -> tuple[UnitId, ...]:
        """Name the units without a proven answer."""
        return tuple(self.ids[at] for at in np.flatnonzero(np.isnan(self.score)))

    @property
    def target_inputs(self) -> Floats:
        """Inputs after the move and without slack, shape (n, p)."""
        wide = len(self.table.inputs.names)
        step = np.where(np.isfinite(self.beta), self.beta, np.nan)[:, None]
        moved = self.table.inputs.figures - step * self.direction[:, :wide]
        return np.maximum(moved - self.input_slacks, 0.0)

    @property
    def target_outputs(self) -> Floats:
        """Outputs after the move and with their slack, shape (n, q)."""
        wide = len(self.table.inputs.names)
        step = np.where(np.isfinite(self.beta), self.beta, np.nan)[:, None]
        moved = self.table.outputs.figures + step * self.direction[:, wide:]
        return moved + self.output_slacks

    @property
    def on_frontier(self) -> Bools:
        """Say who is efficient: nothing to gain in any way, slacks included."""
        room = self.input_slacks.sum(axis=1) + self.output_slacks.sum(axis=1)
        with np.errstate(invalid="ignore"):
            reached: Bools = (self.score >= 1.0) & ~(room > 0)
        return reached

    @cached_property
    def positions(self) -> dict[str, int]:
        """Map the text of each id to its position."""
        return {str(name): at for at, name in enumerate(self.ids)}

    @cached_property
    def units(self) -> tuple[EnvelopeUnit, ...]:
        """Return the units as rows, in the order given. Built once, O(n)."""
        targets = self.target_inputs, self.target_outputs
        return tuple(self._row(at, targets) for at in range(self.n))

    def unit(self, unit: UnitId) -> EnvelopeUnit:
        """Return one unit by id.

        Raises
        ------
        UnknownUnitError
        """
        if str(unit) not in self.positions:
            raise UnknownUnitError(unit)
        return self.units[self.positions[str(unit)]]

    def peers_at(self, at: int) -> tuple[Peer, ...]:
        """Return the peers of the unit at a position, largest weight first."""
        mix = zip(
            self.peer_index[at].tolist(), self.peer_weight[at].tolist(), strict=True
        )
        found = [(weight, peer) for peer, weight in mix if peer >= 0]
        found.sort(key=lambda one: (-one[0], one[1]))
        return tuple(Peer(id=self.ids[peer], weight=weight) for weight, peer in found)

    def _row(self, at: int, targets: tuple[Floats, Floats]) -> EnvelopeUnit:
        """Gather one row from the columns."""
        given, made = self.table.inputs, self.table.outputs
        factors = self._factors(at)

        def named(names: tuple[str, ...], figures: Floats) -> dict[str, float]:
            return dict(zip(names, figures[at].tolist(), strict=True))

        return EnvelopeUnit(
            id=self.ids[at],
            score=self.score.item(at),
            phi=factors[Orientation.OUTPUT],
            theta=factors[Orientation.INPUT],
            beta=factors[Orientation.DIRECTIONAL],
            inputs=named(given.names, given.figures),
            outputs=named(made.names, made.figures),
            target_inputs=named(given.names, targets[0]),
            target_outputs=named(made.names, targets[1]),
            input_slacks=named(given.names, self.input_slacks),
            output_slacks=named(made.names, self.output_slacks),
            peers=self.peers_at(at),
            certified=self.certified.item(at),
        )

    def _factors(self, at: int) -> dict[Orientation, float | None]:
        """Return the factor of the orientation, None for the others."""
        beta = self.beta.item(at)
        every = {
            Orientation.OUTPUT: 1.0 + beta,
            Orientation.INPUT: 1.0 - beta,
            Orientation.DIRECTIONAL: beta,
        }
        return {
            way: value if way is self.orientation else None
            for way, value in every.items()
        }

    def to_columns(self) -> dict[str, NDArray[np.generic]]:
        """Return every column under a plain name, one entry a unit.

        Notes
        -----
        Names of columns come after a prefix: ``input:potential``,
        ``output:sales``, ``target:…``, ``slack:…``, ``price:…``.
        """
        factor = {
            Orientation.OUTPUT: ("phi", self.phi),
            Orientation.INPUT: ("theta", self.theta),
            Orientation.DIRECTIONAL: ("beta", self.beta),
        }[self.orientation]
        columns: dict[str, NDArray[np.generic]] = {
            "id": np.array(self.ids),
            "score": self.score,
            factor[0]: np.asarray(factor[1]),
            "certified": self.certified,
        }
        inputs, outputs = self.table.inputs, self.table.outputs
        for prefix, given, made in (
            (None, inputs.figures, outputs.figures),
            ("target", self.target_inputs, self.target_outputs),
            ("slack", self.input_slacks, self.output_slacks),
            ("price", self.prices.inputs, self.prices.outputs),
        ):
            for at, name in enumerate(inputs.names):
                columns[f"{prefix or 'input'}:{name}"] = given[:, at]
            for at, name in enumerate(outputs.names):
                columns[f"{prefix or 'output'}:{name}"] = made[:, at]
        return columns
