"""Fit an envelope over any number of inputs and outputs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.measuring import (
    Asked,
    Scaled,
    measure,
    nothing_yet,
    scale_table,
    widened,
)
from salesfrontier.dea.noting import note_fit, note_table
from salesfrontier.dea.questions import (
    DEFAULT_RULES,
    EnvelopeRules,
    Orientation,
    directions_of,
    orientation_of,
    returns_of,
)
from salesfrontier.dea.results import EnvelopeFit, Prices
from salesfrontier.dea.scoring import score_of
from salesfrontier.dea.single import is_single
from salesfrontier.envelope.cloud import lock
from salesfrontier.errors import EmptyTableError, UnboundedError
from salesfrontier.tables import read_table
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from salesfrontier.dea.answers import Answers
    from salesfrontier.dea.technology import Measured
    from salesfrontier.screening import DroppedRow
    from salesfrontier.tables import Columns, Table

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

ON_FRONTIER = 1e-10
"""A proven β closer to zero than this is zero."""
ROUNDING = 1e-11
"""Slack below this share of the figures it is the difference of is rounding."""


def _mixed(units: Floats, answers: Answers) -> Floats:
    """Return what each unit's peers make together, shape (n, k)."""
    mixed = np.zeros_like(units)
    for at in range(answers.peer.shape[1]):
        used = answers.peer[:, at] >= 0
        weight = np.where(used, answers.weight[:, at], 0.0)
        mixed += weight[:, None] * units[np.where(used, answers.peer[:, at], 0)]
    return mixed


def _slacks(scaled: Scaled, answers: Answers) -> Floats:
    """Return the room left in each column, in the caller's units."""
    mixed = _mixed(scaled.units, answers)
    step = np.where(np.isfinite(answers.beta), answers.beta, 0.0)[:, None]
    target = scaled.units - step * scaled.directions
    room = target - mixed
    room[~(answers.peer >= 0).any(axis=1)] = 0.0
    room[room <= ROUNDING * (np.abs(target) + np.abs(mixed))] = 0.0
    return room * scaled.scale


def _prices(found: Measured, scaled: Scaled, inputs: int) -> Prices:
    """Return planes in the caller's units, infinite where no float can hold them."""
    with np.errstate(over="ignore"):
        plane = found.answers.plane / scaled.scale
    none: Bools = np.logical_not((np.abs(plane) > 0).any(axis=1))
    plane[none] = np.nan
    return Prices(
        inputs=plane[:, :inputs],
        outputs=plane[:, inputs:],
        level=np.where(none, np.nan, found.answers.level),
    )


def _refuse_unbounded(table: Table, asked: Asked) -> None:
    """Raise where a unit shows output without input and that could be repeated."""
    free = (table.inputs.figures == 0).all(axis=1)
    free &= (table.outputs.figures > 0).any(axis=1)
    repeated = asked.method == "dea-crs" or (
        asked.method == "dea-ndrs" and asked.orientation is not Orientation.INPUT
    )
    if repeated and free.any():
        who = [table.ids[at] for at in np.flatnonzero(free).tolist()]
        raise UnboundedError(asked.method, who)


def _betas(found: Measured, asked: Asked, still: Bools) -> Floats:
    """Return β; zero on the frontier, and infinite for a unit without output."""
    beta = found.answers.beta.copy()
    beta[np.abs(beta) <= ON_FRONTIER] = 0.0
    if asked.orientation is Orientation.OUTPUT:
        beta[still] = np.inf
    return beta


def _gather(table: Table, asked: Asked, dropped: tuple[DroppedRow, ...]) -> EnvelopeFit:
    """Answer, and gather the columns of a fit."""
    directions = directions_of(table, asked.orientation, asked.rules)
    scaled, inputs = scale_table(table, directions), len(table.inputs.names)
    moves: Bools = np.asarray((scaled.directions > 0).any(axis=1))
    found = nothing_yet(table.n, len(scaled.scale))
    if moves.any():
        moving = np.flatnonzero(moves)
        found = widened(measure(scaled, inputs, asked, moving), moving, table.n)
    beta = _betas(found, asked, np.logical_not(moves))
    room = _slacks(scaled, found.answers)
    return EnvelopeFit(
        method=asked.method,
        orientation=asked.orientation,
        rules=asked.rules,
        table=table,
        beta=beta,
        score=score_of(beta, asked.orientation),
        input_slacks=room[:, :inputs],
        output_slacks=room[:, inputs:],
        peer_index=found.answers.peer,
        peer_weight=found.answers.weight,
        prices=_prices(found, scaled, inputs),
        proof=found.proof,
        certified=found.proof.certified,
        solver=found.answers.solver,
        direction=directions,
        dropped=dropped,
        warnings=(),
        library_version=__version__,
    )


