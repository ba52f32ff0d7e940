"""Read a table for a regression: one output on an intercept and the inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import qr, solve_triangular

from salesfrontier.errors import (
    CollinearError,
    LengthError,
    NumberError,
    TooFewError,
)
from salesfrontier.tables import read_block, read_ids, refuse_bad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from salesfrontier.tables import Block, Columns

    Floats = NDArray[np.float64]
    UnitId = str | int

COLLINEAR = 1e-10
SMALLEST = 1e-150
"""Below this, and above one over this, a float holds no square."""
INTERCEPT = "intercept"


@dataclass(frozen=True, kw_only=True, eq=False)
class Design:
    """One output and the columns that explain it.

    Attributes
    ----------
    ids : tuple of str or int, length n
    inputs, outputs : Block
        As given.
    log : bool
        Figures below are logarithms of those given.
    names : tuple of str, length k
        ``intercept`` first; ``log(NAME)`` under `log`.
    matrix : ndarray of float, shape (n, k), read-only
    target : ndarray of float, shape (n,), read-only
    basis : ndarray of float, shape (n, k)
        The matrix with columns made orthogonal and of length √n.
    turn : ndarray of float, shape (k, k)
        Upper triangular: ``matrix = basis @ turn``.
    """

    ids: tuple[UnitId, ...]
    inputs: Block
    outputs: Block
    log: bool
    names: tuple[str, ...]
    matrix: Floats
    target: Floats
    basis: Floats
    turn: Floats

    @property
    def n(self) -> int:
        """Count the units."""
        return len(self.ids)

    def back(self, coefficients: Floats) -> Floats:
        """Turn coefficients of the basis into those of the matrix."""
        solved: Floats = solve_triangular(self.turn, coefficients)
        return solved


def _logarithms(block: Block, ids: Sequence[object]) -> Floats:
    """Take logarithms; raise where there are none."""
    for at, name in enumerate(block.names):
        bad = block.figures[:, at] <= 0
        if bad.any():
            rows = np.flatnonzero(bad).tolist()
            trouble = "zero or below, so that it has no logarithm,"
            raise NumberError(name, trouble, [ids[row] for row in rows])
    return np.log(block.figures)


def _refuse_figures(block: Block, ids: Sequence[object], *, log: bool) -> None:
    """Raise at what is not finite, or where a float cannot hold the squares."""
    refuse_bad(block, ids, negative=False)
    for at, name in enumerate(() if log else block.names):
        size = np.abs(block.figures[:, at])
        large = size > 1.0 / SMALLEST
        small = size > 0 if 0 < size.max() < SMALLEST else np.zeros_like(large)
        for trouble, bad in (("too large", large), ("too small", small)):
            if bad.any():
                rows = np.flatnonzero(bad).tolist()
                found = [ids[row] for row in rows]
                raise NumberError(name, f"{trouble} to be squared", found)


def _orthogonal(matrix: Floats, names: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Make the columns orthogonal; raise where one follows from those before it."""
    root = np.sqrt(len(matrix))
    size = np.sqrt(np.einsum("ij,ij->j", matrix, matrix)) / root
    size = np.where(size > 0, size, 1.0)
    scaled = np.asfortranarray(matrix / size)
    basis, turn = qr(scaled, mode="economic", overwrite_a=True, check_finite=False)
    weak = np.abs(np.diag(turn)) <= COLLINEAR * root
    if weak.any():
        raise CollinearError([names[at] for at in np.flatnonzero(weak).tolist()])
    basis *= root
    return basis, turn * size / root


def read_design(
    *,
    ids: Sequence[UnitId] | None,
    inputs: Columns,
    outputs: Columns,
    log: bool,
    purpose: str,
    spare: int = 1,
) -> Design:
    """Check a table and write it down as a regression.

    Parameters
    ----------
    ids, inputs, outputs
        See `salesfrontier.tables.read_table`; exactly one output. Without `log` any
        finite figure will do.
    log : bool
        Take logarithms; all figures must be above zero.
    purpose : str
        Used in messages: "a stochastic frontier".
    spare : int
        How many units more than columns there must be.

    Raises
    ------
    EmptyTableError, LengthError, NumberError, DuplicateIdError, CollinearError,
    TooFewError

    Notes
    -----
    Cost O(n k²).

    Examples
    --------
    >>> design = read_design(
    ...     ids=None, inputs={"calls": [1, 2, 4]}, outputs=[2, 4, 8], log=True,
    ...     purpose="an example",
    ... )
    >>> design.names, [round(value, 3) for value in design.target.tolist()]
    (('intercept', 'log(calls)'), [0.693, 1.386, 2.079])
    """
    given, made = read_block("input", inputs), read_block("output", outputs)
    names = read_ids(ids, len(given.figures))
    if made.figures.shape != (len(names), 1):
        found = made.figures.shape
        raise LengthError(column="outputs", found=found, wanted=f"({len(names)},)")
    for block in (given, made):
        _refuse_figures(block, names, log=log)
    columns, target = given.figures, made.figures
    titles = given.names
    if log:
        columns, target = _logarithms(given, names), _logarithms(made, names)
        titles = tuple(f"log({name})" for name in titles)
    titles = (INTERCEPT, *titles)
    if len(names) < len(titles) + spare:
        raise TooFewError(len(names), len(titles) + spare, purpose)
    matrix = np.column_stack([np.ones(len(names)), columns])
    basis, turn = _orthogonal(matrix, titles)
    target = target[:, 0].copy()
    for column in (matrix, target):
        column.flags.writeable = False
    return Design(
        ids=names,
        inputs=given,
        outputs=made,
        log=log,
        names=titles,
        matrix=matrix,
        target=target,
        basis=basis,
        turn=turn,
    )
