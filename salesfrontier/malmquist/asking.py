"""Read two periods, and put them on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Rays
from salesfrontier.dea.measuring import scale_table
from salesfrontier.dea.programme import Returns
from salesfrontier.dea.questions import Orientation, directions_of, orientation_of
from salesfrontier.errors import ConstantError, EmptyTableError, MismatchError
from salesfrontier.tables import Block, Table, read_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.dea.questions import EnvelopeRules
    from salesfrontier.malmquist.results import Period

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    UnitId = str | int


def _joined(first: Table, second: Table) -> Table:
    """Put both periods under each other, to be scaled alike."""
    for one, other in ((first.inputs, second.inputs), (first.outputs, second.outputs)):
        if one.names != other.names:
            raise MismatchError(what="columns", first=one.names, second=other.names)

    def under(one: Block, other: Block) -> Block:
        return Block(
            names=one.names, figures=np.concatenate([one.figures, other.figures])
        )

    return Table(
        ids=(*first.ids, *second.ids),
        inputs=under(first.inputs, second.inputs),
        outputs=under(first.outputs, second.outputs),
    )


def _common(first: Table, second: Table) -> tuple[Ints, Ints]:
    """Find the units of both periods by the text of their ids."""
    place = {str(name): at for at, name in enumerate(first.ids)}
    later = [at for at, name in enumerate(second.ids) if str(name) in place]
    earlier = [place[str(second.ids[at])] for at in later]
    if not later:
        raise EmptyTableError
    return np.array(earlier, dtype=np.int64), np.array(later, dtype=np.int64)


def _refuse_zeros(table: Table, rules: EnvelopeRules) -> None:
    """Raise where a period has units without input or output."""
    if rules.super_efficiency or rules.direction is not None:
        wanted = "no direction, and every unit compared with all"
        raise ConstantError(name="rules", value=rules, wanted=wanted)
    for block in (table.inputs, table.outputs):
        bad = (block.figures == 0).all(axis=1)
        if bad.any():
            who = tuple(table.ids[at] for at in np.flatnonzero(bad).tolist())
            wanted = "units with some input and some output"
            raise ConstantError(name="units", value=who, wanted=wanted)


@dataclass(frozen=True, kw_only=True, eq=False)
class Task:
    """Two periods on one scale.

    Attributes
    ----------
    first, second : Table
    pairs : tuple of ndarray of int
        Where the units of both stand in the earlier and the later table.
    frontiers : dict of str to ndarray
        ``earlier`` and ``later``: the scaled units of each.
    rays : dict of str to Rays
        Where the units of both start in each period.
    inputs : int
    returns : Returns
    way : Orientation
    """

    first: Table
    second: Table
    pairs: tuple[Ints, Ints]
    frontiers: dict[str, Floats]
    rays: dict[str, Rays]
    inputs: int
    returns: Returns
    way: Orientation

    @property
    def rows(self) -> dict[str, Ints]:
        """Where the units of both stand in each period."""
        return {"earlier": self.pairs[0], "later": self.pairs[1]}

    @property
    def ids(self) -> tuple[UnitId, ...]:
        """Name the units of both."""
        return tuple(self.second.ids[at] for at in self.pairs[1].tolist())


def returns_named(name: str) -> Returns:
    """Return constant or variable returns.

    Raises
    ------
    ConstantError
    """
    known = {"constant": Returns.CRS, "variable": Returns.VRS}
    if name not in known:
        raise ConstantError(name="returns", value=name, wanted="constant or variable")
    return known[name]


def set_task(
    first: Table, second: Table, *, orientation: str, rules: EnvelopeRules, returns: str
) -> Task:
    """Check what is asked, and scale both periods alike.

    Parameters
    ----------
    first, second : Table
    orientation : {"output", "input"}
    rules : EnvelopeRules
    returns : {"constant", "variable"}

    Raises
    ------
    EmptyTableError, MismatchError, ConstantError
    """
    way = orientation_of(orientation)
    if way is Orientation.DIRECTIONAL:
        raise ConstantError(
            name="orientation", value=way.value, wanted="output or input"
        )
    wanted = returns_named(returns)
    table = _joined(first, second)
    _refuse_zeros(table, rules)
    pairs, cut = _common(first, second), first.n
    scaled = scale_table(table, directions_of(table, way, rules))
    places = {"earlier": pairs[0], "later": pairs[1] + cut}
    return Task(
        first=first,
        second=second,
        pairs=pairs,
        frontiers={"earlier": scaled.units[:cut], "later": scaled.units[cut:]},
        rays={
            name: Rays(points=scaled.units[at], directions=scaled.directions[at])
            for name, at in places.items()
        },
        inputs=len(table.inputs.names),
        returns=wanted,
        way=way,
    )


def read_period(period: Period) -> Table:
    """Check the table of a period.

    Raises
    ------
    EmptyTableError, LengthError, NumberError, DuplicateIdError
    """
    return read_table(ids=period.ids, inputs=period.inputs, outputs=period.outputs)
