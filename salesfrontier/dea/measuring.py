"""Take the units of measure away, choose the way to answer, and answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Rays, no_answers, with_positions
from salesfrontier.dea.proving import TOLERANCE
from salesfrontier.dea.questions import EnvelopeRules, Orientation, returns_of
from salesfrontier.dea.single import answer_single
from salesfrontier.dea.steps import find_unbeaten, prove_steps, solve_steps
from salesfrontier.dea.technology import PROOFS, Measured, build_technology, make_proof

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.tables import Table

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is asked of a table.

    Attributes
    ----------
    method : str
    orientation : Orientation
    rules : EnvelopeRules
    single : bool
        Sorting answers it.
    """

    method: str
    orientation: Orientation
    rules: EnvelopeRules
    single: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Scaled:
    """A table made free of its units of measure.

    Attributes
    ----------
    units, directions : ndarray of float, shape (n, k)
        ``(x, -y)`` and where each unit goes, each column divided by `scale`.
    scale : ndarray of float, shape (k,)
        The largest figure of each column; 1 where all are zero.
    worth : ndarray of float, shape (k,)
        What one scaled unit of slack counts for: largest over mean.
    """

    units: Floats
    directions: Floats
    scale: Floats
    worth: Floats


def scale_table(table: Table, directions: Floats) -> Scaled:
    """Divide each column by its largest figure.

    Parameters
    ----------
    table : Table
    directions : ndarray of float, shape (n, k)

    Notes
    -----
    Cost O(n k). Powers of two are used, so that no digit is lost.
    """
    figures = np.column_stack([table.inputs.figures, table.outputs.figures])
    largest = figures.max(axis=0)
    power = np.ceil(np.log2(np.maximum(largest, np.finfo(np.float64).tiny)))
    scale = np.where(largest > 0, np.exp2(np.minimum(power, 1023.0)), 1.0)
    sign = np.ones(figures.shape[1])
    sign[len(table.inputs.names) :] = -1.0
    shares = figures / scale
    mean = shares.mean(axis=0)
    return Scaled(
        units=shares * sign + 0.0,
        directions=directions / scale,
        scale=scale,
        worth=np.where(mean > 0, 1.0 / np.where(mean > 0, mean, 1.0), 0.0),
    )


def nothing_yet(count: int, wide: int) -> Measured:
    """Start with answers that nobody has proven."""
    blank = {name: np.full(count, np.nan) for name in PROOFS}
    return Measured(answers=no_answers(count, wide, 1), proof=make_proof(blank))


def widened(measured: Measured, at: Ints, count: int) -> Measured:
    """Put the answers of some units among those of all.

    Parameters
    ----------
    measured : Measured
    at : ndarray of int
        Whose answers they are.
    count : int
        How many units there are in all.
    """
    wide, most = measured.answers.plane.shape[1], measured.answers.peer.shape[1]
    columns = {name: np.full(count, np.nan) for name in PROOFS}
    for name, column in columns.items():
        column[at] = getattr(measured.proof, name)
    answers = no_answers(count, wide, most).put(at, measured.answers)
    return Measured(answers=answers, proof=make_proof(columns))


def _measure_steps(scaled: Scaled, rays: Rays, own: Ints | None) -> Measured:
    """Compare units one by one (fdh), with themselves left out or not."""
    units, nobody = scaled.units, np.full(len(rays), -1, dtype=np.int64)
    if own is not None:
        answers = solve_steps(units, rays, own)
        proof = prove_steps(units, rays, answers, own, tolerance=TOLERANCE)
        return Measured(answers=answers, proof=proof)
    unbeaten = find_unbeaten(units)
    answers = with_positions(solve_steps(units[unbeaten], rays, nobody), unbeaten)
    proof = prove_steps(units, rays, answers, nobody, tolerance=TOLERANCE)
    return Measured(answers=answers, proof=proof)


def measure(scaled: Scaled, inputs: int, asked: Asked, moving: Ints) -> Measured:
    """Answer for the units that can move.

    Parameters
    ----------
    scaled : Scaled
    inputs : int
        How many columns are inputs.
    asked : Asked
    moving : ndarray of int
        Whose rays lead somewhere.

    Notes
    -----
    Cost: see `salesfrontier.dea.fitting.fit_envelope`.
    """
    rays = Rays(points=scaled.units[moving], directions=scaled.directions[moving])
    whole = len(moving) == len(scaled.units)
    alone = asked.rules.super_efficiency
    if whole and asked.single:
        return answer_single(scaled.units, asked.method)
    returns = returns_of(asked.method)
    if returns is None:
        return _measure_steps(scaled, rays, moving if alone else None)
    worth = scaled.worth if asked.rules.slacks else None
    technology = build_technology(scaled.units, inputs, returns, worth=worth)
    found = technology.measure(rays, own=whole)
    if alone:
        found = technology.measure_without_self(rays, found, moving)
    return found