def fit_envelope(
    *,
    inputs: Columns,
    outputs: Columns,
    ids: Sequence[str | int] | None = None,
    method: str = "dea-vrs",
    orientation: str = "output",
    rules: EnvelopeRules = DEFAULT_RULES,
    dropped: tuple[DroppedRow, ...] = (),
) -> EnvelopeFit:
    """Compare units with the best that others achieved, or mixes of them could.

    Parameters
    ----------
    inputs, outputs : array_like, shape (n,) or (n, k), or dict of name to column
        Finite, ≥ 0; each column in one unit of measure.
    ids : sequence of str or int, length n, optional
        Unique by their text; rows are counted from 0 where none are given.
    method : {"dea-vrs", "dea-crs", "dea-nirs", "dea-ndrs", "fdh"}
        Variable, constant, non-increasing or non-decreasing returns; or single units
        instead of mixes.
    orientation : {"output", "input", "directional"}
    rules : EnvelopeRules
        Direction, fixed columns, super-efficiency, slacks.
    dropped : tuple of DroppedRow
        Carried into the result.

    Returns
    -------
    EnvelopeFit
        With a proof of every score. What could not be proven is solved again by
        HiGHS; what is not proven then has no score (`EnvelopeFit.failed`).

    Raises
    ------
    EmptyTableError, LengthError, NumberError, DuplicateIdError, UnknownMethodError,
    ConstantError, UnboundedError

    Notes
    -----
    The programme and its dual stand in `salesfrontier.dea.programme`, what is proven
    in `salesfrontier.dea.proving`. One input and one output under ``dea-vrs`` or
    ``fdh``, output orientation: O(n log n), exact. Else: find the frame of f units
    (`salesfrontier.dea.frame`), then walk from plane to plane. Cost O(n s f k) for s
    steps a unit, which is 2 to 10; ``fdh`` O(n f k).

    A unit whose proven β is below 1e-10 is on the frontier: score exactly 1.

    Sources: `salesfrontier.dea.questions.SOURCES`; directions: Chambers, Chung & Färe
    1996, Journal of Economic Theory 70(2), 407-419; super-efficiency: Andersen &
    Petersen 1993, Management Science 39(10), 1261-1264; fixed columns: Banker & Morey
    1986, Operations Research 34(4), 513-521.

    Examples
    --------
    Four territories with potential and calls as inputs. Potential is given, not
    chosen, but with the output orientation no input moves anyway.

    >>> fit = fit_envelope(
    ...     ids=["north", "east", "south", "west"],
    ...     inputs={"potential": [100, 200, 300, 200], "calls": [10, 20, 20, 20]},
    ...     outputs={"sales": [50, 120, 130, 90]},
    ... )
    >>> [round(score, 3) for score in fit.score.tolist()]
    [1.0, 1.0, 1.0, 0.75]
    >>> west = fit.unit("west")
    >>> [(peer.id, round(peer.weight, 3)) for peer in west.peers]
    [('east', 1.0)]
    >>> west.target_outputs, west.certified
    ({'sales': 120.0}, True)
    """
    table = read_table(ids=ids, inputs=inputs, outputs=outputs)
    returns_of(method)
    way = orientation_of(orientation)
    single = is_single(table, method, way, rules)
    asked = Asked(method=method, orientation=way, rules=rules, single=single)
    if rules.super_efficiency and table.n == 1:
        raise EmptyTableError
    _refuse_unbounded(table, asked)
    fit = _gather(table, asked, dropped)
    warnings = (*note_table(table), *note_fit(fit))
    fit = replace(fit, warnings=warnings)
    for part in (fit, fit.prices, fit.proof):
        for column in vars(part).values():
            if isinstance(column, np.ndarray):
                lock(column)
    return fit
