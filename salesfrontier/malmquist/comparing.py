"""What changed between two periods: units caught up, or the frontier moved.

With ``D_s(t)`` the score of a unit's figures of period t against the frontier of period
s, both under constant returns ::

    catching up     = D_1(1) / D_0(0)
    frontier shift  = √( D_0(1) / D_1(1)  ·  D_0(0) / D_1(0) )
    Malmquist index = catching up · frontier shift

Above 1 is better. Both goals of the method are in it: bring average units to the
frontier (catching up), and move the frontier itself (shift). Constant returns make the
index a measure of productivity; catching up splits once more into what is left under
variable returns and the rest, which is scale.

Source: Färe, Grosskopf, Norris & Zhang 1994, American Economic Review 84(1), 66-83.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Rays
from salesfrontier.dea.measuring import scale_table
from salesfrontier.dea.programme import Returns
from salesfrontier.dea.questions import (
    DEFAULT_RULES,
    EnvelopeRules,
    Orientation,
    directions_of,
    orientation_of,
)
from salesfrontier.dea.scoring import score_of
from salesfrontier.dea.technology import build_technology
from salesfrontier.envelope.cloud import lock
from salesfrontier.envelope.results import FitWarning
from salesfrontier.errors import ConstantError, EmptyTableError, MismatchError
from salesfrontier.malmquist.results import Change, Period
from salesfrontier.tables import Block, Table, read_table
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from numpy.typing import NDArray

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


def _score(
    units: Floats, rays: Rays, inputs: int, returns: Returns, way: Orientation
) -> Floats:
    """Score rays against the frontier of some units."""
    technology = build_technology(units, inputs, returns)
    return score_of(technology.measure(rays).answers.beta, way)


def _scores(
    table: Table,
    cut: int,
    pairs: tuple[Ints, Ints],
    way: Orientation,
    directions: Floats,
) -> dict[str, Floats]:
    """Score the units of both periods against both frontiers."""
    scaled, inputs = scale_table(table, directions), len(table.inputs.names)
    frontiers = {"earlier": scaled.units[:cut], "later": scaled.units[cut:]}
    figures = {"earlier": pairs[0], "later": pairs[1] + cut}
    found = {}
    for mine, at in figures.items():
        rays = Rays(points=scaled.units[at], directions=scaled.directions[at])
        for other, units in frontiers.items():
            found[f"{mine}_on_{other}"] = _score(units, rays, inputs, Returns.CRS, way)
        own = frontiers[mine]
        found[f"{mine}_variable"] = _score(own, rays, inputs, Returns.VRS, way)
    return found


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


def _notes(ids: tuple[UnitId, ...], certified: NDArray[np.bool_]) -> list[FitWarning]:
    """Name units without an index."""
    bad = tuple(ids[at] for at in np.flatnonzero(~certified).tolist())
    text = "One of the scores of these could not be proven: they have no index."
    return [FitWarning(code="failed", text=text, ids=bad)] if bad else []


def compare_periods(
    *,
    earlier: Period,
    later: Period,
    orientation: str = "output",
    rules: EnvelopeRules = DEFAULT_RULES,
) -> Change:
    """Split what changed into catching up and frontier shift.

    Parameters
    ----------
    earlier, later : Period
        The same columns in the same units of measure; units are matched by the text of
        their ids.
    orientation : {"output", "input"}
    rules : EnvelopeRules
        Only `EnvelopeRules.fixed` is read.

    Returns
    -------
    Change

    Raises
    ------
    EmptyTableError, LengthError, NumberError, DuplicateIdError, MismatchError,
    ConstantError

    Notes
    -----
    See the formulas in `salesfrontier.malmquist.comparing`. Every score is proven as in
    `fit_envelope`. Cost O(1) fits of each period against each frontier: six.

    Examples
    --------
    Both sell more. What b had been missing it has caught up; a, at the frontier, has
    moved the frontier.

    >>> first = Period(ids="ab", inputs=[10, 10], outputs=[8, 4])
    >>> second = Period(ids="ab", inputs=[10, 10], outputs=[10, 10])
    >>> change = compare_periods(earlier=first, later=second)
    >>> change.catching_up.tolist(), change.frontier_shift.tolist()
    ([1.0, 2.0], [1.25, 1.25])
    """
    way = orientation_of(orientation)
    if way is Orientation.DIRECTIONAL:
        raise ConstantError(
            name="orientation", value=way.value, wanted="output or input"
        )
    first, second = (
        read_table(ids=one.ids, inputs=one.inputs, outputs=one.outputs)
        for one in (earlier, later)
    )
    table = _joined(first, second)
    _refuse_zeros(table, rules)
    pairs = _common(first, second)
    scores = _scores(table, first.n, pairs, way, directions_of(table, way, rules))
    return _split(first, second, pairs, way, scores)


def _split(
    first: Table,
    second: Table,
    pairs: tuple[Ints, Ints],
    way: Orientation,
    scores: dict[str, Floats],
) -> Change:
    """Work out the parts of the index."""
    before, after = scores["earlier_on_earlier"], scores["later_on_later"]
    caught = after / before
    shift = np.sqrt(
        scores["later_on_earlier"] / after * before / scores["earlier_on_later"]
    )
    pure = scores["later_variable"] / scores["earlier_variable"]
    ids = tuple(second.ids[at] for at in pairs[1].tolist())
    names = {str(name) for name in ids}
    certified: NDArray[np.bool_] = np.isfinite(np.array([*scores.values()])).all(axis=0)
    scale = caught / pure
    for column in (caught, shift, pure, scale, *scores.values()):
        lock(column)
    return Change(
        ids=ids,
        orientation=way,
        index=caught * shift,
        catching_up=caught,
        frontier_shift=shift,
        pure_catching_up=pure,
        scale_change=scale,
        scores=scores,
        certified=certified,
        only_earlier=tuple(name for name in first.ids if str(name) not in names),
        only_later=tuple(name for name in second.ids if str(name) not in names),
        warnings=tuple(_notes(ids, certified)),
        library_version=__version__,
    )
