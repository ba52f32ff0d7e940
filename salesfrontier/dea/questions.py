"""What is asked of an envelope: which technology, which way, who counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.programme import Returns
from salesfrontier.errors import ConstantError, UnknownMethodError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.tables import Table

    Floats = NDArray[np.float64]

METHODS = {
    "dea-vrs": Returns.VRS,
    "dea-crs": Returns.CRS,
    "dea-nirs": Returns.NIRS,
    "dea-ndrs": Returns.NDRS,
    "fdh": None,
}
SOURCES = {
    "dea-vrs": "Banker, Charnes & Cooper 1984, Management Science 30(9), 1078-1092",
    "dea-crs": "Charnes, Cooper & Rhodes 1978, European Journal of Operational "
    "Research 2(6), 429-444",
    "dea-nirs": "Färe, Grosskopf & Lovell 1985, The Measurement of Efficiency of "
    "Production",
    "dea-ndrs": "Seiford & Thrall 1990, Journal of Econometrics 46(1-2), 7-38",
    "fdh": "Deprins, Simar & Tulkens 1984, in Marchand, Pestieau & Tulkens (eds), "
    "The Performance of Public Enterprises, 243-267",
}


class Orientation(StrEnum):
    """Which way a unit is to move.

    ``output``: more of every output, by the factor phi. ``input``: less of every
    input, by the factor theta. ``directional``: both, by beta times a direction.
    """

    OUTPUT = "output"
    INPUT = "input"
    DIRECTIONAL = "directional"


@dataclass(frozen=True, kw_only=True, slots=True)
class EnvelopeRules:
    """The choices that most callers leave alone.

    Attributes
    ----------
    direction : tuple of float or None
        Directional only: one figure ≥ 0 a column, inputs first, in their units; a
        unit moves by beta times it. None: the unit's own figures.
    fixed : tuple of str
        Names of columns that are given, not chosen (a territory's potential): they
        bound the comparison and do not move.
    super_efficiency : bool
        Compare each unit with all others but itself.
    slacks : bool
        Among the best mixes take one with the largest sum of slacks (each divided
        by the column's mean), so that no target is one that somebody beats.

    Raises
    ------
    ConstantError

    Examples
    --------
    >>> EnvelopeRules(fixed=("potential",)).fixed
    ('potential',)
    """

    direction: tuple[float, ...] | None = None
    fixed: tuple[str, ...] = ()
    super_efficiency: bool = False
    slacks: bool = True

    def __post_init__(self) -> None:
        """Refuse directions that lead nowhere."""
        if self.direction is not None:
            figures = np.asarray(self.direction, dtype=np.float64)
            if not np.isfinite(figures).all() or (figures < 0).any():
                wanted = "finite figures ≥ 0, one a column"
                raise ConstantError(
                    name="direction", value=self.direction, wanted=wanted
                )


DEFAULT_RULES = EnvelopeRules()


def returns_of(method: str) -> Returns | None:
    """Look up the returns to scale of a method; None for steps.

    Raises
    ------
    UnknownMethodError

    Examples
    --------
    >>> returns_of("dea-crs").value
    'crs'
    """
    if method not in METHODS:
        raise UnknownMethodError(method, METHODS)
    return METHODS[method]


def orientation_of(orientation: str) -> Orientation:
    """Read the name of an orientation.

    Raises
    ------
    ConstantError

    Examples
    --------
    >>> orientation_of("input").value
    'input'
    """
    if orientation not in set(Orientation):
        wanted = f"one of {', '.join(Orientation)}"
        raise ConstantError(name="orientation", value=orientation, wanted=wanted)
    return Orientation(orientation)


def _moving(table: Table, orientation: Orientation, rules: EnvelopeRules) -> Floats:
    """Mark with 1 the columns that move, inputs first."""
    names = (*table.inputs.names, *table.outputs.names)
    unknown = sorted(set(rules.fixed) - set(names))
    if unknown:
        wanted = f"names of columns: {', '.join(names)}"
        raise ConstantError(name="fixed", value=tuple(unknown), wanted=wanted)
    sides = {
        Orientation.INPUT: (1.0, 0.0),
        Orientation.OUTPUT: (0.0, 1.0),
        Orientation.DIRECTIONAL: (1.0, 1.0),
    }[orientation]
    parts = [
        np.full(len(block.names), side)
        for block, side in zip((table.inputs, table.outputs), sides, strict=True)
    ]
    free = np.array([name not in rules.fixed for name in names])
    moving: Floats = np.concatenate(parts) * free
    if not moving.any():
        wanted = "at least one column that moves"
        raise ConstantError(name="fixed", value=rules.fixed, wanted=wanted)
    return moving


def directions_of(
    table: Table, orientation: Orientation, rules: EnvelopeRules
) -> Floats:
    """Return the direction of every unit, inputs first, in the caller's units.

    Parameters
    ----------
    table : Table
    orientation : Orientation
    rules : EnvelopeRules

    Returns
    -------
    ndarray of float, shape (n, k)

    Raises
    ------
    ConstantError

    Examples
    --------
    >>> from salesfrontier.tables import read_table
    >>> table = read_table(ids=None, inputs=[[1, 2]], outputs=[5])
    >>> directions_of(table, Orientation.OUTPUT, EnvelopeRules()).tolist()
    [[0.0, 0.0, 5.0]]
    """
    moving = _moving(table, orientation, rules)
    own = np.column_stack([table.inputs.figures, table.outputs.figures])
    if rules.direction is None:
        return own * moving
    given = np.asarray(rules.direction, dtype=np.float64)
    if orientation is not Orientation.DIRECTIONAL:
        wanted = "none, unless the orientation is directional"
        raise ConstantError(name="direction", value=rules.direction, wanted=wanted)
    if given.shape != (own.shape[1],):
        wanted = f"{own.shape[1]} figures, inputs first"
        raise ConstantError(name="direction", value=rules.direction, wanted=wanted)
    return np.broadcast_to(given * moving, own.shape).copy()
